import { Interrupted } from "../errors.js";
import { type Downloaded, downloadedIn, downloadModel } from "../hub/download-model.js";
import { gpt2, isGpt2, type ModelSource, mirrorOf, modelFolder } from "../hub/model-source.js";
import { Interrupts } from "../interrupt.js";
import { showBytes } from "../output/bytes.js";
import { say } from "../output/say.js";
import { duration, invocation, quoted } from "../output/text.js";

export interface DownloadModelOptions {
  readonly mirror?: string;
  readonly repository?: string;
  readonly revision?: string;
  readonly json?: boolean;
}

/** `cairn download gpt2`: OpenAI's weights, or another model of that form, into the cache. */
export async function downloadGpt2(options: DownloadModelOptions): Promise<void> {
  const began = performance.now();
  const { repository = gpt2.repository, revision = gpt2.revision, json } = options;
  const folder = modelFolder({ repository, revision });
  const present = await downloadedIn(folder);
  const found =
    present ?? (await fetchAll({ mirror: mirrorOf(options.mirror), repository, revision }, folder, options));
  const seconds = (performance.now() - began) / 1000;
  const already = present !== null;
  if (json) {
    const files = Object.keys(found.files);
    process.stdout.write(`${JSON.stringify({ command: "download", name: "gpt2", folder, files, already, seconds })}\n`);
    return;
  }
  const hasTokenizer = ["tokenizer.json", "merges.txt"].some((name) => name in found.files);
  const begin = hasTokenizer ? '--prompt "I chose that bank for"' : "--tokens 1,2,3";
  const checked = isGpt2(found) ? ", checked by SHA-256" : "";
  process.stdout.write(
    `${isGpt2(found) ? "GPT-2" : repository} is here ${already ? "already" : `after ${duration(seconds)}`}${checked}: ${folder}\n` +
      `Let it write:\n  ${invocation()} generate --model ${quoted(folder)} ${begin}\n`,
  );
}

/** Throws: Interrupted after Ctrl-C; what is there by then is kept. */
async function fetchAll(source: ModelSource, folder: string, options: DownloadModelOptions): Promise<Downloaded> {
  using interrupts = new Interrupts();
  introduce(source, folder);
  const progress = showBytes();
  interrupts.arm(() => progress.stop());
  try {
    return await downloadModel(source, folder, {
      signal: interrupts.signal,
      onProgress: (name, done, total) => progress.update(name, done, total),
      onRetry(problem, seconds) {
        progress.stop();
        say(`The mirror: ${problem}. Another try ${seconds < 1 ? "now" : `in ${duration(seconds)}`}.`);
      },
    });
  } catch (error) {
    throw interrupts.signal.aborted ? stopped(folder, options) : error;
  } finally {
    progress.stop();
  }
}

function introduce(source: ModelSource, folder: string): void {
  const { mirror, repository, revision } = source;
  const what = isGpt2(source)
    ? `GPT-2 by OpenAI, 124 million parameters (licence MIT): ${gpt2.megabytes} MB`
    : `${repository}, ${revision}: files`;
  say(`${what}, to be fetched from ${mirror} into ${folder}.`);
}

function stopped(folder: string, { mirror, repository, revision }: DownloadModelOptions): Interrupted {
  const given = Object.entries({ mirror, repository, revision });
  const flags = given.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, quoted(value)]));
  return new Interrupted(`Stopped; what was fetched is kept in ${folder}.`, {
    fix: `To go on: ${[invocation(), "download", "gpt2", ...flags].join(" ")}`,
  });
}

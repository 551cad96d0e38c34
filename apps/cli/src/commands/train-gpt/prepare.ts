import {
  bytesPerToken,
  type Preset,
  prepareTokenTraining,
  prepareTraining,
  type TokenTraining,
  toHuggingFace,
} from "@cairn-ml/models-gpt";
import { Rng } from "@cairn-ml/tensor";
import { type Tokenizer, tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { FileError, RunFolder } from "@cairn-ml/train/node";
import { explain, InputError } from "../../errors.js";
import { version } from "../../version.js";
import type { About, Job } from "./job.js";
import { presetOf } from "./settings.js";
import type { TokenSource } from "./source.js";

/** All that trains, and what is known of the text. */
export interface Prepared extends TokenTraining {
  /** Null for tokens of which nobody knows what they stand for. */
  readonly tokenizer: Tokenizer | null;
  /** The parts of the text, or, where `sampled`, the beginning of what the tokens stand for. */
  readonly trainText: string;
  readonly validationText: string;
  readonly sampled: boolean;
  readonly bytesPerToken: number | undefined;
}

/** The model and all that trains it. Throws: InputError that names the file when it does not do. */
export function prepare(job: Job): Prepared {
  const { settings, source, seed, steps, start, folder } = job;
  const saved = folder?.description.tokenizer;
  const tokenizer = saved ? tokenizerFromJSON(saved) : (start?.tokenizer ?? null);
  const preset = presetOf(settings, steps);
  try {
    if ("file" in source) return prepareTokens(job, source, preset, tokenizer);
    const text = { text: source.text, ...(tokenizer && { tokenizer }) };
    return { ...prepareTraining({ preset, seed, steps, start, ...text }), sampled: false };
  } catch (error) {
    const { message, given, expected } = explain(error);
    if (source.description.kind === "stories" || given === undefined || error instanceof InputError) throw error;
    const problem = message.replace(/^\w+: /, "");
    throw new InputError(`train gpt: ${source.name} can not be trained on: ${problem}`, {
      given: `${source.bytes} bytes${"file" in source ? "" : " of text"}: ${given}`,
      ...(expected !== undefined && { expected }),
      fix: "give a longer text, or a shorter --context-length",
    });
  }
}

const mostSampled = 4_000_000; // tokens that are decoded at most

function prepareTokens(job: Job, source: TokenSource, preset: Preset, saved: Tokenizer | null): Prepared {
  const { settings, seed, steps, start } = job;
  const { file, largest } = source;
  const tokenizer = saved ?? source.tokenizer;
  const ofPreset = job.preset === "gpt2-124m" ? settings.vocabSize : largest + 1;
  const vocabSize = start?.config.vocabSize ?? tokenizer?.vocabSize ?? job.vocabSize ?? ofPreset;
  if (largest >= vocabSize) {
    throw new InputError(`train gpt: ${source.name} has tokens that the model does not have.`, {
      given: `token ${largest}`,
      expected: `0 to ${vocabSize - 1}`,
      fix: "look at --dtype, --vocab-size, and which tokenizer made the file",
    });
  }
  const { train, validation } = file;
  const training = prepareTokenTraining({ preset, seed, steps, start, train, validation, vocabSize });
  const sampled = train.length + validation.length > mostSampled;
  const read = (part: typeof train) =>
    Int32Array.from(part.subarray(0, Math.min(part.length, sampled ? 2e5 : part.length)));
  const held = read(validation);
  return {
    ...training,
    tokenizer,
    sampled,
    trainText: tokenizer?.decode(read(train)) ?? "",
    validationText: tokenizer?.decode(held) ?? "",
    bytesPerToken: tokenizer ? bytesPerToken(tokenizer, held, settings.contextLength) : undefined,
  };
}

/** The run's folder: a new one, or that of the run that is resumed. Throws: FileError. */
export async function openFolder(
  job: Job,
  { model, tokenizer }: Prepared,
  { out, overwrite = false }: { out: string | undefined; overwrite: boolean | undefined },
): Promise<RunFolder> {
  const { folder, preset, settings, seed, steps, device, saveEvery = null, source, start } = job;
  const config = toHuggingFace(model.config);
  if (folder) {
    checkConfig(folder, config);
    return folder;
  }
  const { vocabSize } = model.config;
  const about: About = {
    ...{ command: "train gpt", preset, settings: { ...settings, vocabSize }, seed, steps, device, saveEvery },
    ...{ data: source.description, init: start?.description ?? null },
    versions: { cairn: version(), node: process.versions.node, v8: process.versions.v8, rng: Rng.version },
  };
  const description = { config, ...(tokenizer && { tokenizer: tokenizer.toJSON() }), about: { ...about } };
  return RunFolder.create(out ?? `runs/${preset}`, description, { overwrite });
}

function checkConfig({ path, description }: RunFolder, config: object): void {
  const [has, makes] = [JSON.stringify(description.config), JSON.stringify(config)];
  if (has === makes) return;
  throw new FileError("train gpt", `the preset has changed since the run in ${path} began.`, {
    given: has,
    expected: makes,
    fix: "resume it with the version of Cairn that wrote it, or start a new run",
  });
}

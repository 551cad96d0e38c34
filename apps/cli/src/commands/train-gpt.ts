import { init } from "@cairn-ml/tensor";
import { RunFolder } from "@cairn-ml/train/node";
import { Interrupted } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import { say } from "../output/say.js";
import { duration, invocation, quoted } from "../output/text.js";
import { introduce } from "./train-gpt/introduction.js";
import { aboutOf, newJob, resumedJob } from "./train-gpt/job.js";
import { documentOf } from "./train-gpt/outcome.js";
import { openFolder, prepare } from "./train-gpt/prepare.js";
import { claimTrace, finishProfile, printProfile, profileDocument, startProfile } from "./train-gpt/profiling.js";
import { printReport } from "./train-gpt/report.js";
import { ask, type TrainGptOptions } from "./train-gpt/request.js";
import { writeSamples } from "./train-gpt/samples.js";
import { train } from "./train-gpt/train.js";

/** `cairn train gpt`: reads the text, trains, saves, and shows what came of it; or what it prints or writes instead. */
export async function trainGpt(options: TrainGptOptions): Promise<void> {
  if (options.configSchema) return print((await import("./train-gpt/config-schema.js")).jsonSchema());
  const run = options.resume === undefined ? undefined : await RunFolder.open(options.resume);
  const asked = run ? {} : await ask(options);
  if (options.printConfig) return print((await import("./train-gpt/print-config.js")).configDocument(asked));
  const began = performance.now();
  using interrupts = new Interrupts();
  const name = run ? aboutOf(run).device : (asked.device ?? "wasm");
  const device = await init({ device: name, ...(options.threads && { threads: options.threads }) });
  if (options.prepare !== undefined && !run) {
    const document = await (await import("./train-gpt/prepare-tokens.js")).prepareTokens(options.prepare, asked);
    return options.json ? print(document, 0) : undefined;
  }
  const job = run ? await resumedJob(run, options) : await newJob(asked);
  const training = prepare(job);
  await claimTrace(options);
  const folder = await openFolder(job, training, { out: asked.out, overwrite: options.overwrite });
  const start = job.snapshot?.step ?? 0;
  const { steps } = job;
  if (start <= steps) introduce({ job, training, start, device, folder }); // else `fit` refuses

  using timing = startProfile(options);
  const result = await train({ job, training, folder, interrupts, verbose: options.verbose ?? false });
  const profile = await finishProfile(timing, options);
  const fix = `Go on with: ${invocation()} train gpt --resume ${quoted(folder.path)}`;
  if (result.interrupted) {
    if (profile && !options.json) {
      printProfile(profile);
      process.stdout.write("\n");
    }
    throw new Interrupted(
      `Stopped after step ${result.step} of ${steps}; the run is saved in ${folder.path}.`,
      { fix },
      profile && { profile: profileDocument(profile) },
    );
  }
  say(
    `Trained in ${duration(result.seconds)} and saved in ${folder.path}` +
      `${training.tokenizer ? "; now it writes three samples." : "."}`,
  );
  const samples: string[] = [];
  for (const sample of writeSamples(training, job.seed)) {
    samples.push(sample);
    await interrupts.check(() => new Interrupted(`Stopped; the run is finished and saved in ${folder.path}.`, { fix }));
  }
  const seconds = (performance.now() - began) / 1000;
  const outcome = { job, training, result, folder, device, samples, seconds, profile };
  if (options.json) print(documentOf(outcome), 0);
  else printReport(outcome);
}

function print(document: object, indent = 2): void {
  process.stdout.write(`${JSON.stringify(document, null, indent)}\n`);
}

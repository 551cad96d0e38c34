import { presets } from "@cairn-ml/models-gpt";
import { init } from "@cairn-ml/tensor";
import { Interrupted } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import { say } from "../output/say.js";
import { duration, invocation, quoted } from "../output/text.js";
import { introduce } from "./train-gpt/introduction.js";
import { newJob, resumedJob, type TrainGptOptions } from "./train-gpt/job.js";
import { documentOf } from "./train-gpt/outcome.js";
import { openFolder, prepare } from "./train-gpt/prepare.js";
import { claimTrace, finishProfile, printProfile, profileDocument, startProfile } from "./train-gpt/profiling.js";
import { printReport } from "./train-gpt/report.js";
import { writeSamples } from "./train-gpt/samples.js";
import { train } from "./train-gpt/train.js";

/** `cairn train gpt`: reads the text, trains, saves, and shows what came of it. */
export async function trainGpt(options: TrainGptOptions): Promise<void> {
  const began = performance.now();
  using interrupts = new Interrupts();
  const job = options.resume === undefined ? await newJob(options) : await resumedJob(options.resume, options);
  const device = await init({ device: job.device, ...(options.threads && { threads: options.threads }) });
  const steps = job.steps ?? presets[job.preset].steps;
  const training = prepare(job, steps);
  await claimTrace(options);
  const folder = await openFolder(job, steps, training, options);
  const snapshot = job.folder ? await folder.load() : null;
  const start = snapshot?.step ?? 0;
  if (start <= steps) introduce({ job, training, start, steps, device, folder }); // else `fit` refuses

  using timing = startProfile(options);
  const result = await train({ job, steps, training, folder, snapshot, interrupts, verbose: options.verbose ?? false });
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
  say(`Trained in ${duration(result.seconds)} and saved in ${folder.path}; now it writes three samples.`);
  const samples: string[] = [];
  for (const sample of writeSamples(training, job.seed)) {
    samples.push(sample);
    await interrupts.check(() => new Interrupted(`Stopped; the run is finished and saved in ${folder.path}.`, { fix }));
  }
  const seconds = (performance.now() - began) / 1000;
  const outcome = { job, training, result, folder, device, steps, samples, seconds, profile };
  if (options.json) process.stdout.write(`${JSON.stringify(documentOf(outcome))}\n`);
  else printReport(outcome);
}

import { type Device, math } from "@cairn-ml/tensor";
import type { RunFolder } from "@cairn-ml/train/node";
import { say } from "../../output/say.js";
import { duration, grouped } from "../../output/text.js";
import type { Job } from "./job.js";
import { parametersOf } from "./outcome.js";
import type { Prepared } from "./prepare.js";

interface Introduction {
  readonly job: Job;
  readonly training: Prepared;
  /** Steps that an earlier call did. */
  readonly start: number;
  readonly device: Device;
  readonly folder: RunFolder;
}

/** Says what is going to happen, how long it takes, and what the numbers will mean. */
export function introduce({ job, training, start, device, folder }: Introduction): void {
  const { vocabSize } = training.model.config;
  const { steps, source } = job;
  const characters = training.tokenizer?.kind === "char";
  const unit = characters ? "character" : "token (a piece of a word)";
  const parameters = parametersOf(training);
  const todo = Math.max(0, steps - start);
  const time = duration(estimate(job, parameters, todo, device));
  say(
    `Cairn ${start > 0 ? "goes on training" : job.start ? "fine-tunes" : "trains"} a ${parameters < 5e7 ? "small " : ""}GPT, a network of ${grouped(parameters)} numbers, to guess the ` +
      `next ${unit} of a text: ${source.name} (${megabytes(source.bytes)}). It takes ${grouped(todo)} ` +
      `${start > 0 ? `more steps after ${grouped(start)}` : "steps"}, about ${time} on this machine, and is saved in ` +
      `${folder.path} on the way.`,
  );
  say(
    `The loss says how surprised it is by the text: guessing blindly among ${grouped(vocabSize)} ` +
      `${characters ? "characters" : "tokens"} is ${math.log(vocabSize).toFixed(2)}, knowing what comes would be 0.`,
  );
}

/** Multiplications and additions a second that training reaches, roughly; only for "about". */
const speeds: Readonly<Record<string, number>> = { wasm: 3.5e10, reference: 4e8 };

/** Seconds that the steps will take, by 6 operations for each parameter and token. Source: Kaplan et al. 2020, table 1. */
function estimate({ settings }: Job, parameters: number, steps: number, device: Device): number {
  const { batchSize, accumulate, contextLength, recompute } = settings;
  const operations = (recompute ? 8 : 6) * parameters * steps * batchSize * accumulate * contextLength;
  return Math.max(1, operations / ((speeds[device.name] ?? 1e9) * device.threads));
}

function megabytes(bytes: number): string {
  return bytes < 1e5 ? `${grouped(bytes)} bytes` : `${(bytes / 1e6).toFixed(1)} MB`;
}

import { existsSync } from "node:fs";
import type { Host, LessonInput, ReaderFiles, TrainingMore } from "@cairn-ml/lessons";
import type { FitHooks } from "@cairn-ml/models-classic";
import type { KeyedVectors } from "@cairn-ml/models-embedding";
import type { StepReport } from "@cairn-ml/train";
import { FileError, RunFolder } from "@cairn-ml/train/node";
import type { Interrupts } from "../../interrupt.js";
import { type Progress, showProgress } from "../../output/progress.js";
import { say } from "../../output/say.js";
import { showWork, type Work } from "../../output/work.js";
import { realVectorsFile } from "../../vectors/real-vectors.js";
import type { Job } from "./job.js";
import { readerFiles } from "./reader-files.js";

interface HostOptions {
  readonly job: Job;
  readonly interrupts: Interrupts;
  readonly out: string;
  readonly overwrite: boolean;
  readonly verbose: boolean;
  /** Called once, when the lesson has read what it was given, and its work begins. */
  readonly onBegin: () => void;
}

const every = 100; // milliseconds between two looks at a training: some steps take a microsecond

/** Runs a lesson in a terminal: progress on standard error, what is trained in a folder. */
export class TerminalHost implements Host {
  readonly input?: LessonInput;
  readonly files: ReaderFiles = readerFiles;
  readonly signal: AbortSignal;
  readonly #options: HostOptions;
  #shown: Progress | Work | undefined;
  #begun = false;
  /** Of the model that the lesson keeps, once it is known. */
  folder: RunFolder | undefined;

  constructor(options: HostOptions) {
    this.#options = options;
    this.signal = options.interrupts.signal;
    if (options.job.input) this.input = options.job.input;
    options.interrupts.arm(() => {
      this.#shown?.stop();
      process.stderr.write("\nStopping after this step; Ctrl-C again ends at once.\n");
    });
  }

  training(label: string, { kept = false, callbacks = {} }: TrainingMore = {}): FitHooks {
    this.begin();
    const { job, verbose } = this.#options;
    let progress: Progress | undefined;
    const began = performance.now();
    let first = 0; // the step of the first report
    let next = 0;
    return {
      signal: this.signal,
      ...(kept && {
        store: (config: object) => this.#store(config),
        resume: job.folder !== undefined,
      }),
      callbacks: {
        ...callbacks,
        onStep: (report) => {
          callbacks.onStep?.(report);
          const now = performance.now();
          if (now < next && report.step < report.steps) return;
          next = now + every;
          first ||= report.step;
          progress ??= this.#show(showProgress({ steps: report.steps, start: first, label }));
          progress.update({ ...report, secondsLeft: secondsLeft(report, first, now - began) });
          if (report.step === report.steps) progress.stop();
        },
        onEager: (reason) => {
          callbacks.onEager?.(reason);
          if (verbose) process.stderr.write(`\nThe steps run op by op. ${reason}\n`);
        },
      },
    };
  }

  progress(label: string, total: number): Work {
    this.begin();
    return this.#show(showWork(label, total));
  }

  /** What was downloaded: the most frequent words, which are read in a fifth of a second. */
  async wordVectors(): Promise<KeyedVectors | null> {
    const file = realVectorsFile();
    if (!existsSync(file)) return null;
    const { loadVectors } = await import("@cairn-ml/models-embedding/node");
    return loadVectors(file, { limit: 60_000 }).catch((error: Error) => {
      say(`The vectors in ${file} cannot be read, so the lesson goes without: ${error.message.split("\n")[0]}`);
      return null;
    });
  }

  begin(): void {
    if (!this.#begun) this.#options.onBegin();
    this.#begun = true;
  }

  /** Leaves nothing behind of a run that failed before its first checkpoint; one that is resumed stays as it is. */
  async discard(): Promise<void> {
    if (!this.#options.job.folder) await this.folder?.discard();
  }

  /** Leaves what was shown as it is. */
  stop(): void {
    this.#shown?.stop();
  }

  /** A model that `fit` did not train is saved by what describes it. */
  async keep(model: { readonly config: object }): Promise<void> {
    if (!this.folder) await this.#store(model.config);
  }

  #show<Shown extends Progress | Work>(shown: Shown): Shown {
    this.#shown = shown;
    return shown;
  }

  async #store(config: object): Promise<RunFolder> {
    const { job, out, overwrite } = this.#options;
    this.folder = job.folder ?? (await RunFolder.create(out, { config, about: job.about }, { overwrite }));
    const [has, makes] = [JSON.stringify(this.folder.description.config), JSON.stringify(config)];
    if (has === makes) return this.folder;
    throw new FileError("lesson", `the lesson has changed since the run in ${this.folder.path} began.`, {
      given: has,
      expected: makes,
      fix: "resume it with the version of Cairn that wrote it, or start a new run",
    });
  }
}

function secondsLeft({ step, steps }: StepReport, first: number, milliseconds: number): number {
  return step > first ? ((steps - step) * milliseconds) / (step - first) / 1000 : 0;
}

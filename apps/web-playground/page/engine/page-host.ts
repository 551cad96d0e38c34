import type { Host, LessonInput, TrainingMore } from "@cairn-ml/lessons";
import type { FitHooks } from "@cairn-ml/models-classic";
import type { Step } from "./messages.js";

const every = 50; // milliseconds between two messages: some steps take a microsecond

/** Runs a lesson for a page: tells how far it is, and stops when the page says so. */
export class PageHost implements Host {
  readonly input?: LessonInput;
  readonly signal: AbortSignal;
  readonly #tell: (step: Step) => void;
  #next = 0;

  constructor(input: LessonInput | undefined, signal: AbortSignal, tell: (step: Step) => void) {
    if (input) this.input = input;
    this.signal = signal;
    this.#tell = tell;
  }

  training(label: string, { callbacks = {} }: TrainingMore = {}): FitHooks {
    return {
      signal: this.signal,
      callbacks: {
        ...callbacks,
        onStep: (report) => {
          callbacks.onStep?.(report);
          this.#report({ label, done: report.step, total: report.steps, loss: report.loss });
        },
      },
    };
  }

  progress(label: string, total: number): { update(done: number): void; stop(): void } {
    return { update: (done) => this.#report({ label, done, total }), stop: () => {} };
  }

  #report(step: Step): void {
    const now = performance.now();
    if (now < this.#next && step.done < step.total) return;
    this.#next = now + every;
    this.#tell(step);
  }
}

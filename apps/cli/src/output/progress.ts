import { SingleBar } from "cli-progress";
import { columnsOf, duration, grouped } from "./text.js";

/** How far a training run is. */
export interface Status {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** Tokens a second. */
  readonly rate: number;
  readonly secondsLeft: number;
}

/** Shows a run on standard error. */
export interface Progress {
  update(status: Status): void;
  /** Says what takes a moment between two steps. */
  pause(doing: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line every few seconds. */
export function showProgress(steps: number, start: number): Progress {
  return process.stderr.isTTY ? new Bar(steps, start) : new Lines();
}

const lossText = (loss: number) => (loss < 10 ? loss.toFixed(3) : loss.toFixed(2));
const leftText = ({ secondsLeft }: Status) => (secondsLeft > 0 ? `${duration(secondsLeft)} left` : "done");

class Bar implements Progress {
  readonly #bar: SingleBar;
  #last = { loss: "…", rate: "…", left: "starting" };

  constructor(steps: number, start: number) {
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: `{bar} step {value}/{total}  loss {loss}  {rate} tokens/s  {left}`,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: Math.max(8, Math.min(40, columnsOf(process.stderr) - 63)),
      linewrap: true, // so that nothing about the terminal has to be restored
      fps: 8,
    });
    this.#bar.start(steps, start, this.#last);
  }

  update(status: Status): void {
    this.#last = { loss: lossText(status.loss), rate: grouped(status.rate), left: leftText(status) };
    this.#bar.update(status.step, this.#last);
  }

  pause(doing: string): void {
    this.#bar.update({ ...this.#last, left: doing });
  }

  stop(): void {
    this.#bar.update(this.#last);
    this.#bar.stop();
  }
}

const linesEvery = 5; // seconds

class Lines implements Progress {
  #next = 0;
  #last: Status | undefined;
  #shown = -1;

  update(status: Status): void {
    this.#last = status;
    if (performance.now() < this.#next) return;
    this.#next = performance.now() + 1000 * linesEvery;
    this.#show(status);
  }

  pause(): void {}

  stop(): void {
    if (this.#last) this.#show(this.#last);
  }

  #show(status: Status): void {
    if (this.#shown === status.step) return;
    this.#shown = status.step;
    const { step, steps, loss, rate } = status;
    process.stderr.write(
      `step ${step}/${steps}  loss ${lossText(loss)}  ${grouped(rate)} tokens/s  ${leftText(status)}\n`,
    );
  }
}

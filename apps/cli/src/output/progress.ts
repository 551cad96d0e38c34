import { SingleBar } from "cli-progress";
import { columnsOf, duration, grouped } from "./text.js";

/** How far a training run is. */
export interface Status {
  readonly step: number;
  readonly steps: number;
  readonly loss: number;
  /** In the unit of the progress, a second. */
  readonly rate: number;
  readonly secondsLeft: number;
}

/** What a run is called, and what its rate counts. */
export interface ProgressOptions {
  readonly steps: number;
  /** Steps that were done before. */
  readonly start?: number;
  /** Stands before the bar. */
  readonly label?: string;
  /** Of the rate; absent where it tells a reader nothing. */
  readonly unit?: string;
}

/** Shows a run on standard error. */
export interface Progress {
  update(status: Status): void;
  /** Says what takes a moment between two steps. */
  pause(doing: string): void;
  stop(): void;
}

/** A bar on a terminal; elsewhere a line every few seconds. */
export function showProgress(options: ProgressOptions): Progress {
  return process.stderr.isTTY ? new Bar(options) : new Lines(options);
}

const lossText = (loss: number) => (loss < 10 ? loss.toFixed(3) : loss < 1e9 ? loss.toFixed(2) : loss.toExponential(2));
const rateText = ({ rate }: Status, unit: string | undefined) => (unit ? `${grouped(rate)} ${unit}  ` : "");
const leftText = ({ step, steps, secondsLeft }: Status) => (step === steps ? "done" : `${duration(secondsLeft)} left`);

class Bar implements Progress {
  readonly #bar: SingleBar;
  readonly #unit: string | undefined;
  #last = { loss: "…", rate: "", left: "starting" };

  constructor({ steps, start = 0, label = "", unit }: ProgressOptions) {
    this.#unit = unit;
    const before = label && `${label}  `;
    this.#bar = new SingleBar({
      stream: process.stderr,
      format: `${before}{bar} step {value}/{total}  loss {loss}  {rate}{left}`,
      barCompleteChar: "█",
      barIncompleteChar: "░",
      barsize: Math.max(8, Math.min(40, columnsOf(process.stderr) - 63 - before.length)),
      linewrap: true, // so that nothing about the terminal has to be restored
      fps: 8,
    });
    this.#bar.start(steps, start, this.#last);
  }

  update(status: Status): void {
    this.#last = { loss: lossText(status.loss), rate: rateText(status, this.#unit), left: leftText(status) };
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
  readonly #options: ProgressOptions;
  #next = 0;
  #last: Status | undefined;
  #shown = -1;

  constructor(options: ProgressOptions) {
    this.#options = options;
  }

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
    const { step, steps, loss } = status;
    const { label = "", unit } = this.#options;
    const rate = rateText(status, unit);
    process.stderr.write(
      `${label && `${label}  `}step ${step}/${steps}  loss ${lossText(loss)}  ${rate}${leftText(status)}\n`,
    );
  }
}

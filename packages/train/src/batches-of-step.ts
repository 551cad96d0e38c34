import type { Rng } from "@cairn-ml/tensor";
import type { MicroBatches } from "./training-step.js";
import type { DataSource } from "./types.js";

/** What a step trains on, and what that counts. */
interface Taken<Batch> {
  readonly batch: MicroBatches<Batch> | Batch;
  readonly count: number;
}

/** Takes the batches of each step from the data: one, or several that are accumulated, read ahead where the data can. */
export class BatchesOfStep<Batch> {
  readonly #data: DataSource<Batch>;
  readonly #steps: number;
  readonly #accumulate: number;
  #reading: { readonly step: number; readonly done: Promise<unknown> } | undefined;

  constructor(data: DataSource<Batch>, { steps, accumulate }: { steps: number; accumulate: number }) {
    this.#data = data;
    this.#steps = steps;
    this.#accumulate = accumulate;
  }

  /** Whether `ready` is to be waited for before each `take`. */
  get reads(): boolean {
    return this.#data.prepare !== undefined;
  }

  /** Resolves when the batches of a step are read, and begins to read those of the next. `rng` is the run's stream. */
  async ready(rng: Rng, step: number): Promise<void> {
    await (this.#reading?.step === step ? this.#reading : this.#read(rng, step)).done;
    if (step + 1 < this.#steps) this.#read(rng, step + 1);
  }

  /** `rng` is the step's stream. */
  take(rng: Rng, step: number): Taken<Batch> {
    const stream = rng.fork("batch");
    if (this.#accumulate === 1) {
      const batch = this.#data.batch(stream, step);
      return { batch, count: this.#data.count(batch) };
    }
    const batches = this.#numbers(step).map((n) => this.#data.batch(stream, n));
    const counts = batches.map((batch) => this.#data.count(batch));
    const count = counts.reduce((sum, n) => sum + n);
    return { batch: { batches, shares: counts.map((n) => n / count) }, count };
  }

  #read(rng: Rng, step: number): { readonly step: number; readonly done: Promise<unknown> } {
    const stream = rng.fork("step", step).fork("batch");
    const done = Promise.all(this.#numbers(step).map((n) => this.#data.prepare!(stream, n)));
    done.catch(() => undefined); // told when the step is due, if it comes to that
    this.#reading = { step, done };
    return this.#reading;
  }

  #numbers(step: number): number[] {
    return Array.from({ length: this.#accumulate }, (_, i) => step * this.#accumulate + i);
  }
}

import type { Tensor } from "@cairn-ml/tensor";
import type { Picture } from "../exhibit.js";

/** The output weights after each epoch, as pictures in one scale: grey is 0, dark above, light below. */
export class WeightFrames {
  readonly #weights: {
    readonly epoch: number;
    readonly values: ArrayLike<number>;
    readonly shape: readonly number[];
  }[] = [];

  /** Shapes: (64, 10) */
  add(epoch: number, weight: Tensor): void {
    this.#weights.push({ epoch, values: weight.mT.data(), shape: weight.shape });
  }

  /** A row for each digit, a column for each unit of the last hidden layer. */
  get pictures(): Picture[] {
    const last = Array.from(this.#weights.at(-1)?.values ?? []);
    const usual = Math.sqrt(last.reduce((sum, value) => sum + value * value, 0) / last.length);
    const shade = (value: number) => 0.5 + value / (5 * usual); // few are more than 2.5 times as large
    return this.#weights.map(({ epoch, values, shape }) => ({
      label: `epoch ${epoch}`,
      rows: shape[1]!,
      columns: shape[0]!,
      values: Array.from(values, (value) => Math.min(1, Math.max(0, shade(value)))),
    }));
  }
}

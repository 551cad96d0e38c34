import { type Device, fromData, Rng, type Shape, sizeOf, type Tensor } from "@cairn-ml/tensor";

/** Makes the same inputs on any device: every value is one that float32 holds exactly. */
export class InputMaker {
  readonly #device: Device;
  readonly #rng: Rng;

  constructor(device: Device, seed: number) {
    this.#device = device;
    this.#rng = new Rng(seed);
  }

  real(shape: Shape, low = -2, high = 2): Tensor {
    return this.#from(shape, () => low + (high - low) * this.#rng.uniform());
  }

  positive(shape: Shape): Tensor {
    return this.real(shape, 0.3, 2.3);
  }

  /** Nowhere near an integer: away from the kinks of relu, abs and floor. */
  apart(shape: Shape): Tensor {
    return this.#from(shape, () => this.#rng.integer(6) - 3 + 0.2 + 0.6 * this.#rng.uniform());
  }

  /** No two alike; those of two shifts differ too. */
  distinct(shape: Shape, shift = 0): Tensor {
    const n = sizeOf(shape);
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.#rng.integer(i + 1);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return this.#from(shape, (i) => (order[i]! / n) * 4 - 2 + shift);
  }

  /** Few values, so that some are equal. */
  few(shape: Shape): Tensor {
    return this.#from(shape, () => this.#rng.integer(3));
  }

  indices(limit: number, shape: Shape): Tensor {
    return this.#from(shape, () => this.#rng.integer(limit), "int32");
  }

  mask(shape: Shape): Tensor {
    return this.#from(shape, () => this.#rng.integer(2), "bool");
  }

  values(values: readonly number[], shape: Shape = [values.length]): Tensor {
    return this.#from(shape, (i) => values[i]!);
  }

  integers(values: readonly number[]): Tensor {
    return this.#from([values.length], (i) => values[i]!, "int32");
  }

  #from(shape: Shape, value: (i: number) => number, dtype?: "int32" | "bool"): Tensor {
    const values = Float64Array.from({ length: sizeOf(shape) }, (_, i) => Math.fround(value(i)));
    return fromData(values, shape, { device: this.#device, ...(dtype && { dtype }) });
  }
}

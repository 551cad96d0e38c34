import { Parameter } from "@cairn-ml/autograd";
import { memoryScope, normal, QuantizedMatrix, type Rng, type Tensor } from "@cairn-ml/tensor";
import { Module } from "./module.js";
import { zeroParameter } from "./zero-parameter.js";

/** A row of numbers for each index: see the op `take`. */
export class Embedding extends Module {
  readonly weight: Parameter; // (V, D), normal of deviation std
  #int8: QuantizedMatrix | null = null; // in place of the weight

  /** Without an `rng` the rows are zero, to be loaded. */
  constructor(rng: Rng | null, count: number, size: number, { std = 1 }: { std?: number } = {}) {
    super();
    using _ = memoryScope(); // frees the drawn numbers; a Parameter is a copy
    this.weight = rng ? new Parameter(normal(rng, [count, size], 0, std)) : zeroParameter([count, size]);
  }

  /** Shapes: (...) int32 -> (..., D) */
  forward(indices: Tensor): Tensor {
    return this.#int8 ? this.#int8.take(indices) : this.weight.take(indices);
  }

  /** The products with every row, x Wᵀ: what a head does that is an embedding. Shapes: (..., D) -> (..., V) */
  products(x: Tensor): Tensor {
    return this.#int8 ? this.#int8.products(x) : x.matmul(this.weight.mT);
  }

  /**
   * Rounds the rows to int8, a scale for each, and frees those that they were: for computing, no longer for training or saving.
   * Others may come in their place, whether they are int8 already or not.
   */
  quantize(weight: Tensor = this.weight): void {
    const int8 = new QuantizedMatrix(weight);
    this.#int8?.dispose();
    this.#int8 = int8;
    this.weight.dispose();
  }

  /** Frees what it holds, int8 weights too; it computes no more. */
  dispose(): void {
    this.#int8?.dispose();
    this.weight.dispose();
  }
}

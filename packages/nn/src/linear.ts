import { Parameter } from "@cairn-ml/autograd";
import { memoryScope, normal, QuantizedMatrix, type Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { Module } from "./module.js";
import { zeroParameter } from "./zero-parameter.js";

export interface LinearOptions {
  readonly bias?: boolean;
  /** Draws the weights from a normal distribution of this deviation instead. */
  readonly std?: number;
}

/** y = x W + b. */
export class Linear extends Module {
  readonly weight: Parameter; // (in, out), uniform in ±1/√in unless a std is given
  readonly bias: Parameter | null; // (out), zero
  #int8: QuantizedMatrix | null = null; // (out, in), in place of the weight

  /** Without an `rng` the weights are zero, to be loaded. */
  constructor(rng: Rng | null, inFeatures: number, outFeatures: number, { bias = true, std }: LinearOptions = {}) {
    super();
    using _ = memoryScope(); // frees the drawn numbers; a Parameter is a copy
    const shape = [inFeatures, outFeatures];
    const bound = 1 / Math.sqrt(inFeatures);
    this.weight = !rng
      ? zeroParameter(shape)
      : new Parameter(std === undefined ? uniform(rng, shape, -bound, bound) : normal(rng, shape, 0, std));
    this.bias = bias ? zeroParameter([outFeatures]) : null;
  }

  /** Shapes: (..., in) -> (..., out) */
  forward(x: Tensor): Tensor {
    if (this.#int8) return this.#int8.products(x, this.bias);
    const y = x.matmul(this.weight);
    return this.bias ? y.add(this.bias) : y;
  }

  /**
   * Rounds the weights to int8, a scale for each output, and frees those that they were: for computing, no longer for training or
   * saving. Other weights (in, out) may come in their place, whether they are int8 already or not.
   */
  quantize(weight: Tensor = this.weight): void {
    using turned = weight.mT; // a view would keep the memory
    const int8 = new QuantizedMatrix(turned);
    this.#int8?.dispose();
    this.#int8 = int8;
    this.weight.dispose();
  }

  /** Frees what it holds, int8 weights too; it computes no more. */
  dispose(): void {
    this.#int8?.dispose();
    this.weight.dispose();
    this.bias?.dispose();
  }
}

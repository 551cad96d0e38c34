import { Parameter } from "@cairn-ml/autograd";
import { memoryScope, normal, type Rng, type Tensor, uniform, zeros } from "@cairn-ml/tensor";
import { Module } from "./module.js";

export interface LinearOptions {
  readonly bias?: boolean;
  /** Draws the weights from a normal distribution of this deviation instead. */
  readonly std?: number;
}

/** y = x W + b. */
export class Linear extends Module {
  readonly weight: Parameter; // (in, out), uniform in ±1/√in unless a std is given
  readonly bias: Parameter | null; // (out), zero

  constructor(rng: Rng, inFeatures: number, outFeatures: number, { bias = true, std }: LinearOptions = {}) {
    super();
    using _ = memoryScope(); // frees the drawn numbers; a Parameter is a copy
    const shape = [inFeatures, outFeatures];
    const bound = 1 / Math.sqrt(inFeatures);
    this.weight = new Parameter(std === undefined ? uniform(rng, shape, -bound, bound) : normal(rng, shape, 0, std));
    this.bias = bias ? new Parameter(zeros([outFeatures])) : null;
  }

  /** Shapes: (..., in) -> (..., out) */
  forward(x: Tensor): Tensor {
    const y = x.matmul(this.weight);
    return this.bias ? y.add(this.bias) : y;
  }
}

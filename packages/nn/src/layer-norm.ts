import { Parameter } from "@cairn-ml/autograd";
import { memoryScope, ones, type Tensor, zeros } from "@cairn-ml/tensor";
import { Module } from "./module.js";

/** Rows moved to mean 0 and variance 1, then scaled and shifted: see the op `layerNorm`. */
export class LayerNorm extends Module {
  readonly weight: Parameter; // (C), one
  readonly bias: Parameter | null; // (C), zero
  readonly #eps: number;

  constructor(size: number, { bias = true, eps = 1e-5 }: { bias?: boolean; eps?: number } = {}) {
    super();
    using _ = memoryScope(); // frees the first values; a Parameter is a copy
    this.weight = new Parameter(ones([size]));
    this.bias = bias ? new Parameter(zeros([size])) : null;
    this.#eps = eps;
  }

  /** Shapes: (..., C) -> (..., C) */
  forward(x: Tensor): Tensor {
    return x.layerNorm(this.weight, this.bias, this.#eps);
  }
}

import { Parameter } from "@cairn-ml/autograd";
import { memoryScope, normal, type Rng, type Tensor } from "@cairn-ml/tensor";
import { Module } from "./module.js";

/** A row of numbers for each index: see the op `take`. */
export class Embedding extends Module {
  readonly weight: Parameter; // (V, D), normal of deviation std

  constructor(rng: Rng, count: number, size: number, { std = 1 }: { std?: number } = {}) {
    super();
    using _ = memoryScope(); // frees the drawn numbers; a Parameter is a copy
    this.weight = new Parameter(normal(rng, [count, size], 0, std));
  }

  /** Shapes: (...) int32 -> (..., D) */
  forward(indices: Tensor): Tensor {
    return this.weight.take(indices);
  }
}

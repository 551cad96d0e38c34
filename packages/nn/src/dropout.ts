import type { Rng, Tensor } from "@cairn-ml/tensor";
import { Module } from "./module.js";

/** Drops elements while training, which is when there is an `rng`; without one it changes nothing. */
export class Dropout extends Module {
  readonly #p: number;

  constructor(p: number) {
    super();
    this.#p = p;
  }

  /** Shapes: (...) -> (...) */
  forward(x: Tensor, rng?: Rng): Tensor {
    return rng ? x.dropout(rng, this.#p) : x;
  }
}

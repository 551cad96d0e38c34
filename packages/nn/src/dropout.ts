import { type Rng, type Tensor, ValueError } from "@cairn-ml/tensor";
import { Module } from "./module.js";

/** Drops elements while training, which is when there is an `rng`; without one it changes nothing. */
export class Dropout extends Module {
  /** The share that is dropped. */
  readonly p: number;

  /** Throws: ValueError unless 0 ≤ p < 1. */
  constructor(p: number) {
    super();
    if (!(p >= 0 && p < 1)) {
      throw new ValueError("Dropout", "p is not a share below 1.", { given: String(p), expected: "0 ≤ p < 1" });
    }
    this.p = p;
  }

  /** Shapes: (...) -> (...) */
  forward(x: Tensor, rng?: Rng): Tensor {
    return rng ? x.dropout(rng, this.p) : x;
  }
}

import type { Tensor } from "@cairn-ml/tensor";
import { Module } from "./module.js";

/** The op `gelu` as a layer: exact, or by tanh as in GPT-2. */
export class GELU extends Module {
  readonly #approximate: "none" | "tanh";

  constructor({ approximate = "none" }: { approximate?: "none" | "tanh" } = {}) {
    super();
    this.#approximate = approximate;
  }

  /** Shapes: (...) -> (...) */
  forward(x: Tensor): Tensor {
    return x.gelu({ approximate: this.#approximate });
  }
}

import type { Tensor } from "@cairn-ml/tensor";

/**
 * Is shown what a forward pass computes on its way, by name, for L layers:
 *
 * - `hidden.0` … `hidden.L`: the residual stream (B, T, C): the embeddings, what each block left, and after the last norm.
 * - `attention.0` … `attention.(L-1)`: how much each position takes from each, (B, H, T, S); rows sum to 1.
 * - `logits.0` … `logits.L`, only when asked for by name: (B, T, V), what the head would say to `hidden.i`, after the last norm.
 *
 * With `lastOnly`, `hidden.L` and the logits are those of the last position. What is shown belongs to the memory scope that is
 * open, as anything else that is made.
 *
 * Source: nostalgebraist 2020, "interpreting GPT: the logit lens", for the logits.
 */
export type Observer = (name: string, value: Tensor) => void;

/** Decides what is shown, and computes nothing else. */
export class Watch {
  readonly #observe: Observer;
  readonly #observed: (name: string) => boolean;

  constructor(observe: Observer, observed: (name: string) => boolean = (name) => !name.startsWith("logits.")) {
    this.#observe = observe;
    this.#observed = observed;
  }

  show(name: string, value: () => Tensor): void {
    if (this.#observed(name)) this.#observe(name, value());
  }

  /** What shows the tensors of one name; undefined where nobody looks. */
  of(name: string): ((value: Tensor) => void) | undefined {
    return this.#observed(name) ? (value) => this.#observe(name, value) : undefined;
  }
}

import { type Rng, ShapeError, type Tensor } from "@cairn-ml/tensor";
import { Dropout } from "./dropout.js";
import type { KeyValueCache } from "./key-value-cache.js";
import { Linear } from "./linear.js";
import { Module } from "./module.js";

export interface CausalSelfAttentionOptions {
  readonly bias?: boolean;
  readonly dropout?: number;
  /** The deviation of the initial weights; uniform unless said. */
  readonly std?: number;
  /** That of the output's weights. */
  readonly projectionStd?: number;
}

/**
 * Each position looks at itself and at those before it, in several heads. The fields have GPT-2's names: `c_attn` makes
 * queries, keys and values side by side, `c_proj` mixes the heads.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762, section 3.2; Radford et al. 2019 for the layout.
 */
export class CausalSelfAttention extends Module {
  readonly c_attn: Linear; // (C, 3C)
  readonly c_proj: Linear; // (C, C)
  readonly heads: number;
  readonly #dropout: Dropout;

  constructor(rng: Rng, width: number, heads: number, options: CausalSelfAttentionOptions = {}) {
    super();
    const { bias = true, dropout = 0, std, projectionStd = std } = options;
    if (width % heads !== 0) {
      throw new ShapeError("CausalSelfAttention", "the width does not split into the heads.", {
        given: `width ${width}, ${heads} heads`,
        expected: "a width that is a multiple of the heads",
      });
    }
    this.heads = heads;
    this.c_attn = new Linear(rng, width, 3 * width, { bias, ...(std !== undefined && { std }) });
    this.c_proj = new Linear(rng, width, width, { bias, ...(projectionStd !== undefined && { std: projectionStd }) });
    this.#dropout = new Dropout(dropout);
  }

  /** With a cache, x follows the positions that the cache holds. Shapes: (B, T, C) -> (B, T, C) */
  forward(x: Tensor, { rng, cache }: { rng?: Rng | undefined; cache?: KeyValueCache | undefined } = {}): Tensor {
    const qkv = this.c_attn.forward(x); // (B, T, 3C)
    const y = cache ? this.#attendWith(cache, qkv) : qkv.selfAttention(this.heads, { causal: true });
    return this.#dropout.forward(this.c_proj.forward(y), rng);
  }

  #attendWith(cache: KeyValueCache, qkv: Tensor): Tensor {
    const [B, T, width] = qkv.dims(3);
    const D = width / (3 * this.heads);
    const split = qkv.reshape([B, T, 3, this.heads, D]).transpose([2, 0, 3, 1, 4]); // (3, B, H, T, D)
    const [q, k, v] = [0, 1, 2].map((i) => split.slice([[i, i + 1]]).reshape([B, this.heads, T, D])) as [
      Tensor,
      Tensor,
      Tensor,
    ];
    const [keys, values] = cache.append(k, v);
    const y = q.scaledDotProductAttention(keys, values, { causal: true }); // (B, H, T, D)
    return y.transpose([0, 2, 1, 3]).reshape([B, T, this.heads * D]);
  }
}

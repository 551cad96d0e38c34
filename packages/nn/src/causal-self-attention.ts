import { fromData, type Rng, ShapeError, type Tensor } from "@cairn-ml/tensor";
import { Dropout } from "./dropout.js";
import type { AttentionCache } from "./key-value-cache.js";
import { Linear } from "./linear.js";
import { Module } from "./module.js";

export interface CausalSelfAttentionOptions {
  readonly bias?: boolean;
  /** Share dropped while training, of the weights that mix the values and of the output. */
  readonly dropout?: number;
  /** The deviation of the initial weights; uniform unless said. */
  readonly std?: number;
  /** That of the output's weights; `std` unless said. */
  readonly projectionStd?: number;
  /** What the products of queries and keys are multiplied by; 1/√D unless said. */
  readonly scale?: number;
}

/** What a forward pass may take besides its input. */
export interface CausalSelfAttentionInputs {
  /** Given while training: what dropout draws from. */
  readonly rng?: Rng | undefined;
  /** The input then follows the positions that it holds, and is added to them. */
  readonly cache?: AttentionCache | undefined;
  /** Is shown how much each position takes from each: (B, H, T, S), rows that sum to 1. Nothing of it is computed otherwise. */
  readonly observe?: ((weights: Tensor) => void) | undefined;
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
  readonly #scale: number;
  readonly #dropout: Dropout;

  /** Without an `rng` the weights are zero, to be loaded. Throws: ShapeError when the width does not split into the heads. */
  constructor(rng: Rng | null, width: number, heads: number, options: CausalSelfAttentionOptions = {}) {
    super();
    const { bias = true, dropout = 0, std, projectionStd = std } = options;
    if (!Number.isSafeInteger(heads) || heads < 1 || width % heads !== 0) {
      throw new ShapeError("CausalSelfAttention", "the width does not split into the heads.", {
        given: `width ${width}, ${heads} heads`,
        expected: "a width that is a multiple of the heads",
      });
    }
    this.heads = heads;
    this.#scale = options.scale ?? 1 / Math.sqrt(width / heads);
    this.c_attn = new Linear(rng, width, 3 * width, { bias, ...(std !== undefined && { std }) });
    this.c_proj = new Linear(rng, width, width, { bias, ...(projectionStd !== undefined && { std: projectionStd }) });
    this.#dropout = new Dropout(dropout);
  }

  /** Shapes: (B, T, C) -> (B, T, C) */
  forward(x: Tensor, inputs: CausalSelfAttentionInputs = {}): Tensor {
    const qkv = this.c_attn.forward(x); // (B, T, 3C)
    return this.#dropout.forward(this.c_proj.forward(this.#attend(qkv, inputs)), inputs.rng?.fork("output"));
  }

  #attend(qkv: Tensor, { rng, cache, observe }: CausalSelfAttentionInputs): Tensor {
    const drops = rng !== undefined && this.#dropout.p > 0;
    if (!cache && !drops) {
      if (observe) observe(causalWeights(this.#part(qkv, 0), this.#part(qkv, 1), this.#scale));
      return qkv.selfAttention(this.heads, { causal: true, scale: this.#scale });
    }
    const [q, k, v] = [this.#part(qkv, 0), this.#part(qkv, 1), this.#part(qkv, 2)];
    const [keys, values] = cache ? cache.append(k, v) : [k, v];
    const visible = cache?.visible;
    const held = visible && observe ? keys.slice([null, null, [0, visible()]]) : keys;
    const weights = drops || observe ? causalWeights(q, held, this.#scale) : null;
    if (weights) observe?.(weights);
    const options = { causal: true, scale: this.#scale, ...(visible && { visible }) };
    const y =
      drops && weights
        ? this.#dropout.forward(weights, rng.fork("weights")).matmul(values)
        : q.scaledDotProductAttention(keys, values, options); // (B, H, T, D)
    return y.transpose([0, 2, 1, 3]).flatten(2);
  }

  /** The queries (0), keys (1) or values (2), as a view. Shapes: (B, T, 3·H·D) -> (B, H, T, D) */
  #part(qkv: Tensor, which: number): Tensor {
    const [B, T, width] = qkv.dims(3);
    const H = this.heads;
    const heads = qkv.reshape([B, T, 3 * H, width / (3 * H)]).transpose([0, 2, 1, 3]); // (B, 3H, T, D)
    return heads.slice([null, [which * H, (which + 1) * H]]);
  }
}

/**
 * softmax(scale · q kᵀ), where query i sees the keys up to i + (S - T). The fused ops never make this matrix; dropout needs it.
 *
 * Shapes: (B, H, T, D), (B, H, S, D) -> (B, H, T, S)
 */
function causalWeights(q: Tensor, k: Tensor, scale: number): Tensor {
  const [, , T] = q.dims(4);
  const [, , S] = k.dims(4);
  const hidden = Float32Array.from({ length: T * S }, (_, i) => (i % S > Math.floor(i / S) + S - T ? -Infinity : 0));
  const mask = fromData(hidden, [T, S], { device: q.device });
  return q.matmul(k.mT).mul(scale).add(mask).softmax();
}

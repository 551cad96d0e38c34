import { type Rng, ShapeError, type Tensor } from "@cairn-ml/tensor";
import { Dropout } from "./dropout.js";
import { Linear } from "./linear.js";
import { Module } from "./module.js";

export interface CrossAttentionOptions {
  readonly bias?: boolean;
  /** Share dropped while training, of the weights that mix the values and of the output. */
  readonly dropout?: number;
}

/** What a forward pass may take besides its inputs. */
export interface CrossAttentionInputs {
  /** Given while training: what dropout draws from. */
  readonly rng?: Rng | undefined;
  /** Added to the scores, such as 0 for a key that is seen and -1e9 for one that is not; broadcast to (B, H, T, S). */
  readonly mask?: Tensor | undefined;
  /** Is shown the weights that mix the values, (B, H, T, S). */
  readonly observe?: ((weights: Tensor) => void) | undefined;
}

/**
 * Each position of one sequence looks at all positions of another, in several heads: queries come from `x`, keys and values
 * from `memory`. With `memory` = `x` a sequence looks at itself in both directions. The fields have the names of Hugging Face's
 * GPT-2 with cross-attention.
 *
 * Source: Vaswani et al. 2017, arXiv:1706.03762, sections 3.2.2 and 3.2.3.
 */
export class CrossAttention extends Module {
  readonly q_attn: Linear; // (C, C), queries
  readonly c_attn: Linear; // (C, 2C), keys and values side by side
  readonly c_proj: Linear; // (C, C)
  readonly heads: number;
  readonly #dropout: Dropout;

  /** Throws: ShapeError when the width does not split into the heads. */
  constructor(rng: Rng, width: number, heads: number, { bias = true, dropout = 0 }: CrossAttentionOptions = {}) {
    super();
    if (!Number.isSafeInteger(heads) || heads < 1 || width % heads !== 0) {
      throw new ShapeError("CrossAttention", "the width does not split into the heads.", {
        given: `width ${width}, ${heads} heads`,
        expected: "a width that is a multiple of the heads",
      });
    }
    this.heads = heads;
    this.q_attn = new Linear(rng, width, width, { bias });
    this.c_attn = new Linear(rng, width, 2 * width, { bias });
    this.c_proj = new Linear(rng, width, width, { bias });
    this.#dropout = new Dropout(dropout);
  }

  /** Shapes: x (B, T, C), memory (B, S, C) -> (B, T, C) */
  forward(x: Tensor, memory: Tensor, { rng, mask, observe }: CrossAttentionInputs = {}): Tensor {
    const q = this.#split(this.q_attn.forward(x), 0); // (B, H, T, D)
    const kv = this.c_attn.forward(memory); // (B, S, 2C)
    const [k, v] = [this.#split(kv, 0), this.#split(kv, 1)]; // (B, H, S, D)
    const drops = rng !== undefined && this.#dropout.p > 0;
    const mixed =
      mask || observe || drops ? this.#mix(q, k, v, { rng, mask, observe }) : q.scaledDotProductAttention(k, v);
    const y = this.c_proj.forward(mixed.transpose([0, 2, 1, 3]).flatten(2));
    return this.#dropout.forward(y, rng?.fork("output"));
  }

  /** softmax(q kᵀ / √D + mask) v, by way of the weights, which the fused op never makes. */
  #mix(q: Tensor, k: Tensor, v: Tensor, { rng, mask, observe }: CrossAttentionInputs): Tensor {
    const D = q.shape[3]!;
    const scores = q.matmul(k.mT).mul(1 / Math.sqrt(D)); // (B, H, T, S)
    const weights = (mask ? scores.add(mask) : scores).softmax();
    observe?.(weights);
    return this.#dropout.forward(weights, rng?.fork("weights")).matmul(v);
  }

  /** Shapes: (B, T, n·C) -> (B, H, T, D), the part of C numbers that is meant */
  #split(x: Tensor, part: number): Tensor {
    const [B, T] = x.dims(3);
    const C = this.q_attn.weight.shape[0]!;
    const own = x.slice([null, null, [part * C, (part + 1) * C]]);
    return own.reshape([B, T, this.heads, C / this.heads]).transpose([0, 2, 1, 3]);
  }
}

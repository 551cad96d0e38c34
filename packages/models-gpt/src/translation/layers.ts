import { CausalSelfAttention, CrossAttention, Dropout, LayerNorm, Linear, Module } from "@cairn-ml/nn";
import type { Rng, Tensor } from "@cairn-ml/tensor";
import type { FullEncoderDecoderConfig } from "./encoder-decoder.js";

/** Widens, cuts off below zero, narrows: equation 2 of the paper. */
class FeedForward extends Module {
  readonly c_fc: Linear; // (C, inner)
  readonly c_proj: Linear; // (inner, C)
  readonly #dropout: Dropout;

  constructor(rng: Rng, { width, innerWidth, dropout }: FullEncoderDecoderConfig) {
    super();
    this.c_fc = new Linear(rng, width, innerWidth);
    this.c_proj = new Linear(rng, innerWidth, width);
    this.#dropout = new Dropout(dropout);
  }

  /** Shapes: (B, T, C) -> (B, T, C) */
  forward(x: Tensor, rng?: Rng): Tensor {
    return this.#dropout.forward(this.c_proj.forward(this.c_fc.forward(x).relu()), rng);
  }
}

/** Attention in both directions and a small network, each added to what came in and then normed, as in the paper. */
export class EncoderLayer extends Module {
  readonly attn: CrossAttention;
  readonly ln_1: LayerNorm;
  readonly mlp: FeedForward;
  readonly ln_2: LayerNorm;

  constructor(rng: Rng, config: FullEncoderDecoderConfig) {
    super();
    const { width, heads, dropout } = config;
    this.attn = new CrossAttention(rng, width, heads, { dropout });
    this.ln_1 = new LayerNorm(width);
    this.mlp = new FeedForward(rng, config);
    this.ln_2 = new LayerNorm(width);
  }

  /** Shapes: (B, S, C) -> (B, S, C) */
  forward(x: Tensor, mask: Tensor, rng?: Rng): Tensor {
    const attended = this.attn.forward(x, x, { mask, rng: rng?.fork("attention") });
    const y = this.ln_1.forward(x.add(attended));
    return this.ln_2.forward(y.add(this.mlp.forward(y, rng?.fork("mlp"))));
  }
}

/** What a decoder layer looks at besides what was written so far. */
export interface Looks {
  readonly memory: Tensor; // (B, S, C)
  readonly mask: Tensor; // (B, 1, 1, S)
  readonly rng?: Rng | undefined;
  readonly observe?: ((weights: Tensor) => void) | undefined;
}

/** As an encoder layer, but its own past only, and between the two attention to the encoder's output. */
export class DecoderLayer extends Module {
  readonly attn: CausalSelfAttention;
  readonly ln_1: LayerNorm;
  readonly crossattention: CrossAttention;
  readonly ln_cross_attn: LayerNorm;
  readonly mlp: FeedForward;
  readonly ln_2: LayerNorm;

  constructor(rng: Rng, config: FullEncoderDecoderConfig) {
    super();
    const { width, heads, dropout } = config;
    this.attn = new CausalSelfAttention(rng, width, heads, { dropout });
    this.ln_1 = new LayerNorm(width);
    this.crossattention = new CrossAttention(rng, width, heads, { dropout });
    this.ln_cross_attn = new LayerNorm(width);
    this.mlp = new FeedForward(rng, config);
    this.ln_2 = new LayerNorm(width);
  }

  /** Shapes: (B, T, C) -> (B, T, C) */
  forward(x: Tensor, { memory, mask, rng, observe }: Looks): Tensor {
    const y = this.ln_1.forward(x.add(this.attn.forward(x, { rng: rng?.fork("attention") })));
    const seen = this.crossattention.forward(y, memory, { mask, observe, rng: rng?.fork("cross") });
    const z = this.ln_cross_attn.forward(y.add(seen));
    return this.ln_2.forward(z.add(this.mlp.forward(z, rng?.fork("mlp"))));
  }
}

import { type AttentionCache, CausalSelfAttention, Dropout, LayerNorm, Linear, Module } from "@cairn-ml/nn";
import type { Rng, Tensor } from "@cairn-ml/tensor";
import type { Activation, FullGPTConfig } from "./config.js";

/** What a forward pass may take besides its input. */
export interface BlockInputs {
  /** Given while training: what dropout draws from. */
  readonly rng?: Rng | undefined;
  readonly cache?: AttentionCache | undefined;
  /** Is shown attention's weights: see `CausalSelfAttention`. */
  readonly observeAttention?: ((weights: Tensor) => void) | undefined;
}

/** Widens, bends, narrows. The fields have GPT-2's names. */
export class MLP extends Module {
  readonly c_fc: Linear; // (C, inner)
  readonly c_proj: Linear; // (inner, C)
  readonly #activation: Activation;
  readonly #dropout: Dropout;

  constructor(rng: Rng | null, config: FullGPTConfig, projectionStd: number) {
    super();
    const { width, innerWidth, bias } = config;
    this.c_fc = new Linear(rng, width, innerWidth, { bias, std: 0.02 });
    this.c_proj = new Linear(rng, innerWidth, width, { bias, std: projectionStd });
    this.#activation = config.activation;
    this.#dropout = new Dropout(config.dropout);
  }

  /** Shapes: (B, T, C) -> (B, T, C) */
  forward(x: Tensor, rng?: Rng): Tensor {
    const h = this.c_fc.forward(x); // (B, T, inner)
    const bent =
      this.#activation === "relu" ? h.relu() : h.gelu({ approximate: this.#activation === "gelu" ? "none" : "tanh" });
    return this.#dropout.forward(this.c_proj.forward(bent), rng);
  }
}

/** Attention and an MLP, each behind a norm and added to what came in. */
export class Block extends Module {
  readonly ln_1: LayerNorm;
  readonly attn: CausalSelfAttention;
  readonly ln_2: LayerNorm;
  readonly mlp: MLP;

  /** `layer` counts from 0. */
  constructor(rng: Rng | null, config: FullGPTConfig, layer = 0) {
    super();
    const { width, heads, bias, dropout, layerNormEpsilon: eps, layers } = config;
    const projectionStd = 0.02 / Math.sqrt(2 * layers); // two additions to the residual stream in each layer
    this.ln_1 = new LayerNorm(width, { bias, eps });
    this.attn = new CausalSelfAttention(rng, width, heads, {
      ...{ bias, dropout, std: 0.02, projectionStd },
      scale: attentionScale(config, layer),
    });
    this.ln_2 = new LayerNorm(width, { bias, eps });
    this.mlp = new MLP(rng, config, projectionStd);
  }

  /** Shapes: (B, T, C) -> (B, T, C) */
  forward(x: Tensor, { rng, cache, observeAttention: observe }: BlockInputs = {}): Tensor {
    const attended = x.add(this.attn.forward(this.ln_1.forward(x), { rng: rng?.fork("attention"), cache, observe }));
    return attended.add(this.mlp.forward(this.ln_2.forward(attended), rng?.fork("mlp")));
  }
}

/** Its layers of weights (in, out). */
export function linearLayers({ attn, mlp }: Block): Linear[] {
  return [attn.c_attn, attn.c_proj, mlp.c_fc, mlp.c_proj];
}

/** What a layer's scores are multiplied by: 1/√D, and 1 / (layer + 1), where the config asks for them. */
function attentionScale(config: FullGPTConfig, layer: number): number {
  const root = config.scaleAttention ? 1 / Math.sqrt(config.width / config.heads) : 1;
  return config.scaleAttentionByLayer ? root / (layer + 1) : root;
}

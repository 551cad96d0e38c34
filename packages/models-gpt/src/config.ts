import { ValueError } from "@cairn-ml/tensor";

const activations = ["gelu_new", "gelu", "relu"] as const;

/** What the MLP bends with; `gelu_new` is GELU by tanh. */
export type Activation = "gelu_new" | "gelu" | "relu";

/** The size and the parts of a GPT-2. */
export interface GPTConfig {
  /** Tokens that there are. */
  readonly vocabSize: number;
  /** Positions that the model sees at once. */
  readonly contextLength: number;
  readonly layers: number;
  readonly heads: number;
  /** Numbers in the residual stream; a multiple of the heads. */
  readonly width: number;
  /** Numbers in the middle of a block's MLP; four times the width unless given. */
  readonly innerWidth?: number;
  /** Share dropped while training: of embeddings, of attention's weights, and of what each layer adds. */
  readonly dropout?: number;
  /** Whether linear layers and norms have biases. */
  readonly bias?: boolean;
  /** Whether the output shares the token embedding's weights. */
  readonly tiedHead?: boolean;
  readonly activation?: Activation;
  readonly layerNormEpsilon?: number;
  /** Whether training computes the insides of a block again for its backward pass, for less memory; no part of the model. */
  readonly recompute?: boolean;
  /** Whether attention divides its scores by the root of a head's size, as it should. */
  readonly scaleAttention?: boolean;
  /** Whether it also divides them by the number of the layer, counted from 1. Source: Stanford CRFM's Mistral. */
  readonly scaleAttentionByLayer?: boolean;
}

export type FullGPTConfig = Required<GPTConfig>;

/** Fills in what is left out. Throws: ValueError for values that make no model. */
export function completeConfig(config: GPTConfig): FullGPTConfig {
  const full: FullGPTConfig = {
    dropout: 0,
    bias: true,
    tiedHead: true,
    activation: "gelu_new",
    layerNormEpsilon: 1e-5,
    recompute: false,
    scaleAttention: true,
    scaleAttentionByLayer: false,
    ...config,
    innerWidth: config.innerWidth ?? 4 * config.width,
  };
  for (const key of ["vocabSize", "contextLength", "layers", "heads", "width", "innerWidth"] as const) {
    if (!Number.isSafeInteger(full[key]) || full[key] < 1) {
      throw new ValueError("GPT", `${key} is not a positive integer.`, {
        given: String(full[key]),
        expected: "1 or more",
      });
    }
  }
  if (full.width % full.heads !== 0) {
    throw new ValueError("GPT", "the width does not split into the heads.", {
      given: `width ${full.width}, heads ${full.heads}`,
      expected: "a width that is a multiple of the heads",
    });
  }
  if (!(full.dropout >= 0 && full.dropout < 1)) {
    throw new ValueError("GPT", "dropout is not a share below 1.", {
      given: String(full.dropout),
      expected: "0 ≤ p < 1",
    });
  }
  if (!(full.layerNormEpsilon >= 0 && full.layerNormEpsilon < 1)) {
    throw new ValueError("GPT", "layerNormEpsilon is not a small number.", {
      given: String(full.layerNormEpsilon),
      expected: "0 ≤ ε < 1, usually 1e-5",
    });
  }
  if (!activations.includes(full.activation)) {
    throw new ValueError("GPT", "there is no such activation.", {
      given: String(full.activation),
      expected: activations.join(", "),
    });
  }
  return full;
}

/** The config under Hugging Face's keys, as `config.json` has it. */
export function toHuggingFace(config: GPTConfig): Record<string, unknown> {
  const c = completeConfig(config);
  return {
    architectures: ["GPT2LMHeadModel"],
    model_type: "gpt2",
    vocab_size: c.vocabSize,
    n_positions: c.contextLength,
    n_embd: c.width,
    n_layer: c.layers,
    n_head: c.heads,
    n_inner: c.innerWidth === 4 * c.width ? null : c.innerWidth,
    activation_function: c.activation,
    attn_pdrop: c.dropout,
    embd_pdrop: c.dropout,
    resid_pdrop: c.dropout,
    layer_norm_epsilon: c.layerNormEpsilon,
    scale_attn_weights: c.scaleAttention,
    scale_attn_by_inverse_layer_idx: c.scaleAttentionByLayer,
    initializer_range: 0.02,
    tie_word_embeddings: c.tiedHead,
    bias: c.bias,
  };
}

/**
 * Reads `config.json`; `resid_pdrop` stands for the other dropouts too, which are equal in GPT-2.
 *
 * Throws: ValueError for another model type, a missing size, or a setting that this architecture does not have.
 */
export function fromHuggingFace(json: Readonly<Record<string, unknown>>): FullGPTConfig {
  const refuse = (key: string, expected: string): never => {
    throw new ValueError("config.json", `${key} is not what a GPT-2 needs.`, {
      given: `${key}: ${JSON.stringify(json[key]) ?? "nothing"}`,
      expected,
      fix: "give a folder with a GPT-2 model",
    });
  };
  const size = (key: string): number => {
    const value = json[key];
    return typeof value === "number" && Number.isSafeInteger(value) && value > 0
      ? value
      : refuse(key, "a positive integer");
  };
  const choice = <T>(key: string, values: readonly T[], otherwise: T): T => {
    const value = (json[key] ?? otherwise) as T;
    return values.includes(value) ? value : refuse(key, values.map((v) => JSON.stringify(v)).join(" or "));
  };
  if (json.model_type !== "gpt2") refuse("model_type", '"gpt2"');
  choice("add_cross_attention", [false], false);
  const eps = json.layer_norm_epsilon ?? 1e-5;
  const dropout = json.resid_pdrop ?? 0.1;
  if (typeof eps !== "number" || !(eps >= 0 && eps < 1)) refuse("layer_norm_epsilon", "a number from 0 up, below 1");
  if (typeof dropout !== "number" || !(dropout >= 0 && dropout < 1)) refuse("resid_pdrop", "a share below 1");
  return completeConfig({
    vocabSize: size("vocab_size"),
    contextLength: size(json.n_positions === undefined ? "n_ctx" : "n_positions"),
    width: size("n_embd"),
    layers: size("n_layer"),
    heads: size("n_head"),
    ...(json.n_inner != null && { innerWidth: size("n_inner") }),
    activation: choice<Activation>("activation_function", activations, "gelu_new"),
    layerNormEpsilon: eps as number,
    scaleAttention: choice("scale_attn_weights", [true, false], true),
    scaleAttentionByLayer: choice("scale_attn_by_inverse_layer_idx", [true, false], false),
    tiedHead: choice("tie_word_embeddings", [true, false], true),
    bias: choice("bias", [true, false], true),
    dropout: dropout as number,
  });
}

import type { GPTConfig } from "./config.js";

/** A size of model and the way to train it. */
export interface Preset {
  readonly tokenizer: { readonly kind: "char" } | { readonly kind: "bpe"; readonly vocabSize: number };
  readonly model: Omit<GPTConfig, "vocabSize">;
  /** Windows in a batch. */
  readonly batchSize: number;
  /** Batches in a step. */
  readonly accumulate: number;
  readonly steps: number;
  readonly lr: number;
  /** Where the cosine ends. */
  readonly minLr: number;
  readonly warmupSteps: number;
  readonly betas: readonly [number, number];
  /** Of matrices; vectors are not decayed. */
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly evalEvery: number;
  /** Windows of an evaluation on the way. */
  readonly evalLimit: number;
  /** Share of the text that is held out, at its end. */
  readonly validation: number;
}

export type PresetName = "stories" | "shakespeare-char" | "shakespeare-char-10m" | "gpt2-124m" | "finetune";

const adamw = { betas: [0.9, 0.99], weightDecay: 0.1, clipNorm: 1, validation: 0.1, accumulate: 1 } as const;

/** By name, as `cairn train gpt --preset` takes them. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  /** Simple stories, about a minute on two cores. */
  stories: {
    ...adamw,
    tokenizer: { kind: "bpe", vocabSize: 512 },
    model: { contextLength: 128, layers: 4, heads: 4, width: 128 },
    batchSize: 4,
    steps: 1000,
    lr: 3e-3,
    minLr: 1e-4,
    warmupSteps: 50,
    evalEvery: 200,
    evalLimit: 64,
  },
  /** nanoGPT's setting for a CPU: characters of Shakespeare. Source: Karpathy 2022, nanoGPT's README. */
  "shakespeare-char": {
    ...adamw,
    tokenizer: { kind: "char" },
    model: { contextLength: 64, layers: 4, heads: 4, width: 128 },
    batchSize: 12,
    steps: 2000,
    lr: 1e-3,
    minLr: 1e-4,
    warmupSteps: 100,
    evalEvery: 250,
    evalLimit: 240,
  },
  /** nanoGPT's larger network for the same text, with batches for a laptop. Source: nanoGPT, config/train_shakespeare_char.py. */
  "shakespeare-char-10m": {
    ...adamw,
    tokenizer: { kind: "char" },
    model: { contextLength: 256, layers: 6, heads: 6, width: 384, dropout: 0.2, bias: false },
    batchSize: 8,
    steps: 5000,
    lr: 1e-3,
    minLr: 1e-4,
    warmupSteps: 100,
    evalEvery: 250,
    evalLimit: 80,
  },
  /**
   * GPT-2 from nothing: 491,520 tokens a step, one window at a time, so that it fits into 4 GiB. Days on a laptop: for a data
   * set of its size, and for patience. Source: nanoGPT, config/train_gpt2.py, whose 480 windows a step come in batches of 12.
   */
  "gpt2-124m": {
    ...adamw,
    tokenizer: { kind: "bpe", vocabSize: 50_257 },
    model: { contextLength: 1024, layers: 12, heads: 12, width: 768, bias: false, recompute: true },
    batchSize: 1,
    accumulate: 480,
    steps: 600_000,
    lr: 6e-4,
    minLr: 6e-5,
    warmupSteps: 2000,
    betas: [0.9, 0.95],
    evalEvery: 1000,
    evalLimit: 200,
    validation: 0.01,
  },
  /** Goes on with weights that there are, gently. Source: nanoGPT, config/finetune_shakespeare.py. */
  finetune: {
    ...adamw,
    tokenizer: { kind: "bpe", vocabSize: 50_257 }, // that of the weights
    model: { contextLength: 1024, layers: 12, heads: 12, width: 768, recompute: true }, // theirs too
    batchSize: 1,
    accumulate: 32,
    steps: 20,
    lr: 3e-5,
    minLr: 3e-5,
    warmupSteps: 0,
    betas: [0.9, 0.95],
    evalEvery: 5,
    evalLimit: 40,
  },
};

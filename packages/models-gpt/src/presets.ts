import type { GPTConfig } from "./config.js";

/** A size of model and the way to train it. */
export interface Preset {
  readonly tokenizer: { readonly kind: "char" } | { readonly kind: "bpe"; readonly vocabSize: number };
  readonly model: Omit<GPTConfig, "vocabSize">;
  /** Windows in a batch. */
  readonly batchSize: number;
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

export type PresetName = "stories" | "shakespeare-char";

/** By name, as `cairn train gpt --preset` takes them. */
export const presets: Readonly<Record<PresetName, Preset>> = {
  /** Simple stories, about a minute on two cores. */
  stories: {
    tokenizer: { kind: "bpe", vocabSize: 512 },
    model: { contextLength: 128, layers: 4, heads: 4, width: 128 },
    batchSize: 4,
    steps: 1000,
    lr: 3e-3,
    minLr: 1e-4,
    warmupSteps: 50,
    betas: [0.9, 0.99],
    weightDecay: 0.1,
    clipNorm: 1,
    evalEvery: 200,
    evalLimit: 64,
    validation: 0.1,
  },
  /** nanoGPT's setting for a CPU: characters of Shakespeare. Source: Karpathy 2022, nanoGPT's README. */
  "shakespeare-char": {
    tokenizer: { kind: "char" },
    model: { contextLength: 64, layers: 4, heads: 4, width: 128 },
    batchSize: 12,
    steps: 2000,
    lr: 1e-3,
    minLr: 1e-4,
    warmupSteps: 100,
    betas: [0.9, 0.99],
    weightDecay: 0.1,
    clipNorm: 1,
    evalEvery: 250,
    evalLimit: 240,
    validation: 0.1,
  },
};

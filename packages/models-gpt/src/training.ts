import type { TokenBatch, TokenSequence } from "@cairn-ml/data";
import { splitText, TokenWindows } from "@cairn-ml/data";
import { AdamW, type Schedule, warmupCosine } from "@cairn-ml/optim";
import { Rng, type Tensor, ValueError } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer, type Tokenizer } from "@cairn-ml/tokenizers";
import type { DataSource } from "@cairn-ml/train";
import type { GPTConfig } from "./config.js";
import { GPT } from "./gpt.js";
import { loadWeights } from "./load-weights.js";
import type { Preset } from "./presets.js";

/** Weights that a training begins with, in place of random ones. */
export interface StartingPoint {
  /** The sizes are these, the preset's dropout is kept, and its context may be shorter. */
  readonly config: GPTConfig;
  readonly weights: ReadonlyMap<string, Tensor>;
}

export interface TokenTrainingOptions {
  readonly preset: Preset;
  /** In memory or in a file. */
  readonly train: TokenSequence;
  readonly validation: TokenSequence;
  readonly vocabSize: number;
  readonly seed: number;
  readonly steps: number;
  readonly start?: StartingPoint | undefined;
}

export interface TrainingOptions extends Pick<TokenTrainingOptions, "preset" | "seed" | "steps" | "start"> {
  readonly text: string;
  /** The one of the run that is resumed, or of the weights to begin with; trained on the text unless given. */
  readonly tokenizer?: Tokenizer;
}

/** All that `fit` takes to train a GPT on tokens, ready. */
export interface TokenTraining {
  readonly model: GPT;
  readonly optimizer: AdamW;
  readonly schedule: Schedule;
  readonly data: DataSource<TokenBatch>;
  readonly rng: Rng;
  /** Batches in a step. */
  readonly accumulate: number;
}

/** The same for a text. */
export interface Training extends TokenTraining {
  readonly tokenizer: Tokenizer;
  /** The parts of the text. */
  readonly trainText: string;
  readonly validationText: string;
  /** Bytes of UTF-8 that the tokens of a whole evaluation stand for, divided by those tokens. */
  readonly bytesPerToken: number;
}

/**
 * Splits a text, trains its tokenizer, and makes the model, its optimiser (no decay of vectors) and schedule.
 *
 * Throws: RangeError or ValueError for a text that is too short; ValueError for a seed or steps that are none.
 */
export function prepareTraining({ text, tokenizer, ...options }: TrainingOptions): Training {
  const { preset } = options;
  const [trainText, validationText] = splitText(text, { validation: preset.validation });
  const used = tokenizer ?? trainTokenizer(preset, text, trainText);
  const [train, validation] = [used.encode(trainText), used.encode(validationText)];
  return {
    ...prepareTokenTraining({ ...options, train, validation, vocabSize: used.vocabSize }),
    tokenizer: used,
    trainText,
    validationText,
    bytesPerToken: bytesPerToken(used, validation, preset.model.contextLength),
  };
}

/**
 * Makes the model, its optimiser and schedule for tokens that there are already; those of a file are read ahead.
 *
 * Throws: ValueError for tokens that are too few, and for a seed, steps, or a starting point that does not fit.
 */
export function prepareTokenTraining(options: TokenTrainingOptions): TokenTraining {
  const { preset, train, validation, seed, steps } = options;
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw new ValueError("prepareTraining", "steps is not a number of steps.", {
      given: String(steps),
      expected: "an integer of 1 or more",
    });
  }
  const rng = new Rng(seed);
  const { contextLength } = preset.model;
  const windows = new TokenWindows(train, validation, { contextLength, batchSize: preset.batchSize });
  const model = makeModel(options, rng.fork("weights"));
  return {
    model,
    optimizer: makeOptimizer(model, preset),
    schedule: warmupCosine({
      lr: preset.lr,
      minLr: preset.minLr,
      warmupSteps: Math.min(preset.warmupSteps, Math.floor(steps / 2)),
      totalSteps: steps,
    }),
    data: {
      batch: (stream) => windows.batch(stream),
      ...(train.prefetch && { prepare: (stream: Rng) => windows.prepare(stream) }),
      validation: (limit) => windows.validation(limit),
      count: ({ tokens }) => tokens.size,
    },
    rng: rng.fork("training"),
    accumulate: preset.accumulate,
  };
}

function makeModel({ preset, vocabSize, start }: TokenTrainingOptions, rng: Rng): GPT {
  if (!start) return new GPT(rng, { ...preset.model, vocabSize });
  const { config, weights } = start;
  const { contextLength, dropout = 0, recompute = false } = preset.model;
  if (contextLength > config.contextLength || vocabSize > config.vocabSize) {
    throw new ValueError("prepareTraining", "the weights to begin with are of a smaller model.", {
      given: `${config.contextLength} positions and ${config.vocabSize} tokens`,
      expected: `${contextLength} positions and ${vocabSize} tokens at least`,
      fix: "train with a shorter context, and tokens of the model's own tokenizer",
    });
  }
  const model = new GPT(null, { ...config, dropout, recompute });
  loadWeights(model, weights);
  return model;
}

function makeOptimizer(model: GPT, { lr, betas, weightDecay }: Preset): AdamW {
  const named = [...model.namedParameters()];
  return new AdamW(
    [
      { parameters: named.filter(([, p]) => p.ndim >= 2) },
      { parameters: named.filter(([, p]) => p.ndim < 2), weightDecay: 0 },
    ],
    { lr, betas: [...betas], weightDecay },
  );
}

/** Characters are those of the whole text, so that the held-out part can be encoded; merges are learned from the training part. */
function trainTokenizer(preset: Preset, text: string, trainText: string): Tokenizer {
  if (preset.tokenizer.kind === "char") return CharTokenizer.train(text);
  return BpeTokenizer.train(trainText, { vocabSize: preset.tokenizer.vocabSize });
}

/** The bytes of UTF-8 that a token stands for, on average, in the targets of all full windows. */
export function bytesPerToken(tokenizer: Tokenizer, validation: Int32Array, contextLength: number): number {
  const count = Math.floor((validation.length - 1) / contextLength) * contextLength; // full windows
  const targets = validation.subarray(1, count + 1);
  const bytes =
    tokenizer instanceof BpeTokenizer
      ? tokenizer.decodeBytes(targets)
      : new TextEncoder().encode(tokenizer.decode(targets));
  return bytes.length / count;
}

/** Bits that the model needs for a byte of text, from its nats for a token. */
export function bitsPerByte(nats: number, bytesPerToken: number): number {
  return nats / Math.LN2 / bytesPerToken;
}

import type { TokenBatch } from "@cairn-ml/data";
import { splitText, TokenWindows } from "@cairn-ml/data";
import { AdamW, type Schedule, warmupCosine } from "@cairn-ml/optim";
import { Rng, ValueError } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer, type Tokenizer } from "@cairn-ml/tokenizers";
import type { DataSource } from "@cairn-ml/train";
import { GPT } from "./gpt.js";
import type { Preset } from "./presets.js";

export interface TrainingOptions {
  readonly preset: Preset;
  readonly text: string;
  readonly seed: number;
  readonly steps: number;
  /** The one of the run that is resumed; trained on the text unless given. */
  readonly tokenizer?: Tokenizer;
}

/** All that `fit` takes to train a GPT on a text, ready. */
export interface Training {
  readonly model: GPT;
  readonly tokenizer: Tokenizer;
  readonly optimizer: AdamW;
  readonly schedule: Schedule;
  readonly data: DataSource<TokenBatch>;
  readonly rng: Rng;
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
export function prepareTraining({ preset, text, seed, steps, tokenizer }: TrainingOptions): Training {
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw new ValueError("prepareTraining", "steps is not a number of steps.", {
      given: String(steps),
      expected: "an integer of 1 or more",
    });
  }
  const rng = new Rng(seed);
  const [trainText, validationText] = splitText(text, { validation: preset.validation });
  const used = tokenizer ?? trainTokenizer(preset, text, trainText);
  const [train, validation] = [used.encode(trainText), used.encode(validationText)];
  const { contextLength } = preset.model;
  const windows = new TokenWindows(train, validation, { contextLength, batchSize: preset.batchSize });
  const model = new GPT(rng.fork("weights"), { ...preset.model, vocabSize: used.vocabSize });
  const named = [...model.namedParameters()];
  const optimizer = new AdamW(
    [
      { parameters: named.filter(([, p]) => p.ndim >= 2) },
      { parameters: named.filter(([, p]) => p.ndim < 2), weightDecay: 0 },
    ],
    { lr: preset.lr, betas: [...preset.betas], weightDecay: preset.weightDecay },
  );
  return {
    model,
    tokenizer: used,
    optimizer,
    schedule: warmupCosine({
      lr: preset.lr,
      minLr: preset.minLr,
      warmupSteps: Math.min(preset.warmupSteps, Math.floor(steps / 2)),
      totalSteps: steps,
    }),
    data: {
      batch: (stream) => windows.batch(stream),
      validation: (limit) => windows.validation(limit),
      count: ({ tokens }) => tokens.size,
    },
    rng: rng.fork("training"),
    trainText,
    validationText,
    bytesPerToken: bytesPerToken(used, validation, contextLength),
  };
}

/** Characters are those of the whole text, so that the held-out part can be encoded; merges are learned from the training part. */
function trainTokenizer(preset: Preset, text: string, trainText: string): Tokenizer {
  if (preset.tokenizer.kind === "char") return CharTokenizer.train(text);
  return BpeTokenizer.train(trainText, { vocabSize: preset.tokenizer.vocabSize });
}

function bytesPerToken(tokenizer: Tokenizer, validation: Int32Array, contextLength: number): number {
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

import type { Preset } from "@cairn-ml/models-gpt";

/** All numbers of a training, flat: each is an option of the command line and a key of a configuration file. */
export interface Settings {
  readonly tokenizer: "char" | "bpe";
  readonly vocabSize: number;
  readonly contextLength: number;
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly bias: boolean;
  readonly dropout: number;
  readonly recompute: boolean;
  readonly batchSize: number;
  readonly accumulate: number;
  readonly lr: number;
  readonly minLr: number;
  readonly warmupSteps: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly weightDecay: number;
  readonly clipNorm: number;
  readonly validation: number;
  readonly evalEvery: number;
  readonly evalLimit: number;
  readonly logEvery: number;
}

export type SettingName = keyof Settings;
type Group = "Model" | "Optimisation" | "Measuring and saving";

/** What a setting may be. */
export type SettingKind =
  | { readonly kind: "integer"; readonly least: number }
  | { readonly kind: "number"; readonly from?: number; readonly above?: number; readonly below?: number }
  | { readonly kind: "choice"; readonly names: readonly string[] }
  | { readonly kind: "switch" };

export type Setting = SettingKind & { readonly group: Group; readonly help: string; readonly sample: string };

const count = (group: Group, help: string, sample: number, least = 1): Setting => ({
  ...{ kind: "integer", group, help, sample: String(sample), least },
});
const share = (group: Group, help: string, sample: number, zeroToo = true): Setting => ({
  ...{ kind: "number", group, help, sample: String(sample), below: 1 },
  ...(zeroToo ? { from: 0 } : { above: 0 }),
});

/** Without their defaults, which are the preset's. */
export const settingTable: Readonly<Record<SettingName, Setting>> = {
  tokenizer: {
    ...{ kind: "choice", names: ["char", "bpe"], group: "Model", sample: "bpe" },
    help: "tokens are characters, or pieces of words learned from the text: char or bpe",
  },
  vocabSize: count("Model", "tokens that bpe learns, or that a file of tokens alone has", 512),
  contextLength: count("Model", "tokens that the model sees at once", 128),
  layers: count("Model", "blocks of attention and MLP", 4),
  heads: count("Model", "heads of attention in a block; they divide the width", 4),
  width: count("Model", "numbers that stand for a token", 128),
  bias: { kind: "switch", group: "Model", help: "biases in linear layers and norms", sample: "" },
  dropout: share("Model", "share of numbers dropped while training", 0.2),
  recompute: {
    ...{ kind: "switch", group: "Model", sample: "" },
    help: "compute a block's insides again in the backward pass: less memory, more time, the same bits",
  },
  batchSize: count("Optimisation", "windows of text in a batch", 8),
  accumulate: count("Optimisation", "batches in a step, one in memory at a time", 4),
  lr: { kind: "number", above: 0, group: "Optimisation", help: "learning rate at its highest", sample: "1e-3" },
  minLr: { kind: "number", from: 0, group: "Optimisation", help: "learning rate at the end", sample: "1e-4" },
  warmupSteps: count("Optimisation", "steps in which the learning rate rises; half of them at most", 100, 0),
  beta1: share("Optimisation", "AdamW's memory of gradients", 0.9),
  beta2: share("Optimisation", "AdamW's memory of their squares", 0.99),
  weightDecay: { kind: "number", from: 0, group: "Optimisation", help: "decay of matrices", sample: "0.1" },
  clipNorm: { kind: "number", above: 0, group: "Optimisation", help: "largest norm of the gradients", sample: "1" },
  validation: share("Measuring and saving", "share of the text held out, at its end", 0.1, false),
  evalEvery: count("Measuring and saving", "steps between measurements on held-out text; 0: at the end only", 250, 0),
  evalLimit: count("Measuring and saving", "windows that a measurement takes; the last takes all", 80),
  logEvery: count("Measuring and saving", "steps between points of the log", 10),
};

export const settingNames = Object.keys(settingTable) as readonly SettingName[];

/** A setting as an option: batchSize -> --batch-size. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What a value must be, as an error says it. */
export function expectedOf(setting: SettingKind): string {
  switch (setting.kind) {
    case "integer":
      return `a whole number of ${setting.least} or more`;
    case "number":
      return `a number ${rangeOf(setting)}`;
    case "choice":
      return setting.names.join(" or ");
    case "switch":
      return "true or false";
  }
}

/** "of 0 or more", "above 0", "of 0 or more and below 1". */
export function rangeOf({ from, above, below }: Extract<SettingKind, { kind: "number" }>): string {
  const low = from !== undefined ? `of ${from} or more` : `above ${above}`;
  return below === undefined ? low : `${low} and below ${below}`;
}

export function isInRange(value: number, setting: Extract<SettingKind, { kind: "number" }>): boolean {
  const {
    from = Number.NEGATIVE_INFINITY,
    above = Number.NEGATIVE_INFINITY,
    below = Number.POSITIVE_INFINITY,
  } = setting;
  return value >= from && value > above && value < below;
}

/** A preset as settings. */
export function settingsOf(preset: Preset): Settings {
  const { tokenizer, model, betas, batchSize, accumulate, lr, minLr, warmupSteps, weightDecay, clipNorm } = preset;
  const { contextLength, layers, heads, width, bias = true, dropout = 0, recompute = false } = model;
  const { validation, evalEvery, evalLimit } = preset;
  return {
    tokenizer: tokenizer.kind,
    vocabSize: tokenizer.kind === "bpe" ? tokenizer.vocabSize : 512,
    ...{ contextLength, layers, heads, width, bias, dropout, recompute },
    ...{ batchSize, accumulate, lr, minLr, warmupSteps, beta1: betas[0], beta2: betas[1], weightDecay, clipNorm },
    ...{ validation, evalEvery, evalLimit, logEvery: 10 },
  };
}

/** Settings as a preset. */
export function presetOf(settings: Settings, steps: number): Preset {
  const { tokenizer, vocabSize, contextLength, layers, heads, width, bias, dropout, recompute } = settings;
  const { beta1, beta2, logEvery: _, ...rest } = settings;
  const { batchSize, accumulate, lr, minLr, warmupSteps, weightDecay, clipNorm, validation, evalEvery, evalLimit } =
    rest;
  return {
    tokenizer: tokenizer === "char" ? { kind: "char" } : { kind: "bpe", vocabSize },
    model: { contextLength, layers, heads, width, bias, dropout, recompute },
    ...{ batchSize, accumulate, steps, lr, minLr, warmupSteps, betas: [beta1, beta2], weightDecay, clipNorm },
    ...{ validation, evalEvery, evalLimit },
  };
}

import { generateStories } from "@cairn-ml/data";
import {
  type Preset,
  type PresetName,
  prepareTraining,
  presets,
  type TextTokenizer,
  type Training,
} from "@cairn-ml/models-gpt";
import { Rng, ValueError } from "@cairn-ml/tensor";
import { fit, type HistoryEntry, type Snapshot } from "@cairn-ml/train";
import type { PlayHost } from "../../play.js";
import { aboutOf, type HeldModel, heldModel, holdModel, type ModelAbout } from "./held-model.js";
import { writeSome } from "./write.js";

export interface TrainQuestion {
  /** The reader's; stories unless given. */
  readonly text?: string | undefined;
  /** Steps in all, those that were done before included. */
  readonly steps: number;
  readonly seed: number;
  /** Goes on where the last one was stopped, if it was the same. */
  readonly goOn?: boolean;
  /** How long the stories are, in bytes; as those of the command line unless given. */
  readonly bytes?: number | undefined;
}

/** What is told on the way. */
export type TrainTold =
  | { readonly model: ModelAbout; readonly preset: PresetName }
  | { readonly step: number; readonly steps: number; readonly loss: number; readonly rate: number }
  | { readonly point: HistoryEntry }
  | { readonly sample: Sample };

/** What the model writes by itself after so many steps. */
export interface Sample {
  readonly step: number;
  readonly text: string;
}

export interface TrainAnswer {
  readonly step: number;
  readonly stopped: boolean;
  readonly history: readonly HistoryEntry[];
  /** Over the whole part that is held out; undefined before the end. */
  readonly validationLoss: number | undefined;
  readonly seconds: number;
  /** Tokens a second. */
  readonly rate: number;
}

interface Run {
  readonly key: string;
  readonly training: Training;
  readonly preset: Preset;
  readonly name: PresetName;
  readonly held: HeldModel;
  snapshot: Snapshot | null;
}

let last: Run | undefined;
const every = 50; // milliseconds between two steps that are told
const points = 40; // steps of the loss curve between two points, at most
const sampleTokens = 90;

/**
 * Trains a small GPT on stories, as `cairn train gpt` does with the same seed, or letter by letter on the reader's text. It is
 * there to be looked into from the first step on. A training that was stopped goes on as if it never had been.
 *
 * Throws: ValueError for a text that is too short.
 */
export async function trainSmall(question: TrainQuestion, { tell, signal }: PlayHost<TrainTold>): Promise<TrainAnswer> {
  const run = goesOn(question) ?? begin(question);
  last = run;
  const { training, preset, held } = run;
  tell({ model: aboutOf(held), preset: run.name });
  const told = teller(tell);
  const { steps } = question;
  const result = await fit({
    ...training,
    ...{ steps, signal, clipNorm: preset.clipNorm, evalLimit: preset.evalLimit },
    evalEvery: Math.max(1, Math.min(preset.evalEvery, Math.ceil(steps / 5))),
    logEvery: Math.max(1, Math.min(points, Math.ceil(steps / 50))),
    resume: run.snapshot !== null,
    checkpoints: {
      load: async () => run.snapshot,
      save: async (snapshot) => {
        run.snapshot = snapshot; // its tensors are the run's own, which nobody changes until it goes on
      },
    },
    callbacks: {
      onStep({ step, steps, loss, rate }) {
        held.learned = step;
        told({ step, steps, loss, rate });
      },
      async onPoint(point) {
        tell({ point });
        if (point.validationLoss === undefined) return;
        const sample = { step: point.step, text: await sampleOf(training, question.seed, signal) };
        tell({ sample });
      },
    },
  });
  const { step, history, interrupted: stopped, validationLoss, seconds, rate } = result;
  return { step, stopped, history, validationLoss, seconds, rate };
}

/** Not more often than can be seen. */
function teller(tell: PlayHost<TrainTold>["tell"]): (step: Extract<TrainTold, { readonly step: number }>) => void {
  let next = 0;
  return (step) => {
    const now = performance.now();
    if (now < next && step.step < step.steps) return;
    next = now + every;
    tell(step);
  };
}

const keyOf = ({ text, steps, seed, bytes }: TrainQuestion) => JSON.stringify([text, steps, seed, bytes]);

function goesOn(question: TrainQuestion): Run | undefined {
  const isSame = last !== undefined && last.key === keyOf(question) && last.snapshot !== null;
  return question.goOn && isSame && isHeld(last!) ? last : undefined;
}

function isHeld(run: Run): boolean {
  try {
    return heldModel() === run.held;
  } catch {
    return false;
  }
}

function begin(question: TrainQuestion): Run {
  const { seed, steps } = question;
  const text = question.text ?? generateStories(question.bytes === undefined ? {} : { bytes: question.bytes });
  const name = question.text === undefined ? "stories" : "shakespeare-char";
  const preset = question.text === undefined ? presets[name] : forText(presets[name], text);
  const training = prepareTraining({ preset, text, seed, steps });
  const held = holdModel(training.model, training.tokenizer as TextTokenizer);
  return { key: keyOf(question), training, preset, name, held, snapshot: null };
}

const least = 300; // characters

/** A short text has no room for long windows in the part that is held out. */
function forText(preset: Preset, text: string): Preset {
  if (text.length < least) {
    throw new ValueError("lesson 11", "the text is too short to learn from.", {
      given: `${text.length} characters`,
      expected: `${least} or more; 10,000 are better`,
      fix: "paste a longer text",
    });
  }
  const heldOut = Math.floor(text.length * preset.validation) - 2;
  const { contextLength } = preset.model;
  return { ...preset, model: { ...preset.model, contextLength: Math.min(contextLength, heldOut) } };
}

/** The beginning of a paragraph, as `cairn train gpt` lets a model write its samples. */
async function sampleOf({ trainText, model, tokenizer }: Training, seed: number, signal: AbortSignal): Promise<string> {
  const start = trainText.includes("\n\n") ? "\n\n" : trainText.includes("\n") ? "\n" : trainText.slice(0, 1);
  const held = { model, tokenizer: tokenizer as TextTokenizer, dtype: "float32" as const, learned: 0 };
  let text = "";
  const rng = new Rng(seed).fork("sample", 0);
  const options = { tokens: sampleTokens, rng, temperature: 0.6, topP: 0.9 };
  for await (const written of writeSome(held, start, options)) {
    text += written.text;
    if (signal.aborted) break;
  }
  return text.trim();
}

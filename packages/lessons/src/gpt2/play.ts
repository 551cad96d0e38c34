import type { WeightDType } from "@cairn-ml/models-gpt";
import { Rng } from "@cairn-ml/tensor";
import type { PlayHost } from "../play.js";
import {
  filesOfModel,
  heldModel,
  holdAs,
  type LoadQuestion,
  loadFiles,
  type ModelAbout,
  type NamedFile,
} from "./play/held-model.js";
import {
  type LookAnswer,
  type LookQuestion,
  lookInside,
  type NextAnswer,
  type NextQuestion,
  next as nextOf,
} from "./play/look-inside.js";
import { type TrainAnswer, type TrainQuestion, type TrainTold, trainSmall } from "./play/train-small.js";
import { type WriteOptions, type Written, writeSome } from "./play/write.js";

/** Trains a small GPT; meanwhile the other questions are answered by what it has learned so far. */
export function train(question: TrainQuestion, host: PlayHost<TrainTold>): Promise<TrainAnswer> {
  return trainSmall(question, host);
}

/** Tokens and attention. */
export function look(question: LookQuestion, host: PlayHost): Promise<LookAnswer> {
  return lookInside(question, host);
}

/** What may follow. */
export function next(question: NextQuestion, host: PlayHost): Promise<NextAnswer> {
  return nextOf(question, host);
}

export interface WriteQuestion extends Omit<WriteOptions, "rng"> {
  readonly text: string;
  /** The same as that of `cairn generate`, which then writes the same. */
  readonly seed: number;
}

const pause = 40; // milliseconds between two pieces that are told: more cannot be seen

/** Goes on with a text; what is written is told as it comes. A stop is heard after each token. Throws: the signal's reason. */
export async function write(
  { text, seed, ...options }: WriteQuestion,
  { tell, signal }: PlayHost<Written>,
): Promise<Omit<Written, "text"> | undefined> {
  let told = performance.now();
  let waiting = "";
  let last: Written | undefined;
  const held = heldModel();
  const check = () => {
    signal.throwIfAborted();
    if (held !== heldModel()) throw new DOMException("another model has come", "AbortError");
  };
  const tellAll = () => {
    if (last) tell({ ...last, text: waiting });
    [told, waiting] = [performance.now(), ""];
  };
  try {
    for await (const written of writeSome(held, text, { ...options, rng: new Rng(seed) }, check)) {
      last = written;
      waiting += written.text;
      if (written.tokens === 1 || performance.now() - told >= pause) tellAll();
    }
  } finally {
    if (waiting) tellAll();
  }
  if (!last) return undefined;
  const { text: _, ...figures } = last;
  return figures;
}

/** How far the reading of a file of weights is, in bytes. */
export interface LoadTold {
  readonly done: number;
  readonly total: number;
}

/**
 * Takes the files of a model's folder: GPT-2's, or any that `cairn train gpt` or this page has made. The model before it stays
 * until it is there, and if it is not to be had. Throws: the signal's reason.
 */
export function load(question: LoadQuestion, host: PlayHost<LoadTold>): Promise<ModelAbout> {
  return loadFiles(question, host);
}

/** Makes the model's weights int8, or float32 again by its files. */
export function hold({ dtype }: { readonly dtype: WeightDType }, host: PlayHost<LoadTold>): Promise<ModelAbout> {
  return holdAs(dtype, host);
}

/** The files of the model, as `cairn generate --model` opens them. */
export function save(_: object): readonly NamedFile[] {
  return filesOfModel();
}

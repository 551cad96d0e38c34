import type { PlayHost } from "../play.js";
import { filesOfModel, heldModel, loadFiles, type ModelAbout, type NamedFile } from "./play/held-model.js";
import {
  type LookAnswer,
  type LookQuestion,
  lookInside,
  type NextAnswer,
  type NextQuestion,
  next as nextOf,
} from "./play/look-inside.js";
import { type TrainAnswer, type TrainQuestion, type TrainTold, trainSmall } from "./play/train-small.js";
import { type WriteOptions, writeSome } from "./play/write.js";

/** Trains a small GPT; meanwhile the other questions are answered by what it has learned so far. */
export function train(question: TrainQuestion, host: PlayHost<TrainTold>): Promise<TrainAnswer> {
  return trainSmall(question, host);
}

/** Tokens and attention. */
export function look(question: LookQuestion): LookAnswer {
  return lookInside(question);
}

/** What may follow. */
export function next(question: NextQuestion): NextAnswer {
  return nextOf(question);
}

export interface WriteQuestion extends WriteOptions {
  readonly text: string;
}

/** Goes on with a text; each piece is told as it comes. */
export async function write({ text, ...options }: WriteQuestion, { tell, signal }: PlayHost<string>): Promise<void> {
  for await (const piece of writeSome(heldModel(), text, options)) {
    signal.throwIfAborted();
    tell(piece);
  }
}

/** Takes the files of a model's folder: GPT-2's, or any that `cairn train gpt` or this page has made. */
export function load({ files }: { readonly files: readonly NamedFile[] }): Promise<ModelAbout> {
  return loadFiles(files);
}

/** The files of the model, as `cairn generate --model` opens them. */
export function save(_: object): NamedFile[] {
  return filesOfModel();
}

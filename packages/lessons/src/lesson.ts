import type { Digits } from "@cairn-ml/data";
import type { FitHooks } from "@cairn-ml/models-classic";
import type { KeyedVectors } from "@cairn-ml/models-embedding";
import type { GPT } from "@cairn-ml/models-gpt";
import type { Tokenizer } from "@cairn-ml/tokenizers";
import type { FitCallbacks } from "@cairn-ml/train";
import type { Check } from "./check.js";

import type { Exhibit, Picture } from "./exhibit.js";
import type { LessonOption, OptionsOf, TextFile } from "./option.js";

/** A lesson as data, and the work that it does. */
export interface Lesson {
  readonly number: number;
  /** Names it in a command: "several-weights". */
  readonly name: string;
  readonly title: string;
  /** The idea, in a paragraph for somebody who has never heard of it. */
  readonly idea: string;
  /** Where its figures, data and methods are from. */
  readonly sources: readonly string[];
  /** Nothing in it is drawn: the seed, which every lesson has, changes nothing. */
  readonly seedless?: true;
  /** What can be changed, with the published values as defaults; `seed` is every lesson's. */
  readonly options: Readonly<Record<string, LessonOption>>;
  /** What `--from` takes; absent where the lesson has no data. */
  readonly input?: InputKind;
  /** The published figures, at the places that they have in the results. */
  readonly published: object;
  /** About how long it takes on two cores, for a list of the lessons. */
  readonly seconds: number;
  /** Loads what the lesson needs, and does its work. */
  run(options: { readonly seed: number }, host: Host): Promise<Outcome>;
}

/** A lesson with the types of its options and results; whoever writes one says these. */
export interface LessonOf<O extends object, R extends object = object> extends Lesson {
  readonly options: OptionsOf<O>;
  run(options: O & { readonly seed: number }, host: Host): Promise<Outcome<R>>;
}

export type InputKind =
  | { readonly kind: "table"; readonly columns: readonly string[] }
  | { readonly kind: "items" }
  | { readonly kind: "sequences" }
  | { readonly kind: "digits" };

/** What the reader brought along. A table, items or sequences come as the text of a file, which the lesson reads. */
export type LessonInput = ({ readonly kind: "text" } & TextFile) | { readonly kind: "digits"; readonly digits: Digits };

/** Where a lesson runs: a terminal, a page, a test. */
export interface Host {
  readonly input?: LessonInput;
  /** Language models and other files that the reader has; absent where there are no folders. */
  readonly files?: ReaderFiles;
  /** Stops a training, and then the lesson: call `throwIfAborted` after each part of the work. */
  readonly signal: AbortSignal;
  /** What to hand to `model.fit`: it shows how far the training is, and stops when the reader asks for it. */
  training(label: string, more?: TrainingMore): FitHooks;
  /** Shows how far some other work is. */
  progress(label: string, total: number): Progress;
  /** Vectors of words, learnt from many texts, if the reader has some; a lesson works without, too. */
  wordVectors?(): Promise<KeyedVectors | null>;
}

export interface ReaderFiles {
  /** The model in a folder. Throws: whatever says what is wrong with it. */
  loadModel(folder: string): Promise<LanguageModel>;
  /** Loads what lies here unasked: GPT-2 if it was downloaded, else the model of `npm start`. */
  findModel(): Promise<LanguageModel | undefined>;
  read(path: string): Promise<Uint8Array>;
}

export interface LanguageModel {
  /** Where it is from. */
  readonly folder: string;
  readonly model: GPT;
  /** Null where the folder has none. */
  readonly tokenizer: Tokenizer | null;
}

export interface TrainingMore {
  /** This is the model that the lesson keeps: it is saved, and a run that was stopped goes on. One for each lesson. */
  readonly kept?: boolean;
  /** The lesson's own, beside the host's. */
  readonly callbacks?: FitCallbacks;
}

export interface Progress {
  update(done: number): void;
  stop(): void;
}

/** What came of a lesson. */
export interface Outcome<R extends object = object> {
  /** Plain data; its keys are a promise to programs that read them. */
  readonly results: R;
  /** Every published figure, held against ours. */
  readonly checks: readonly Check[];
  /** What is shown, in this order. */
  readonly exhibits: readonly Exhibit[];
  /** "Change this and look". */
  readonly suggestions: readonly Suggestion[];
  /** A model that has no training to be kept by. */
  readonly model?: { readonly config: object };
  /** Pictures over time, for whoever wants an animation. */
  readonly frames?: readonly Picture[];
}

export interface Suggestion {
  /** What to look at: "A rate ten times as high: does it still come down?" */
  readonly what: string;
  /** What follows the command's name: "lesson 3 --lr 1e-3". */
  readonly command: string;
}

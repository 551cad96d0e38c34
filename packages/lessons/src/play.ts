/**
 * What a reader can play with, lesson by lesson: functions that answer a question at once, or tell on the way how a training goes.
 * Questions, answers and what is told are plain data, so that they can be sent to a Worker and back.
 */
export interface Plays {
  readonly counting: typeof import("./counting/play.js");
  readonly "one-weight": typeof import("./one-weight/play.js");
  readonly "several-weights": typeof import("./several-weights/play.js");
  readonly "yes-or-no": typeof import("./yes-or-no/play.js");
  readonly "bent-lines": typeof import("./bent-lines/play.js");
  readonly backpropagation: typeof import("./backpropagation/play.js");
  readonly digits: typeof import("./digits/play.js");
  readonly vectors: typeof import("./vectors/play.js");
  readonly names: typeof import("./names/play.js");
  readonly attention: typeof import("./attention/play.js");
  readonly gpt2: typeof import("./gpt2/play.js");
}

/** Loads what a lesson has to play with. */
export const plays: { readonly [Name in keyof Plays]: () => Promise<Plays[Name]> } = {
  counting: () => import("./counting/play.js"),
  "one-weight": () => import("./one-weight/play.js"),
  "several-weights": () => import("./several-weights/play.js"),
  "yes-or-no": () => import("./yes-or-no/play.js"),
  "bent-lines": () => import("./bent-lines/play.js"),
  backpropagation: () => import("./backpropagation/play.js"),
  digits: () => import("./digits/play.js"),
  vectors: () => import("./vectors/play.js"),
  names: () => import("./names/play.js"),
  attention: () => import("./attention/play.js"),
  gpt2: () => import("./gpt2/play.js"),
};

export type { SentenceAnswer } from "./attention/play.js";
export type { FitMoment } from "./bent-lines/relu-sums.js";
export type { HandMade, SumUnit, TargetName } from "./bent-lines/targets.js";
export type { EpochTold, LoadAnswer } from "./digits/play.js";
export type { ModelAbout, NamedFile } from "./gpt2/play/held-model.js";
export type { Sample, TrainTold as GptTold } from "./gpt2/play/train-small.js";
export type { LettersTold, NextAnswer, WordsAnswer } from "./names/play.js";
export type { MapAnswer, OpenAnswer } from "./vectors/play.js";

/** Where a question is answered. */
export interface PlayHost<Told = never> {
  /** Shows how far it is. */
  tell(told: Told): void;
  /** Ends what takes long; it then throws the signal's reason. */
  readonly signal: AbortSignal;
}

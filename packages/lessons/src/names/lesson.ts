import type { LessonOf } from "../lesson.js";
import type { Place } from "./letter-map.js";
import type { Rung } from "./train-names.js";

export interface NamesOptions {
  readonly steps: number;
  readonly lr: number;
  readonly context: number;
  readonly hidden: number;
  readonly wordSteps: number;
  /** Where the host puts the pictures of the map. */
  readonly frames?: string;
}

export interface NamesResults {
  readonly names: {
    readonly parameters: number;
    /** The mean of -ln p of the letter that came, in nats. */
    readonly trainLoss: number;
    readonly devLoss: number;
    readonly testLoss: number;
    readonly samples: readonly string[];
    /** The share of 500 new names that is not in the list. */
    readonly novelShare: number;
    readonly embedding: readonly Place[];
    /** Null where there are not two vowels. */
    readonly vowelsSilhouette: number | null;
    readonly ladder: readonly Rung[];
  };
  readonly cbow: {
    /** Different words. */
    readonly vocabulary: number;
    readonly examples: number;
    readonly parameters: number;
    readonly loss: number;
    /** The closest, with what the cosine was before the first step. */
    readonly pairs: readonly {
      readonly a: string;
      readonly b: string;
      readonly cosine: number;
      readonly before: number;
    }[];
  };
}

export const names: LessonOf<NamesOptions, NamesResults> = {
  number: 9,
  name: "names",
  title: "Names, and words from their neighbours",
  idea:
    "In the last lesson somebody had to make up the numbers that describe a thing. Now a network finds them. It reads names, and after any three " +
    "letters it has to say which one comes next. To it, each letter is a point on a map: two numbers, random at first. They are moved like all other " +
    "weights, so that the guesses get better, and so letters that are used alike come to stand together; nobody has told it what a vowel is. And what can " +
    "guess the next letter can also draw it, again and again: then it writes names. The same with words instead of letters gives word " +
    "vectors: guess a word from those around it.",
  sources: [
    "Bengio, Ducharme, Vincent & Jauvin 2003, A neural probabilistic language model",
    "Karpathy 2022, makemore (names letter by letter, with a context of three)",
    "Mikolov, Chen, Corrado & Dean 2013, arXiv:1301.3781 (a word from those around it: CBOW)",
    "Ioffe & Szegedy 2015, arXiv:1502.03167 (batch norm)",
    "the names are compiled for Cairn from general knowledge; the story is written for it",
  ],
  options: {
    steps: { kind: "integer", default: 10_000, least: 1, about: "steps of each network for names, on 32 places each" },
    lr: { kind: "number", default: 0.1, above: 0, about: "how far a step goes; it falls in the second half" },
    context: { kind: "integer", default: 3, least: 1, most: 16, about: "letters that the next one is guessed from" },
    hidden: { kind: "integer", default: 100, least: 1, most: 2000, about: "hidden units of the network" },
    wordSteps: { kind: "integer", default: 200, least: 1, about: "steps of the network for words" },
    frames: {
      kind: "text",
      placeholder: "dir",
      about: "folder for pictures of the map of letters, from the first step to the last",
      keepsChecks: true,
    },
  },
  input: { kind: "sequences" },
  published: {
    names: { parameters: 3481, devLoss: 2.6, vowelsSilhouette: 0 },
    cbow: { vocabulary: 52, examples: 57, parameters: 12_236 },
  },
  seconds: 2,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};

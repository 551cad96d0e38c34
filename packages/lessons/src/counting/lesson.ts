import type { LessonOf } from "../lesson.js";
import type { TextFile } from "../option.js";
import { dnaPublished, dnaSymbols } from "./dna.js";

export interface CountingOptions {
  readonly order: number;
  readonly smoothing: number;
  readonly sequences?: readonly string[];
  readonly heldOut?: TextFile;
  readonly samples: number;
}

export interface CountingResults {
  /** The first is ".", where a sequence begins and ends. */
  readonly symbols: readonly string[];
  /** `counts[i][j]`: how often j follows i, plus the smoothing. Absent for an order above 1. */
  readonly counts?: readonly (readonly number[])[];
  readonly probabilities?: readonly (readonly number[])[];
  /** New sequences, without the ".". */
  readonly samples: readonly string[];
  /** How often j follows i in them. */
  readonly sampleCounts: readonly (readonly number[])[];
  readonly order: number;
  readonly contextsSeen: number;
  readonly contextsPossible: number;
  /** The mean surprise of a symbol in nats, of the end marks too; null when it is infinite. */
  readonly nll: number | null;
  /** e^nll; null when it is infinite. */
  readonly perplexity: number | null;
}

export const counting: LessonOf<CountingOptions, CountingResults> = {
  number: 1,
  name: "counting",
  title: "Counting letters",
  idea:
    "The simplest model of a language counts. Take 100 short sequences of the letters a, t, c and g, the letters of DNA, and " +
    "count how often each letter follows each other one. The counts are the model: whoever has them can write new sequences that " +
    "look like the old ones, by asking again and again which letter comes next, and letting chance decide in proportion to " +
    "the counts. GPT does the same in the end: it gives each possible next piece of text a probability, and draws one. It is " +
    "only better at knowing what tends to come next.",
  sources: [
    "Markov 1913, An example of statistical investigation of the text Eugene Onegin concerning the connection of samples in chains",
    "Shannon 1948, A mathematical theory of communication, section 3",
    "Altschul & Erickson 1985, Significance of nucleotide sequence alignments: sequences with a given table",
  ],
  options: {
    order: { kind: "integer", default: 1, least: 1, most: 20, about: "letters that the next one depends on" },
    smoothing: { kind: "number", default: 0, least: 0, most: 1e6, about: "added to every count" },
    sequences: { kind: "list", about: "your own sequences, instead of the 100: ctatgt, say" },
    heldOut: { kind: "file", about: "measure the surprise on this file's lines, which are not counted" },
    samples: {
      ...{ kind: "integer", default: 100, least: 1, most: 100_000 },
      ...{ about: "how many new sequences are drawn", keepsChecks: true },
    },
  },
  input: { kind: "sequences" },
  published: { symbols: dnaSymbols, counts: dnaPublished, rowSums: { g: 72, t: 232 } },
  seconds: 1,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};

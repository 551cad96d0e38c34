import type { LessonOf } from "../lesson.js";
import type { Collapse } from "./collapse.js";
import type { CricketResults } from "./cricket.js";

export interface AttentionOptions {
  readonly query?: readonly string[];
  readonly key?: readonly string[];
  readonly scale?: number;
  readonly mask: string;
  readonly heads: number;
}

type Rows = readonly (readonly number[])[];

export interface AttentionResults {
  readonly cricket: CricketResults;
  /** Shares of 5, 1 and 0, as they are and divided by 4. */
  readonly softmax: { readonly plain: readonly number[]; readonly divided: readonly number[] };
  readonly collapse: readonly Collapse[];
  readonly sentence: {
    readonly words: readonly string[];
    readonly features: Rows;
    /** Divided already. */
    readonly scores: Rows;
    /** Null where a word may not look: −∞. */
    readonly masked: readonly (readonly (number | null)[])[];
    readonly weights: Rows;
    readonly output: Rows;
    /** The first number of the last word's output. */
    readonly forF1: number;
  };
  readonly heads: readonly { readonly weights: Rows; readonly output: Rows }[];
  readonly cross: {
    /** Of the output: words that ask, numbers for each. */
    readonly shape: readonly [number, number];
    readonly weights: Rows;
    readonly output: Rows;
  };
}

export const attention: LessonOf<AttentionOptions, AttentionResults> = {
  number: 10,
  name: "attention",
  title: "Attention by hand",
  idea:
    "“I chose that bank for …” What comes next depends on the words before, and not on all of them alike. Attention lets each word look at " +
    "the others and take from them what it needs, in three moves. A word asks a question: its query. Every word shows what it has: its key. The better " +
    "query and key fit, the more the asker takes of what that word hands out: its value. All three are vectors, lists of numbers as in lesson 8, and how well " +
    "two of them fit is a sum of products. First we ask five cricketers, then the words of a sentence. Networks such as GPT-2, in the next " +
    "lesson, are built of this.",
  sources: [
    "Vaswani et al. 2017, arXiv:1706.03762, Attention is all you need (equation 1; several heads: 3.2.2)",
    "batting averages in one-day matches, rounded; Kohli's key, the query and column F1 of the sentence are published by the series, all other features are ours",
  ],
  options: {
    query: { kind: "list", about: "what the youngster is like, four numbers (default: 0.7,0.7,0.7,0.7)" },
    key: { kind: "list", about: "what Kohli is like, four numbers (default: 0.8,0.9,0.8,0.9)" },
    scale: {
      ...{ kind: "number", least: 1e-6 },
      about: "what scores are divided by (default: the root of how many numbers a key has)",
    },
    mask: {
      ...{ kind: "choice", choices: ["future", "none"], default: "future" },
      about: "whether words see only those before them",
    },
    heads: { kind: "integer", default: 2, least: 1, most: 16, about: "heads that share the features of a word" },
  },
  input: { kind: "items" },
  published: {
    cricket: { score: 2.38, scaled: 1.19, average: 46.8, byHand: 52 },
    softmax: { plain: [0.976] },
    sentence: { weights: [[], [], [], [], [0.28, 0.31, 0.08, 0.07, 0.25]], forF1: -0.66 },
  },
  seconds: 1,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};

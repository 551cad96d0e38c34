import { readItems } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { Host } from "../lesson.js";
import { type Attended, attend, columns, type Matrix } from "./attend.js";

/** Words in their order, and the numbers that stand for each. */
export interface Sentence {
  readonly words: readonly string[];
  readonly features: readonly string[];
  readonly X: Matrix; // (words, features)
  /** The other sentence, for cross-attention: what its words ask. */
  readonly others: { readonly words: readonly string[]; readonly queries: Matrix };
  /** The reader's file. */
  readonly from: string | undefined;
}

/** F1 is published, with the last word's shares; F2 to F4 were tried out until the same shares came out. */
export const published: Sentence = {
  words: ["I", "chose", "that", "bank", "for"],
  features: ["F1", "F2", "F3", "F4"],
  X: [
    [-0.8, -0.7, 0.8, 0.4],
    [-0.9, -0.8, 0.8, 0.8],
    [0.1, 0.9, -0.6, -0.9],
    [0.2, 0.9, -0.9, -0.7],
    [-0.7, -0.3, 0.8, 0.2],
  ],
  others: {
    words: ["maine", "vah", "bank"],
    queries: [
      [-0.9, -0.6, 0.7, 0.3],
      [0.1, 0.8, -0.4, -0.9],
      [0.3, 0.7, -0.9, -0.5],
    ],
  },
  from: undefined,
};

const most = 24; // words: more have no room on a screen

/** A number may be as large as this, so that no product of two becomes infinite. */
export const largest = 1e6;

/** The published sentence, or the reader's table. Throws: ValueError. */
export function sentenceOf({ input }: Host): Sentence {
  if (input?.kind !== "text") return published;
  const { name, text } = input;
  const { items: words, features, vectors: X } = readItems(text, { name });
  if (words.length > most) {
    throw new ValueError("lesson 10", `${name} has too many words.`, {
      given: `${words.length}`,
      expected: `${most} at most, for all matrices are shown`,
    });
  }
  const row = X.findIndex((numbers) => numbers.some((x) => Math.abs(x) > largest));
  if (row >= 0) {
    throw new ValueError("lesson 10", `${name} has a number that is too large.`, {
      given: `${words[row]}: ${X[row]!.join(", ")}`.slice(0, 80),
      expected: "numbers from minus one million to one million",
    });
  }
  const half = Math.ceil(words.length / 2);
  const others = { words: words.slice(0, half).map((word) => `${word}?`), queries: X.slice(0, half) };
  return { words, features, X, others, from: name };
}

export interface Head {
  /** The columns of X that it works on, [begin, end). */
  readonly begin: number;
  readonly end: number;
  readonly attended: Attended;
}

/** Throws: ValueError where the features cannot be divided among the heads. */
export function headsOf(
  { X, features }: Sentence,
  count: number,
  scale: number | undefined,
  isMasked: boolean,
): Head[] {
  const size = features.length / count;
  if (!Number.isInteger(size)) {
    throw new ValueError("lesson 10", "the features cannot be divided among so many heads.", {
      given: `${features.length} features, ${count} heads`,
      expected: `a number of heads by which ${features.length} can be divided`,
      fix: `take 1 or ${features.length}`,
    });
  }
  return Array.from({ length: count }, (_, h) => {
    const [begin, end] = [h * size, (h + 1) * size];
    const part = columns(X, begin, end);
    const options = { scale: scale ?? Math.sqrt(size), isMasked };
    return { begin, end, attended: attend({ queries: part, keys: part, values: part }, options) };
  });
}

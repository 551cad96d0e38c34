import { ValueError } from "@cairn-ml/tensor";

/** A word of the table, or a vector. */
export type WordOrVector = string | ArrayLike<number>;

/** What neighbours are sought of: a word, some words whose mean counts, or words and others that are subtracted. */
export type SimilarTo =
  | string
  | readonly WordOrVector[]
  | { readonly positive?: readonly WordOrVector[]; readonly negative?: readonly WordOrVector[] };

export interface SimilarOptions {
  /** How many neighbours; 10 unless said. */
  readonly topn?: number;
  /** Look only at the first so many words. */
  readonly restrictVocab?: number;
  /** Look only at words from here on, and before `clipEnd`. */
  readonly clipStart?: number;
  readonly clipEnd?: number;
}

/** What is added and what is subtracted. Throws: ValueError where there is nothing. */
export function sides(
  op: string,
  to: SimilarTo,
): { positive: readonly WordOrVector[]; negative: readonly WordOrVector[] } {
  if (typeof to === "string") return { positive: [to], negative: [] };
  if (Array.isArray(to)) return { positive: checkSome(op, to as readonly WordOrVector[]), negative: [] };
  const { positive = [], negative = [] } = to as {
    positive?: readonly WordOrVector[];
    negative?: readonly WordOrVector[];
  };
  checkSome(op, [...positive, ...negative]);
  return { positive, negative };
}

/** The list, which must not be empty. */
export function checkSome<T>(op: string, words: readonly T[]): readonly T[] {
  if (words.length > 0) return words;
  throw new ValueError(op, "there are no words to compare.", { given: "none that is known", expected: "one at least" });
}

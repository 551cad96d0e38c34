import { ValueError } from "@cairn-ml/tensor";
import { type EvaluationOptions, EvaluationWords } from "./evaluation-words.js";
import type { KeyedVectors } from "./keyed-vectors.js";
import { pearson, spearman } from "./spearman.js";
import { cosine } from "./vector-math.js";

export interface PairsOptions extends EvaluationOptions {
  /** What parts the fields of a line; a tabulator unless said. */
  readonly delimiter?: string;
  /** What errors call the text. */
  readonly name?: string;
}

export interface PairsResult {
  readonly kind: "pairs";
  /** The correlation of the cosines' ranks with those of people's figures; equal ones share the mean rank. */
  readonly spearman: number;
  readonly pearson: number;
  /** Pairs that were compared. */
  readonly total: number;
  /** Pairs that were not, since a word is unknown. */
  readonly skipped: number;
}

/** Two words, and how alike people find them. */
export interface WordPair {
  readonly a: string;
  readonly b: string;
  readonly value: number;
}

/**
 * Reads lines of two words and a number. Lines that begin with # and empty ones are passed over, and so is a first line without a
 * number. A letter before the number, SimLex-999's part of speech, and what follows the number are not looked at. Throws: ValueError with the line.
 */
export function parseWordPairs(text: string, { delimiter = "\t", name = "the pairs" }: PairsOptions = {}): WordPair[] {
  const pairs: WordPair[] = [];
  let isFirst = true;
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const [a = "", b = "", third = "", fourth = ""] = line.split(delimiter).map((field) => field.trim());
    const figure = /^[A-Z]$/.test(third) ? fourth : third;
    const value = figure === "" ? Number.NaN : Number(figure);
    if (a !== "" && b !== "" && Number.isFinite(value)) pairs.push({ a, b, value });
    else if (!isFirst) throw wrongLine(name, i + 1, line);
    isFirst = false;
  }
  return pairs;
}

/** How well cosines order pairs of words, beside what people said. */
export function evaluatePairs(vectors: KeyedVectors, text: string, options: PairsOptions = {}): PairsResult {
  const words = new EvaluationWords(vectors.indexToKey, options);
  const { store } = vectors.rows();
  const [cosines, figures]: [number[], number[]] = [[], []];
  let skipped = 0;
  for (const { a, b, value } of parseWordPairs(text, options)) {
    const rowA = words.row(words.fold(a));
    const rowB = words.row(words.fold(b));
    const isKnown = rowA !== undefined && rowB !== undefined;
    if (isKnown) cosines.push(cosine(store.row(rowA), store.row(rowB)));
    else if (options.dummy4unknown) cosines.push(0);
    else skipped++;
    if (isKnown || options.dummy4unknown) figures.push(value);
  }
  const correlations = { spearman: spearman(cosines, figures), pearson: pearson(cosines, figures) };
  return { kind: "pairs", ...correlations, total: figures.length, skipped };
}

function wrongLine(name: string, line: number, text: string): ValueError {
  return new ValueError("parseWordPairs", `${name}, line ${line}: this is no pair with a figure.`, {
    given: JSON.stringify(text.slice(0, 80)),
    expected: "two words and a number, parted by tabulators",
    fix: "mend the line, or name the delimiter",
  });
}

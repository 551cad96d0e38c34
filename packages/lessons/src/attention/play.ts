import { ValueError } from "@cairn-ml/tensor";
import { type Attended, attend, columns, type Matrix, mixed, sharesOf } from "./attend.js";
import { largest, published } from "./sentence.js";

export interface SentenceQuestion {
  /** The published ones unless given; words that are more have zeros as their numbers. */
  readonly words?: readonly string[] | undefined;
  /** The numbers of the words, (words, 4); the published ones unless given. */
  readonly X?: Matrix | undefined;
  /** What the words ask, show and give away, (words, 4); X unless given. */
  readonly Q?: Matrix | undefined;
  readonly K?: Matrix | undefined;
  readonly V?: Matrix | undefined;
  /** Scores, and shares, in place of those that come out, (words, words); the mask hides what it hides of them too. */
  readonly scores?: Matrix | undefined;
  readonly weights?: Matrix | undefined;
  readonly isMasked: boolean;
  /** What scores are divided by; the root of how many numbers a key has unless given. */
  readonly scale?: number | undefined;
  /** Heads that share the numbers of a word. */
  readonly heads: number;
  /** The head that is looked at, from 0; without one all numbers are one head's. */
  readonly head?: number | undefined;
}

export interface SentenceAnswer extends Omit<Attended, "masked"> {
  readonly words: readonly string[];
  readonly features: readonly string[];
  readonly X: Matrix;
  readonly Q: Matrix;
  readonly K: Matrix;
  readonly V: Matrix;
  readonly scale: number;
  /** The columns that the head works on, [begin, end). */
  readonly begin: number;
  readonly end: number;
}

/** Words that have room in a page. */
const most = 8;

/**
 * The attention of a sentence, with all numbers that come on the way.
 *
 * Throws: ValueError for too many words, numbers that are none, and heads that do not divide the features.
 */
export function sentence(question: SentenceQuestion): SentenceAnswer {
  const { features } = published;
  const words = question.words?.length ? question.words : published.words;
  if (words.length > most) {
    throw new ValueError("lesson 10", "there are too many words.", {
      given: String(words.length),
      expected: `${most} at most, for all matrices are shown`,
    });
  }
  const rows = (given: Matrix) => words.map((_, i) => features.map((_, k) => checked(given[i]?.[k] ?? 0)));
  const X = rows(question.X ?? published.X);
  const given = (matrix: Matrix | undefined) => (matrix ? rows(matrix) : X);
  const [Q, K, V] = [given(question.Q), given(question.K), given(question.V)];
  const [begin, end] = columnsOf(features.length, question);
  const scale = question.scale ?? Math.sqrt(end - begin);
  const part = (matrix: Matrix) => columns(matrix, begin, end);
  const attended = attend({ queries: part(Q), keys: part(K), values: part(V) }, { scale, isMasked: question.isMasked });
  const numbers = changed(attended, part(V), words.length, question);
  return { words, features, X, Q, K, V, scale, begin, end, ...numbers };
}

/** What comes out, with what was changed on the way. */
function changed(attended: Attended, V: Matrix, count: number, { scores, weights, isMasked }: SentenceQuestion) {
  const all = Array.from({ length: count }, (_, i) => i);
  const square = (given: Matrix) => all.map((i) => all.map((j) => checked(given[i]?.[j] ?? 0)));
  const seen = (given: Matrix) => square(given).map((row, i) => row.map((x, j) => (isMasked && j > i ? 0 : x)));
  const found = scores ? square(scores) : attended.scores;
  const shares = weights ? seen(weights) : sharesOf(found, isMasked).weights;
  return { scores: found, weights: shares, output: mixed(shares, V) };
}

function columnsOf(count: number, { heads, head }: SentenceQuestion): [begin: number, end: number] {
  if (head === undefined) return [0, count];
  const size = count / heads;
  if (Number.isInteger(size) && head < heads) return [head * size, (head + 1) * size];
  throw new ValueError("lesson 10", "there is no such head.", {
    given: `head ${head + 1} of ${heads}, ${count} numbers`,
    expected: `heads by which ${count} can be divided: 1, 2 or ${count}`,
  });
}

function checked(x: number): number {
  if (Math.abs(x) <= largest) return x;
  throw new ValueError("lesson 10", "a number is none, or too large.", {
    given: String(x),
    expected: "numbers from minus one million to one million",
  });
}

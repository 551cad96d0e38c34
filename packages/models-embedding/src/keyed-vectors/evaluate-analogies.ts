import { type Analogy, parseAnalogies } from "./analogies.js";
import { type EvaluationOptions, EvaluationWords } from "./evaluation-words.js";
import type { KeyedVectors } from "./keyed-vectors.js";
import { nearestByProduct, nearestRows, type ScoredRow, type SearchRange } from "./nearest.js";
import { unit } from "./vector-math.js";

export interface AnalogiesOptions extends EvaluationOptions {
  /** How an answer is sought: 3CosAdd unless said. */
  readonly similarityFunction?: "mostSimilar" | "mostSimilarCosmul";
  /** What errors call the text. */
  readonly name?: string;
}

export interface AnalogyScore {
  readonly name: string;
  readonly correct: number;
  /** Questions that were asked. */
  readonly total: number;
  /** Questions that were not, since a word is unknown. */
  readonly skipped: number;
}

export interface AnalogiesResult extends Omit<AnalogyScore, "name"> {
  readonly kind: "analogies";
  /** correct / total; 0 when nothing was asked. */
  readonly accuracy: number;
  readonly sections: readonly AnalogyScore[];
}

/** A question whose words are known. */
interface Question {
  readonly section: number;
  readonly rows: readonly [number, number, number];
  /** The answer's form, and those that are none, since the question has them. */
  readonly answer: string;
  readonly given: ReadonlySet<string>;
}

const candidates = 5; // as in gensim: other spellings of the question's words may be among the first
const batch = 64; // questions whose products are computed at once

/**
 * Asks questions "a is to b as c is to what?": the word nearest to b - a + c that is none of the three.
 * Source: Mikolov, Yih & Zweig 2013, "Linguistic regularities in continuous space word representations", section 4.
 */
export function evaluateAnalogies(
  vectors: KeyedVectors,
  text: string,
  options: AnalogiesOptions = {},
): AnalogiesResult {
  const words = new EvaluationWords(vectors.indexToKey, options);
  const sections = parseAnalogies(text, options.name).map(({ name, questions }) => {
    return { name, questions, correct: 0, total: 0, skipped: 0 };
  });
  const asked: Question[] = [];
  for (const [i, section] of sections.entries()) {
    for (const analogy of section.questions) {
      const question = prepare(analogy, i, words);
      if (question) asked.push(question);
      if (question || options.dummy4unknown) section.total++;
      else section.skipped++;
    }
  }
  for (let i = 0; i < asked.length; i += batch) {
    const questions = asked.slice(i, i + batch);
    const answers = answer(vectors, questions, words, options);
    questions.forEach((question, k) => {
      if (isRight(question, answers[k]!, vectors, words)) sections[question.section]!.correct++;
    });
  }
  const scores = sections.map(({ name, correct, total, skipped }) => ({ name, correct, total, skipped }));
  const sum = (key: "correct" | "total" | "skipped") => scores.reduce((all, score) => all + score[key], 0);
  const [correct, total] = [sum("correct"), sum("total")];
  const accuracy = total === 0 ? 0 : correct / total;
  return { kind: "analogies", correct, total, skipped: sum("skipped"), accuracy, sections: scores };
}

function prepare(analogy: Analogy, section: number, words: EvaluationWords): Question | null {
  const forms = analogy.map(words.fold);
  const [a, b, c, d] = forms.map((form) => words.row(form));
  if (a === undefined || b === undefined || c === undefined || d === undefined) return null;
  return { section, rows: [a, b, c], answer: forms[3]!, given: new Set(forms.slice(0, 3)) };
}

function answer(
  vectors: KeyedVectors,
  questions: readonly Question[],
  { end }: EvaluationWords,
  { similarityFunction }: AnalogiesOptions,
): ScoredRow[][] {
  const rows = vectors.rows();
  const units = new Map<number, Float64Array>();
  const unitOf = (row: number): Float64Array => {
    let vector = units.get(row);
    if (!vector) units.set(row, (vector = unit(rows.store.row(row))));
    return vector;
  };
  const ranges = questions.map((question): SearchRange => {
    return { count: candidates, first: 0, end, excluded: new Set(question.rows) };
  });
  const vectorsOf = questions.map(
    (question) => question.rows.map(unitOf) as [Float64Array, Float64Array, Float64Array],
  );
  if (similarityFunction === "mostSimilarCosmul") {
    return vectorsOf.map(([a, b, c], i) => nearestByProduct(rows, [b, c], [a], ranges[i]!));
  }
  const queries = vectorsOf.map(([a, b, c]) => unit(b.map((value, k) => value - a[k]! + c[k]!)));
  return nearestRows(rows, queries, ranges);
}

/** Whether the first candidate that is not a word of the question is the answer. */
function isRight(
  question: Question,
  found: readonly ScoredRow[],
  vectors: KeyedVectors,
  words: EvaluationWords,
): boolean {
  for (const { row } of found) {
    const form = words.fold(vectors.indexToKey[row]!);
    if (!question.given.has(form)) return form === question.answer;
  }
  return false;
}

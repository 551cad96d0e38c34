import type { KeyedVectors } from "@cairn-ml/models-embedding";
import type { Exhibit, Table } from "../exhibit.js";
import { fixed } from "../figures.js";
import type { Suggestion } from "../lesson.js";

/** Words of the story, and others, whose neighbours are worth a look. */
const looked = ["village", "river", "storm", "mangoes", "tendulkar"];
const questions = [
  ["man", "king", "woman"],
  ["france", "paris", "india"],
  ["cricket", "tendulkar", "soccer"],
] as const;

/** The same questions asked of vectors that were learnt from many texts; nothing where there are none, or they lack the words. */
export function showRealWords(vectors: KeyedVectors | null): Exhibit[] {
  if (!vectors) return [];
  const known = (words: readonly string[]) => words.every((word) => vectors.hasIndexFor(word));
  const words = looked.filter((word) => known([word]));
  const asked = questions.filter(known);
  return [
    ...(words.length > 0 ? [neighbours(vectors, words)] : []),
    ...(asked.length > 0 ? [analogies(vectors, asked)] : []),
  ];
}

const list = (found: ReturnType<KeyedVectors["mostSimilar"]>) =>
  found.map(({ word, score }) => `${word} ${fixed(score, 2)}`).join(", ");

function neighbours(vectors: KeyedVectors, words: readonly string[]): Table {
  return {
    kind: "table",
    title: "The same from billions of words",
    head: ["word", "nearest, by cosine"],
    rows: words.map((word) => [word, list(vectors.mostSimilar(word, { topn: 4 }))]),
    note: "These are the vectors that you downloaded, GloVe's: 100 numbers a word, found from the words around each, as ours are from nine sentences.",
  };
}

function analogies(vectors: KeyedVectors, asked: readonly (typeof questions)[number][]): Table {
  return {
    kind: "table",
    title: "A is to B as C is to what? The words nearest to B − A + C",
    head: ["A : B = C : ?", "nearest, by cosine"],
    rows: asked.map(([a, b, c]) => [
      `${a} : ${b} = ${c} : ?`,
      list(vectors.mostSimilar({ positive: [b, c], negative: [a] }, { topn: 5 })),
    ]),
    note:
      "In lesson 8 somebody had made up the features of king and queen; nobody has here. Who is to soccer what Tendulkar is to cricket? His own first name is nearest, for it stands " +
      "beside his name in every text; then come footballers. The series, with vectors of Google News, found Messi and Zidane: other texts, other years.",
  };
}

/** How the reader comes to them, or what to ask them next. */
export function realWordsSuggestion(vectors: KeyedVectors | null): Suggestion {
  if (vectors) return { what: "Ask the real vectors yourself", command: "vectors analogy cricket tendulkar soccer" };
  return {
    what: "Vectors learnt from billions of words, once: then this lesson ends with what they say about kings, capitals and Tendulkar",
    command: "download vectors",
  };
}

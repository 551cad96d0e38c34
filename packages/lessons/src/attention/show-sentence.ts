import type { Exhibit, HeatMatrix } from "../exhibit.js";
import { fixed } from "../figures.js";
import type { Attended, Matrix } from "./attend.js";
import type { AttentionResults } from "./lesson.js";
import type { Head, Sentence } from "./sentence.js";
import { plain } from "./show-cricket.js";

export interface SentenceShown {
  readonly sentence: Sentence;
  readonly scale: number;
  readonly isMasked: boolean;
  readonly attended: Attended;
  readonly heads: readonly Head[];
  readonly cross: Attended;
}

/** The second half: every word of a sentence asks. */
export function showSentence(shown: SentenceShown, results: AttentionResults): Exhibit[] {
  return [
    words(shown),
    matrices(shown),
    oneLine(shown, results),
    output(shown),
    ...heads(shown),
    crossText(shown),
    crossHeat(shown),
  ];
}

const matrix = (label: string, rows: readonly string[], columns: readonly string[], values: Matrix): HeatMatrix => ({
  ...{ label, rows, columns, values },
});

function words({ sentence: { words, features, X, from } }: SentenceShown): Exhibit {
  return {
    kind: "heat",
    title: "Now every word of a sentence asks",
    matrices: [matrix("X", words, features, X)],
    note:
      `${words.length} words, ${features.length} numbers for each, as a network has learned them; nobody says what they mean. Each word is all three at once here, query, key ` +
      "and value: Q = K = V = X. (A trained network makes three different vectors of each word, each by weights of its own.) " +
      (from
        ? ""
        : "F1 is published; F2 to F4 are ours, tried out until the published shares of the last word came out."),
  };
}

function matrices({
  sentence: { words },
  scale,
  isMasked,
  attended: { scores, masked, weights },
}: SentenceShown): Exhibit {
  return {
    kind: "heat",
    title: "Who looks at whom",
    matrices: [
      matrix(`1. scores: X·Xᵀ / ${plain(scale)}`, words, words, scores),
      ...(isMasked ? [matrix("2. masked", words, words, masked)] : []),
      matrix(`${isMasked ? 3 : 2}. shares: softmax of each row`, words, words, weights),
    ],
    note:
      "A row is a word that asks, a column a word that is asked. " +
      (isMasked
        ? "Whoever learns to guess the next word must not see it, so every score of a word that comes later becomes −∞; e to that power is 0, and so is the share. " +
          "The first word sees itself alone, the last one all. "
        : "There is no mask: every word sees all, also those after it. ") +
      "Each row of shares adds up to 1.",
  };
}

function oneLine(
  { sentence: { words, features, X }, attended: { weights } }: SentenceShown,
  { sentence }: AttentionResults,
): Exhibit {
  const last = words.at(-1)!;
  const first = features[0]!;
  const shares = weights.at(-1)!;
  const products = X.map((row, i) => `${fixed(shares[i]!, 2)}·${signed(row[0]!)}`);
  const shown = products.length > 8 ? [...products.slice(0, 8), "…"] : products;
  return {
    kind: "text",
    title: `What “${last}” takes along`,
    text:
      `Each word gives of its numbers as much as its share says. For “${last}” and ${first}:\n\n` +
      `  ${shown.join(" + ")} = ${fixed(sentence.forF1, 2)}\n\n` +
      "The same for every word and every number gives the output: again a row for each word, but each has something of the others in it.",
  };
}

function output({ sentence: { words, features }, attended }: SentenceShown): Exhibit {
  return {
    kind: "heat",
    title: "The output",
    matrices: [matrix("output: shares · X", words, features, attended.output)],
  };
}

function heads({ sentence: { words, features }, heads }: SentenceShown): Exhibit[] {
  if (heads.length < 2) return [];
  const names = heads.map(({ begin, end }) => features.slice(begin, end).join(", "));
  const numbers = heads.length === 2 ? "two heads" : `${heads.length} heads`;
  return [
    {
      kind: "heat",
      title: `With ${numbers}`,
      matrices: [
        ...heads.flatMap(({ attended }, h) => [
          matrix(`head ${h + 1} (${names[h]}): scores`, words, words, attended.masked),
          matrix(`head ${h + 1}: shares`, words, words, attended.weights),
        ]),
        matrix(
          "outputs beside each other",
          words,
          features,
          words.map((_, i) => heads.flatMap(({ attended }) => attended.output[i]!)),
        ),
      ],
      note:
        "One row of shares is one way of looking. So the numbers of each word are divided among heads, each does all of the above with its part, and the outputs are put " +
        "beside each other again: as wide as before, at the same cost. One head may look for who acts, another for what is spoken of. GPT-2 has 12 in each of 12 layers.",
    },
  ];
}

function crossText({ sentence: { words, features, others, from } }: SentenceShown): Exhibit {
  const [M, N, D] = [others.words.length, words.length, features.length];
  return {
    kind: "text",
    title: "When another sentence asks: cross-attention",
    text:
      (from
        ? `Let the first ${M} words ask as if they stood in another sentence. `
        : `A translator writes Hindi, “maine vah bank …”, and for each word has to look at the English ones. Its queries are made of the ${M} Hindi words, keys and values of the ${N} English ones. `) +
      `Only the shapes are new, rows × columns, and there is no mask, since all ${N} words are there already:\n\n` +
      `  Q (${M} × ${D}) · Kᵀ (${D} × ${N})  =  scores (${M} × ${N})\n` +
      `  shares (${M} × ${N}) · V (${N} × ${D})  =  output (${M} × ${D})\n\n` +
      "There is a row for each word that asks, however many are asked.",
  };
}

function crossHeat({ sentence: { words, features, others }, cross }: SentenceShown): Exhibit {
  return {
    kind: "heat",
    title: "Queries of one sentence, keys and values of another",
    matrices: [
      matrix(`queries (${others.words.length} × ${features.length})`, others.words, features, others.queries),
      matrix(`scores (${others.words.length} × ${words.length})`, others.words, words, cross.scores),
      matrix(`shares (${others.words.length} × ${words.length})`, others.words, words, cross.weights),
      matrix(`output (${others.words.length} × ${features.length})`, others.words, features, cross.output),
    ],
  };
}

const signed = (x: number) => (x < 0 ? `(${plain(x)})` : plain(x));

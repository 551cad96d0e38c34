import { ValueError } from "@cairn-ml/tensor";
import { atLeast, atMost, type Check, exactly, near } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { type Attended, attend, softmax } from "./attend.js";
import { collapse } from "./collapse.js";
import { askBatsmen, batsmen, youngster } from "./cricket.js";
import { type AttentionOptions, type AttentionResults, attention } from "./lesson.js";
import { headsOf, largest, sentenceOf } from "./sentence.js";
import { showCricket } from "./show-cricket.js";
import { showSentence } from "./show-sentence.js";

export async function run(
  options: AttentionOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<AttentionResults>> {
  const query = numbersOf("query", options.query) ?? youngster;
  const key = numbersOf("key", options.key);
  const players = key ? batsmen.map((player, i) => (i === 0 ? { ...player, key } : player)) : batsmen;
  const isMasked = options.mask === "future";
  const sentence = sentenceOf(host);
  const { X, words, features, others } = sentence;
  const cricketScale = options.scale ?? Math.sqrt(query.length);
  const scale = options.scale ?? Math.sqrt(features.length);
  const attended = attend({ queries: X, keys: X, values: X }, { scale, isMasked });
  const heads = headsOf(sentence, options.heads, options.scale, isMasked);
  const cross = attend({ queries: others.queries, keys: X, values: X }, { scale });
  const results: AttentionResults = {
    cricket: askBatsmen(players, query, cricketScale),
    softmax: { plain: softmax([5, 1, 0]), divided: softmax([5 / 4, 1 / 4, 0]) },
    collapse: collapse(options.seed),
    sentence: { words, features: X, ...plainData(attended), forF1: attended.output.at(-1)![0]! },
    heads: heads.map(({ attended: { weights, output } }) => ({ weights, output })),
    cross: { shape: [others.words.length, features.length], weights: cross.weights, output: cross.output },
  };
  const isPublished = query === youngster && !key;
  return {
    results,
    checks: checksOf(results),
    exhibits: [
      ...showCricket({ players, query, scale: cricketScale, isPublished }, results),
      ...showSentence({ sentence, scale, isMasked, attended, heads, cross }, results),
    ],
    suggestions,
  };
}

/** Four numbers that were typed. Throws: ValueError. */
function numbersOf(option: string, typed: readonly string[] | undefined): number[] | undefined {
  if (!typed) return undefined;
  const numbers = typed.map((text) => (text.trim() === "" ? Number.NaN : Number(text)));
  if (numbers.length === youngster.length && numbers.every((x) => Math.abs(x) <= largest)) return numbers;
  throw new ValueError("lesson 10", `${option} is not four numbers.`, {
    given: typed.join(",").slice(0, 60),
    expected: "four numbers with commas between, such as 0.7,0.7,0.7,0.7, none beyond a million",
  });
}

/** JSON has no −∞. */
function plainData({
  scores,
  masked,
  weights,
  output,
}: Attended): Omit<AttentionResults["sentence"], "words" | "features" | "forF1"> {
  return {
    scores,
    masked: masked.map((row) => row.map((x) => (x === Number.NEGATIVE_INFINITY ? null : x))),
    weights,
    output,
  };
}

/** Half of the last digit that was published. */
const half = 0.005;

function checksOf({ cricket, softmax, collapse, sentence, heads, cross }: AttentionResults): Check[] {
  const { weights } = (attention.published as Pick<AttentionResults, "sentence">).sentence;
  const last = sentence.weights.length - 1;
  const [first, large] = [0, collapse.length - 1];
  return [
    near("cricket.score", cricket.score, 2.38, half, "score of the youngster and Kohli"),
    near("cricket.scaled", cricket.scaled, 1.19, half, "divided by √4"),
    near("cricket.average", cricket.average, 46.8, 0.05, "the youngster's average"),
    near("cricket.byHand", cricket.byHand, 52, 0.5, "by feeling"),
    near("softmax.plain.0", softmax.plain[0]!, 0.976, half / 10, "share of 5 beside 1 and 0"),
    atMost("softmax.divided.0", softmax.divided[0]!, softmax.plain[0]!, "… divided by 4: less than before"),
    atLeast(`collapse.${large}.plain`, collapse[large]!.plain, 0.9, "largest share, 1,024 numbers, not divided"),
    atMost(`collapse.${large}.scaled`, collapse[large]!.scaled, 0.6, "… divided by the root"),
    atLeast(
      `collapse.${large}.plain`,
      collapse[large]!.plain,
      collapse[first]!.plain,
      "… grows from 1 to 1,024 numbers",
    ),
    ...weights[4]!.map((share, j) =>
      near(
        `sentence.weights.${last}.${j}`,
        sentence.weights[last]![j] ?? Number.NaN,
        share,
        half,
        `share that the last word gives to word ${j + 1}`,
      ),
    ),
    near("sentence.forF1", sentence.forF1, -0.66, half, "output of the last word, F1"),
    exactly("heads.length", heads.length, 2, "heads"),
    exactly("cross.shape.0", cross.shape[0], 3, "rows of cross-attention: words that ask"),
    exactly("cross.shape.1", cross.shape[1], 4, "… and its columns: numbers of a value"),
  ];
}

const suggestions: readonly Suggestion[] = [
  { what: "A youngster of strokes alone: who has the most say now?", command: "lesson 10 --query 0,0,3,0" },
  { what: "Divided by a tenth, that is, ten times as large: who is left?", command: "lesson 10 --scale 0.1" },
  { what: "Without a mask: what does the first word see?", command: "lesson 10 --mask none" },
  { what: "A head for each number", command: "lesson 10 --heads 4" },
  { what: "Your own sentence: a column of words, and columns of numbers", command: "lesson 10 --from FILE.csv" },
];

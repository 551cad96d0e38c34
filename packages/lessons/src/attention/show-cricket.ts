import type { Exhibit, Plot } from "../exhibit.js";
import { fixed } from "../figures.js";
import { dot } from "./attend.js";
import { features, type Player } from "./cricket.js";
import type { AttentionResults } from "./lesson.js";

export interface CricketShown {
  readonly players: readonly Player[];
  readonly query: readonly number[];
  readonly scale: number;
  /** Whether all is as it was published. */
  readonly isPublished: boolean;
}

/** The first half of the lesson: a query, five keys, five values. */
export function showCricket(shown: CricketShown, results: AttentionResults): Exhibit[] {
  return [
    keys(shown),
    score(shown, results),
    weightsOf(shown, results),
    shares(shown, results),
    softmaxText(),
    softmaxTable(results),
    growth(results),
  ];
}

function keys({ players, query, isPublished }: CricketShown): Exhibit {
  return {
    kind: "heat",
    title: "Whom is the youngster like?",
    matrices: [
      { label: "keys", rows: players.map(({ name }) => name), columns: features, values: players.map(({ key }) => key), decimals: 1 },
      { label: "values", rows: players.map(() => ""), columns: ["average"], values: players.map(({ value }) => [value]), decimals: 1 },
      { label: "query", rows: ["youngster"], columns: features, values: [query], decimals: 1 },
    ], // biome-ignore format: a matrix a line
    note:
      "A young batsman is described by four numbers. That is the query. How many runs will he make on average? Five others are described in the same " +
      "way, their keys, and of them we know the answer, their values. The further a number is from 0, the darker it stands; red is above 0, blue below. " +
      (isPublished
        ? "The query and Kohli's key are the published ones. The other four keys are ours: they were tried out until the published answer, 46.8, came out."
        : ""),
  };
}

function score({ players: [first], query, scale }: CricketShown, { cricket }: AttentionResults): Exhibit {
  const products = query.map((x, i) => `${plain(x)}·${plain(first!.key[i]!)}`).join(" + ");
  return {
    kind: "text",
    title: `How well does he fit ${first!.name}?`,
    text:
      "Multiply number by number and add up. That is the score; it is large where both have much of the same, and larger still for whoever has more of all (it is no cosine):\n\n" +
      `  ${products} = ${fixed(cricket.score, 2)}\n\n` +
      `Then divide by ${scale === 2 ? "2, the root of 4, for there are four numbers" : plain(scale)}; why, we shall see below:\n\n` +
      `  ${fixed(cricket.score, 2)} / ${plain(scale)} = ${fixed(cricket.scaled, 2)}`,
  };
}

function weightsOf({ players, query, scale }: CricketShown, { cricket }: AttentionResults): Exhibit {
  const scores = players.map(({ key }) => dot(query, key));
  const names = players.map(({ name }) => name);
  return {
    kind: "heat",
    title: "The same for all five",
    matrices: [
      { label: "scores", rows: names, columns: ["q·k"], values: scores.map((x) => [x]) },
      { label: "divided", rows: players.map(() => ""), columns: [`/ ${plain(scale)}`], values: scores.map((x) => [x / scale]) },
      { label: "shares", rows: players.map(() => ""), columns: ["softmax"], values: cricket.weights.map((x) => [x]) },
    ], // biome-ignore format: a matrix a line
    note: "The divided scores become shares that are above 0 and add up to 1; how, comes below.",
  };
}

function shares({ players }: CricketShown, { cricket }: AttentionResults): Exhibit {
  const rows = players.map(({ name, value, byHand }, i) => {
    const weight = cricket.weights[i]!;
    return [
      name,
      fixed(value, 1),
      percent(weight),
      fixed(weight * value, 1),
      percent(byHand),
      fixed(byHand * value, 1),
    ];
  });
  return {
    kind: "table",
    title: "The answer",
    head: ["player", "average", "share", "of it", "share by feeling", "of it then"],
    rows: [...rows, ["all", "", "100.0 %", fixed(cricket.average, 1), "100.0 %", fixed(cricket.byHand, 1)]],
    note:
      `Of each average the answer takes as much as the share says: ${fixed(cricket.average, 1)} runs. ` +
      `By feeling, one might have given half to Kohli and a fifth each to Tendulkar and Sharma, and have come to ${fixed(cricket.byHand, 0)}. ` +
      "Nobody is chosen and nobody is left out. So if the numbers of a key change a little, the answer changes a little: it has derivatives, and can be learned.",
  };
}

function softmaxText(): Exhibit {
  return {
    kind: "text",
    title: "From scores to shares: softmax",
    text:
      "Take e to the power of each score, so that all are above 0, and divide by their sum, so that they add up to 1. For 5, 1 and 0:\n\n" +
      "  e⁵ / (e⁵ + e¹ + e⁰) = 148.4 / (148.4 + 2.7 + 1.0) = 97.6 %\n\n" +
      "The first takes nearly everything, and the others are hardly heard. Divided by 4, the same scores are spread better:",
  };
}

function softmaxTable({ softmax }: AttentionResults): Exhibit {
  return {
    kind: "heat",
    title: "Three scores, and a fourth of them",
    matrices: [
      { label: "shares of 5, 1, 0", rows: ["in %"], columns: ["5", "1", "0"], values: [softmax.plain.map((x) => 100 * x)], decimals: 1 },
      { label: "shares of 5/4, 1/4, 0", rows: ["in %"], columns: ["1.25", "0.25", "0"], values: [softmax.divided.map((x) => 100 * x)], decimals: 1 },
    ], // biome-ignore format: a matrix a line
  };
}

function growth({ collapse }: AttentionResults): Plot {
  const last = collapse.at(-1)!;
  return {
    kind: "plot",
    title: "Why divide by the root: the largest of five shares",
    x: { label: "numbers in a vector", log: true },
    y: { label: "largest share", range: [0, 1] },
    series: [
      { name: "not divided", mark: "line", points: collapse.map(({ dimension, plain }) => [dimension, plain]) },
      { name: "divided", mark: "line", points: collapse.map(({ dimension, scaled }) => [dimension, scaled]) },
    ],
    note:
      "Queries and keys drawn by chance, fifty times for each point. A score is a sum of so many products: the more of them, the larger it gets, about as the " +
      `root of how many. With ${last.dimension} numbers one key of five takes ${percent(last.plain)} on average, and attention is a choice that cannot be learned ` +
      `any more, since a small change changes nothing. Divided by the root it stays at ${percent(last.scaled)}.`,
  };
}

const percent = (share: number) => `${fixed(100 * share, 1)} %`;

/** A number as short as it is. */
export const plain = (x: number): string => String(Number(x.toPrecision(4))).replace("-", "−");

import type { Exhibit, Plot, Series } from "../exhibit.js";
import { fixed } from "../figures.js";
import { gates, rowsOf, type Writing } from "./gates.js";
import type { OneLine } from "./one-line.js";
import { lineSteps } from "./one-line.js";

type History = readonly { readonly step: number; readonly loss?: number }[];

/** What one line can do, and what it cannot. */
export function showLines(lines: readonly OneLine[], writing: Writing, network: History): Exhibit[] {
  return [questions(writing), losses(lines, network), corners(writing), why(lines.at(-1)!)];
}

function questions({ no, yes }: Writing): Exhibit {
  const word = (answer: number) => (answer === 1 ? "yes" : "no");
  const rows = rowsOf({ no: 0, yes: 1 }).map(([first, second], i) => [
    word(first),
    word(second),
    ...Object.values(gates).map((gate) => word(gate[i]!)),
  ]);
  return {
    kind: "table",
    title: "Three questions about a first and a second answer",
    head: ["first", "second", ...Object.keys(gates)],
    rows,
    note: `AND: both? OR: at least one? XOR: just one? These four rows are all the data there is. For the model a no is ${fixed(no, 0)} and a yes ${fixed(yes, 0)}.`,
  };
}

function losses(lines: readonly OneLine[], network: History): Exhibit {
  const curve = network.flatMap(({ step, loss }) => (loss === undefined ? [] : [[step, loss] as const]));
  const told = lines.map(({ gate, correct }) => `${gate} ${correct} of 4`).join(", ");
  return {
    kind: "plot",
    title: "Learning: the log loss, step by step",
    x: { label: "step" },
    y: { label: "log loss" },
    series: [
      ...lines.map(({ gate, history }): Series => ({ name: `${gate}, one line`, mark: "line", points: history })),
      { name: "XOR, hidden units (below)", mark: "line", points: curve.filter(([step]) => step <= lineSteps) },
    ],
    note: `Rows that one line gets right: ${told}. For XOR the loss ends at ${fixed(lines.at(-1)!.loss, 3)}, and no line gets below that: −ln ½ = 0.693 is what a coin pays.`,
  };
}

/** The four corners as points, yes and no. */
export function cornersOf(gate: readonly (0 | 1)[], writing: Writing): Series[] {
  const of = (answer: 0 | 1) => rowsOf(writing).filter((_, i) => gate[i] === answer);
  return [
    { name: "yes", mark: "points", points: of(1) },
    { name: "no", mark: "points", points: of(0) },
  ];
}

/** The frame of a picture of the corners. */
export function frameOf({ no, yes }: Writing): Pick<Plot, "x" | "y"> {
  const margin = 0.4 * (yes - no);
  const range = [no - margin, yes + margin] as const;
  return { x: { label: "first", range }, y: { label: "second", range } };
}

function corners(writing: Writing): Exhibit {
  const { no, yes } = writing;
  const frame = frameOf(writing);
  const [low, high] = frame.x.range!;
  // first + second = sum, within the frame
  const line = (sum: number) => {
    const points = Array.from({ length: 101 }, (_, i) => low + ((high - low) * i) / 100).map(
      (x) => [x, sum - x] as const,
    );
    return points.filter(([, y]) => y >= low && y <= high);
  };
  return {
    kind: "plot",
    title: "XOR: the four corners, and two lines that were tried",
    ...frame,
    series: [
      ...cornersOf(gates.XOR, writing),
      { name: "line of OR", mark: "line", points: line((3 * no + yes) / 2) },
      { name: "line of AND", mark: "line", points: line((no + 3 * yes) / 2) },
    ],
    note:
      "The two yes lie across from each other, and so do the two no. Each of these lines has three corners on their right sides, and no line has " +
      "four. But two lines together would do: yes is what lies between them.",
  };
}

function why({ probabilities, correct, loss }: OneLine): Exhibit {
  return {
    kind: "text",
    title: "Why no line can",
    text: [
      "Add the scores of the two yes corners, and those of the two no corners: both sums are the same, twice the score of the middle. " +
        "So the scores of yes cannot both be above 0 while those of no are both below. The best that is left is a score of 0 " +
        'everywhere: it says "half and half" to each row, and pays −ln ½ = 0.693 for it.',
      `Our line began as that of OR, with three rows right. Now it says ${probabilities.map((p) => fixed(p, 3)).join(", ")}: ${correct} of 4 are on ` +
        `the right side of one half, by next to nothing, and the loss is ${fixed(loss, 4)}. Three is the most that any line gets.`,
    ].join("\n\n"),
  };
}

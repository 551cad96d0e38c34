import type { Exhibit } from "../exhibit.js";
import { fixed } from "../figures.js";
import { type Sum, tries, wave } from "./curve.js";

/** Sums of ReLUs along a curve: what they look like, and how the error falls. */
export function showWave(sums: readonly Sum[]): Exhibit[] {
  const drawn = sums.filter(({ k }) => k === 2 || k === 4);
  return [
    {
      kind: "plot",
      title: "A sum of k ReLUs follows a curve",
      x: { label: "input" },
      y: { label: "output" },
      series: [
        { name: "the curve", mark: "line", points: wave },
        ...drawn.map(({ k, points }) => ({ name: `${k} ReLUs`, mark: "line" as const, points })),
      ],
      note: "One input now, and a number as the answer. Between two bends the sum is a straight line: each unit adds one bend, where its score is 0.",
    },
    {
      kind: "table",
      title: "The more bends, the closer",
      head: ["k", "error", "bends at"],
      rows: sums.map(({ k, error, bends }) => [String(k), fixed(error, 3), placesOf(bends)]),
      note: `Error: the root of the mean square of what the sum is off by; the curve goes from −1 to 1. For each k the best of ${tries} random starts.`,
    },
    {
      kind: "plot",
      title: "The error against the number of ReLUs",
      x: { label: "k", log: true },
      y: { label: "error", log: true },
      series: [{ name: "error", mark: "line", points: sums.map(({ k, error }) => [k, error] as const) }],
    },
  ];
}

function placesOf(bends: readonly number[]): string {
  const shown = bends.slice(0, 6).map((x) => fixed(x, 1));
  return shown.join(", ") + (bends.length > shown.length ? ` and ${bends.length - shown.length} more` : "");
}

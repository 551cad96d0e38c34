import { type Point, plot } from "simple-ascii-chart";

export interface Curves {
  readonly training: readonly Point[];
  readonly validation: readonly Point[];
  /** Columns to fill. */
  readonly columns: number;
}

const rows = 10;

/** Draws loss over steps: training as a line, validation as points, so that it reads without colours. */
export function lossChart({ training, validation, columns }: Curves): string {
  const points = [...training, ...validation];
  const losses = points.map(([, loss]) => loss);
  const steps = points.map(([step]) => step);
  const [low, high] = [Math.min(...losses), Math.max(...losses)];
  const flat = low === high ? 0.5 : 0; // one value would have no height
  const chart = plot([[...training]], {
    title: "  loss",
    width: columns - 12,
    height: rows,
    yRange: [low - flat, high + flat],
    points: validation.map(([x, y]) => ({ x, y })),
    symbols: { point: "o" },
    customXAxisTicks: ticks(Math.min(...steps), Math.max(...steps), 6),
    customYAxisTicks: [0, 1, 2, 3].map((i) => low - flat + ((high - low + 2 * flat) * i) / 3), // on rows 9, 6, 3, 0
    formatter: (value, { axis }) => (axis === "y" ? value.toFixed(2) : Math.round(value)),
    xLabel: "step",
  });
  const lines = chart
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line !== "" && line.trim() !== "▲");
  return [...lines, "  ━ training text   o held-out text"].join("\n");
}

/** Round numbers within a range, `most` of them at most. */
export function ticks(low: number, high: number, most: number): number[] {
  const unit = sizes.find((size) => Math.floor(high / size) - Math.ceil(low / size) < most)!;
  const [first, last] = [Math.ceil(low / unit), Math.floor(high / unit)];
  return first > last ? [low] : Array.from({ length: last - first + 1 }, (_, i) => (first + i) * unit);
}

const sizes = [0.001, 0.01, 0.1, 1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8].flatMap((unit) => [
  unit,
  2 * unit,
  5 * unit,
]);

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
  const chart = plot([[...training]], {
    width: columns - 14,
    height: rows,
    yRange: [Math.min(...losses), Math.max(...losses)],
    points: validation.map(([x, y]) => ({ x, y })),
    symbols: { point: "o" },
    customXAxisTicks: ticks(Math.min(...steps), Math.max(...steps), 5),
    customYAxisTicks: ticks(Math.min(...losses), Math.max(...losses), 4),
    formatter: (value, { axis }) => (axis === "y" ? value.toFixed(2) : Math.round(value)),
    xLabel: "step",
    yLabel: "loss",
  });
  return `${chart}\n ━ training   o held-out text`;
}

/** `count` numbers from `least` to `most`, evenly spaced. */
function ticks(least: number, most: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => least + ((most - least) * i) / (count - 1));
}

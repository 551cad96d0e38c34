import type { Exhibit, Heat, Series } from "@cairn-ml/lessons";

/**
 * The numbers of all plots, a point a line: plot, series, x, y, and the label where points have any. A matrix is a series for each of
 * its rows: x is the column, the label its name. Source: RFC 4180, with line feeds alone.
 */
export function exhibitsCsv(exhibits: readonly Exhibit[]): string {
  const plots = exhibits.flatMap((exhibit): Numbers[] =>
    exhibit.kind === "plot" ? [exhibit] : exhibit.kind === "heat" ? [asPlot(exhibit)] : [],
  );
  const labelled = plots.some(({ series }) => series.some(({ labels }) => labels));
  const rows = plots.flatMap(({ title, series }) =>
    series.flatMap(({ name, points, labels }) =>
      points.map(([x, y], i) => [title, name, x, y, ...(labelled ? [labels?.[i] ?? ""] : [])]),
    ),
  );
  const head = ["plot", "series", "x", "y", ...(labelled ? ["label"] : [])];
  return [head, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

interface Numbers {
  readonly title: string;
  readonly series: readonly Omit<Series, "mark">[];
}

function asPlot({ title = "", matrices }: Heat): Numbers {
  const series = matrices.flatMap(({ label, rows, columns, values }) =>
    values.map((row, i) => ({
      name: [label, rows[i]].filter(Boolean).join(": "),
      points: row.map((value, j) => [j + 1, value] as const),
      labels: columns,
    })),
  );
  return { title, series };
}

function field(value: string | number | undefined): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

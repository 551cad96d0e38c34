import type { Exhibit } from "@cairn-ml/lessons";

/** The numbers of all plots, a point a line: plot, series, x, y, and the label where points have any. Source: RFC 4180, with line feeds alone. */
export function exhibitsCsv(exhibits: readonly Exhibit[]): string {
  const plots = exhibits.filter((exhibit) => exhibit.kind === "plot");
  const labelled = plots.some(({ series }) => series.some(({ labels }) => labels));
  const rows = plots.flatMap(({ title, series }) =>
    series.flatMap(({ name, points, labels }) =>
      points.map(([x, y], i) => [title, name, x, y, ...(labelled ? [labels?.[i] ?? ""] : [])]),
    ),
  );
  const head = ["plot", "series", "x", "y", ...(labelled ? ["label"] : [])];
  return [head, ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(value: string | number | undefined): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

import type { Exhibit } from "@cairn-ml/lessons";

/** The numbers of all plots, a point a line: plot, series, x, y. Source: RFC 4180, with line feeds alone. */
export function exhibitsCsv(exhibits: readonly Exhibit[]): string {
  const rows = exhibits.flatMap((exhibit) =>
    exhibit.kind !== "plot"
      ? []
      : exhibit.series.flatMap(({ name, points }) => points.map(([x, y]) => [exhibit.title, name, x, y])),
  );
  return [["plot", "series", "x", "y"], ...rows].map((row) => `${row.map(field).join(",")}\n`).join("");
}

function field(value: string | number | undefined): string {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

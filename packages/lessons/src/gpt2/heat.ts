import type { Exhibit } from "../exhibit.js";
import { fixed } from "../figures.js";
import type { Matrix } from "./matrix.js";

interface Heat {
  readonly title: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  readonly values: Matrix;
  readonly note: string;
}

export function heatTable({ title, rows, columns, values, note }: Heat): Exhibit {
  return {
    kind: "table",
    title,
    head: ["", ...columns],
    rows: rows.map((row, i) => [row, ...values[i]!.map((x) => fixed(100 * x, 0))]),
    note,
  };
}

import { table } from "../table.js";

/** A table within a width: columns of numbers to the right, long texts wrapped, and if need be the columns in several parts. */
export function tableText(head: readonly string[], rows: readonly (readonly string[])[], columns: number): string {
  const cells = head.map((_, i) => rows.map((row) => row[i] ?? ""));
  const isNumbers = cells.map(
    (column) => column.length > 0 && column.every(isNumber) && column.some((cell) => /\d/.test(cell)),
  );
  const natural = head.map((title, i) => Math.max(...[title, ...cells[i]!].map(lengthOf)));
  const least = head.map((title, i) => {
    const kept = isNumbers[i] ? cells[i]! : cells[i]!.flatMap(words);
    return Math.max(...[...words(title), ...kept].map(lengthOf));
  });
  const parts = split(least, columns);
  const show = (part: readonly number[]) =>
    table(
      part.map((i) => head[i]!),
      rows.map((row) => part.map((i) => row[i] ?? "")),
      {
        numbers: part.flatMap((i, at) => (isNumbers[i] ? [at] : [])),
        widths: shrink(
          part.map((i) => natural[i]!),
          part.map((i) => least[i]!),
          columns,
        ),
      },
    );
  return parts.map(show).join("\n");
}

/** A number as one writes it, a bound, or a sign that there is none. */
const isNumber = (cell: string) =>
  /^((at (least|most) )?[-−+±]?(\d[\d,]*\.?\d*|\.\d+)(e[-−+]?\d+)?( ?%)?|[-−]?∞|NaN|[-–—·]?)$/i.test(cell.trim());
const lengthOf = (cell: string) => Math.max(...cell.split("\n").map((line) => line.length));
const words = (cell: string) => cell.split(/\s+/);
/** With a border and a space on both sides of each column. */
const total = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width + 3, 1);

/** The columns in parts that fit; each part begins with the first column, so that its rows have a name. */
function split(widths: readonly number[], columns: number): number[][] {
  const parts: number[][] = [[0]];
  for (let i = 1; i < widths.length; i++) {
    const part = parts.at(-1)!;
    if (part.length > 1 && total([...part, i].map((column) => widths[column]!)) > columns) parts.push([0, i]);
    else part.push(i);
  }
  return parts;
}

/** Takes from the widest columns what is too much; undefined when nothing is. */
function shrink(natural: readonly number[], least: readonly number[], columns: number): number[] | undefined {
  if (total(natural) <= columns) return undefined;
  const widths = [...natural];
  while (total(widths) > columns) {
    const spare = widths.map((width, i) => (width > least[i]! ? width : 0));
    const widest = Math.max(...spare);
    if (widest === 0) break;
    widths[spare.indexOf(widest)]!--;
  }
  return widths;
}

import Table from "cli-table3";

export interface TableOptions {
  /** The columns that hold numbers. */
  readonly numbers?: readonly number[];
  /** Characters in each column, longer texts are wrapped; each column as wide as its longest text unless given. */
  readonly widths?: readonly number[] | undefined;
}

/** A table of plain text. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = [], widths }: TableOptions = {},
): string {
  const columns = Math.max(head.length, rows[0]?.length ?? 0);
  const colAligns = Array.from({ length: columns }, (_, i) =>
    numbers.includes(i) ? ("right" as const) : ("left" as const),
  );
  const result = new Table({
    head: [...head],
    colAligns,
    style: { head: [], border: [], compact: true },
    ...(widths && { colWidths: widths.map((width) => width + 2), wordWrap: true }),
  });
  for (const row of rows) result.push([...row]);
  return result.toString();
}

import Table from "cli-table3";

/** A table of plain text; `numbers` are the columns that hold some. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = [] }: { numbers?: readonly number[] } = {},
): string {
  const columns = rows[0]?.length ?? 0;
  const colAligns = Array.from({ length: columns }, (_, i) =>
    numbers.includes(i) ? ("right" as const) : ("left" as const),
  );
  const result = new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true } });
  for (const row of rows) result.push([...row]);
  return result.toString();
}

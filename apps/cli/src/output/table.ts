import Table from "cli-table3";

/** A table of plain text; the last column holds numbers when `numbers` says so. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  { numbers = false }: { numbers?: boolean } = {},
): string {
  const columns = rows[0]?.length ?? 0;
  const colAligns = Array.from({ length: columns }, (_, i) =>
    numbers && i === columns - 1 ? ("right" as const) : ("left" as const),
  );
  const result = new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true } });
  for (const row of rows) result.push([...row]);
  return result.toString();
}

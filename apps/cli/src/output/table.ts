import Table from "cli-table3";

/** A table of plain text; the first column reads from the left, the others are numbers unless told otherwise. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  align: "left" | "right" = "right",
): string {
  const columns = rows[0]?.length ?? 0;
  const colAligns = Array.from({ length: columns }, (_, i) => (i === 0 ? "left" : align));
  const result = new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true } });
  for (const row of rows) result.push([...row]);
  return result.toString();
}

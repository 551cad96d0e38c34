import { ValueError } from "@cairn-ml/tensor";
import { checkLength, listed, numberIn } from "./cells.js";
import { parseRows, type Row } from "./parse-rows.js";

/** Numbers by column. */
export interface NumberTable {
  readonly rows: number;
  readonly columns: Readonly<Record<string, number[]>>;
  /** Where each row begins in the file, counted from 1: for errors about what a number means. */
  readonly lines: readonly number[];
}

export interface ReadTableOptions {
  /** The file, for errors. */
  readonly name: string;
  /** Those that are needed; the header may have others, in any order. */
  readonly columns: readonly string[];
}

/**
 * Columns of numbers from a text with a header: CSV, or with tabs or semicolons in the place of commas.
 *
 * Throws: ValueError that names the line and the column.
 */
export function readTable(text: string, { name, columns }: ReadTableOptions): NumberTable {
  const [header, ...rows] = parseRows(text, name);
  if (!header) {
    throw new ValueError("readTable", `${name} is empty.`, {
      given: "no lines",
      expected: `a header, ${columns.join(",")}, and a line of numbers for each row`,
    });
  }
  const places = columns.map((column) => placeOf(column, header, name));
  if (rows.length === 0) {
    throw new ValueError("readTable", `${name} has a header and no rows.`, {
      given: listed(header.fields),
      expected: "a line of numbers for each row below the header",
    });
  }
  for (const row of rows) checkLength("readTable", row, header, name);
  const numbers = (column: string, i: number) =>
    rows.map((row) => numberIn("readTable", row, { column, place: places[i]!, name }));
  return {
    rows: rows.length,
    columns: Object.fromEntries(columns.map((column, i) => [column, numbers(column, i)])),
    lines: rows.map(({ line }) => line),
  };
}

function placeOf(column: string, { fields, line }: Row, name: string): number {
  const place = fields.indexOf(column);
  const problem =
    place < 0 ? "there is no column" : fields.lastIndexOf(column) > place ? "there are two columns" : undefined;
  if (!problem) return place;
  throw new ValueError("readTable", `${name}, line ${line}: ${problem} "${column}".`, {
    given: `the columns ${listed(fields)}`,
    expected: `one column "${column}"`,
    fix: `name the columns in the first line, "${column}" among them, written in just this way`,
  });
}

import { ValueError } from "@cairn-ml/tensor";
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
  for (const row of rows) checkLength(row, header, name);
  const numbers = (column: string, i: number) => rows.map((row) => numberIn(row, { column, place: places[i]!, name }));
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

/** As many names as can be read at a glance. */
function listed(fields: readonly string[]): string {
  const names = fields.slice(0, 10).map((field) => JSON.stringify(field.slice(0, 30)));
  return names.join(", ") + (fields.length > 10 ? ` and ${fields.length - 10} more` : "");
}

function checkLength({ fields, line }: Row, header: Row, name: string): void {
  const [given, expected] = [fields.length, header.fields.length];
  if (given === expected) return;
  throw new ValueError("readTable", `${name}, line ${line}: the row has another number of fields than the header.`, {
    given: `${given} ${given === 1 ? "field" : "fields"}: ${listed(fields)}`,
    expected: `${expected}: ${listed(header.fields)}`,
    fix: given > expected ? "put quotes round a field that has a comma in it" : "fill the missing fields",
  });
}

interface Cell {
  readonly column: string;
  readonly place: number;
  readonly name: string;
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const twoSided = /^(y|yes|n|no|t|true|f|false|m|male|female)$/i;
const notFinite = /^[+-]?(nan|inf(inity)?)$/i;

function numberIn({ fields, line }: Row, { column, place, name }: Cell): number {
  const field = fields[place]!;
  const value = Number(field);
  if (decimal.test(field) && Number.isFinite(value)) return value;
  const where = `${name}, line ${line}, column ${place + 1} ("${column}")`;
  const kind =
    field === "" ? "empty" : notFinite.test(field) || decimal.test(field) ? "not finite" : ("no number" as const);
  throw new ValueError("readTable", `${where} is ${kind}.`, {
    given: JSON.stringify(field.slice(0, 60)),
    expected: "a finite number such as 47.5 or 1e-3",
    fix: fixOf(field, kind),
  });
}

function fixOf(field: string, kind: "empty" | "not finite" | "no number"): string {
  if (kind !== "no number") return "put a number there, or leave the row out";
  if (/^[+-]?\d+,\d+$/.test(field)) return `write it with a point: ${field.replace(",", ".")}`;
  if (twoSided.test(field)) return "write such an answer as 1 or 0 in every row";
  return "write a number alone, without a unit";
}

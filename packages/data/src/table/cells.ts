import { ValueError } from "@cairn-ml/tensor";
import type { Row } from "./parse-rows.js";

/** As many names as can be read at a glance. */
export function listed(fields: readonly string[]): string {
  const names = fields.slice(0, 10).map((field) => JSON.stringify(field.slice(0, 30)));
  return names.join(", ") + (fields.length > 10 ? ` and ${fields.length - 10} more` : "");
}

/** Throws: ValueError for a row that is longer or shorter than the header. */
export function checkLength(op: string, { fields, line }: Row, header: Row, name: string): void {
  const [given, expected] = [fields.length, header.fields.length];
  if (given === expected) return;
  throw new ValueError(op, `${name}, line ${line}: the row has another number of fields than the header.`, {
    given: `${given} ${given === 1 ? "field" : "fields"}: ${listed(fields)}`,
    expected: `${expected}: ${listed(header.fields)}`,
    fix: given > expected ? "put quotes round a field that has a comma in it" : "fill the missing fields",
  });
}

export interface Cell {
  readonly column: string;
  readonly place: number;
  readonly name: string;
}

/** Whether a field is a number as it is usually written. */
export function isNumber(field: string): boolean {
  return decimal.test(field) || notFinite.test(field);
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
const twoSided = /^(y|yes|n|no|t|true|f|false|m|male|female)$/i;
const notFinite = /^[+-]?(nan|inf(inity)?)$/i;

/** Throws: ValueError for a field that is no finite number. */
export function numberIn(op: string, { fields, line }: Row, { column, place, name }: Cell): number {
  const field = fields[place]!;
  const value = Number(field);
  if (decimal.test(field) && Number.isFinite(value)) return value;
  const where = `${name}, line ${line}, column ${place + 1} ("${column}")`;
  const kind =
    field === "" ? "empty" : notFinite.test(field) || decimal.test(field) ? "not finite" : ("no number" as const);
  throw new ValueError(op, `${where} is ${kind}.`, {
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

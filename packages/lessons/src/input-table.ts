import { type NumberTable, readTable } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { Host } from "./lesson.js";

/** The reader's own table, with the line of each row; undefined when the lesson's data are to be used. */
export function inputTable({ input }: Host, columns: readonly string[]): NumberTable | undefined {
  return input?.kind === "text" ? readTable(input.text, { name: input.name, columns }) : undefined;
}

/** Throws: ValueError naming the line of the first number of a column that is neither 0 nor 1. */
export function checkZeroOrOne({ input }: Host, { columns, lines }: NumberTable, column: string): void {
  const at = columns[column]!.findIndex((value) => value !== 0 && value !== 1);
  if (at < 0) return;
  const name = input?.kind === "text" ? input.name : "the table";
  throw new ValueError("lesson", `${name}, line ${lines[at]}: "${column}" is neither 0 nor 1.`, {
    given: String(columns[column]![at]),
    expected: "0 or 1",
  });
}

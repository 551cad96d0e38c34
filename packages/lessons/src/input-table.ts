import { type NumberTable, readTable } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";
import type { Host } from "./lesson.js";

/** What the reader brought along, if anything. */
export type Brought = Pick<Host, "input">;

/** The reader's own table, with the line of each row; undefined when the lesson's data are to be used. */
export function inputTable({ input }: Brought, columns: readonly string[]): NumberTable | undefined {
  return input?.kind === "text" ? readTable(input.text, { name: input.name, columns }) : undefined;
}

interface Rule {
  /** Of the error: "lesson 3". */
  readonly op: string;
  holds(value: number): boolean;
  /** What is wrong with a number for which it does not hold: "is neither 0 nor 1". */
  readonly problem: string;
  readonly expected: string;
  readonly fix?: string;
}

/** Throws: ValueError naming the line of the first number of a column for which a rule does not hold. */
export function checkColumn(host: Brought, { columns, lines }: NumberTable, column: string, rule: Rule): void {
  const at = columns[column]!.findIndex((value) => !rule.holds(value));
  if (at < 0) return;
  const { op, problem, expected, fix } = rule;
  throw new ValueError(op, `${inputName(host)}, line ${lines[at]}, column "${column}" ${problem}.`, {
    given: String(columns[column]![at]),
    expected,
    ...(fix && { fix }),
  });
}

/** The file that the reader brought along. */
export function inputName({ input }: Brought): string {
  return input?.kind === "text" ? input.name : "the table";
}

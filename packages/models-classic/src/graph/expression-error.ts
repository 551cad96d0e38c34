import { CairnError } from "@cairn-ml/tensor";

const shownAround = 40; // characters of a long expression, on either side of the place

/** An expression that cannot be read. Its `given` shows the place with a caret below. */
export class ExpressionError extends CairnError {
  /** In code points, from 1. */
  readonly column: number;

  constructor(
    text: string,
    column: number,
    problem: string,
    { expected, fix }: { expected?: string; fix?: string } = {},
  ) {
    super("expression", `${problem}, at column ${column}.`, {
      given: pointAt(text, column),
      ...(expected !== undefined && { expected }),
      ...(fix !== undefined && { fix }),
    });
    this.column = column;
  }
}

/** The text, and on a line of its own a caret below the column; both stand where "  given:    " has its text. */
function pointAt(text: string, column: number): string {
  const letters = [...text.replace(/\s/g, " ")];
  const from = Math.max(0, column - 1 - shownAround);
  const to = Math.min(letters.length, column + shownAround);
  const before = from > 0 ? "…" : "";
  const shown = `${before}${letters.slice(from, to).join("")}${to < letters.length ? "…" : ""}`;
  return `${shown}\n${" ".repeat("  given:    ".length + before.length + column - 1 - from)}^`;
}

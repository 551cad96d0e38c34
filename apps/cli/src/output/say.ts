import { colors } from "./colors.js";
import { columnsOf, wrap } from "./text.js";

/** Writes a paragraph to standard error, where everything goes that is not the result. */
export function say(text: string): void {
  process.stderr.write(`${wrap(text, columnsOf(process.stderr))}\n`);
}

/** Writes a heading and what belongs to it to standard output. */
export function section(heading: string, body: string): void {
  process.stdout.write(`\n${colors(process.stdout).bold(heading)}\n${body.replace(/\n*$/, "\n")}`);
}

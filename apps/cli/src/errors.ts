import type { ErrorDetails } from "@cairn-ml/tensor";
import { colors } from "./output/colors.js";

/** What an error says, in the form that `--json` prints. */
export interface ErrorDocument extends ErrorDetails {
  readonly name: string;
  readonly message: string;
}

/** An error of this application, in the form that every package's errors have. */
class AppError extends Error implements ErrorDetails {
  readonly given?: string;
  readonly expected?: string;
  readonly fix?: string;

  constructor(problem: string, { given, expected, fix }: ErrorDetails = {}) {
    super(problem);
    this.name = new.target.name;
    if (given !== undefined) this.given = given;
    if (expected !== undefined) this.expected = expected;
    if (fix !== undefined) this.fix = fix;
  }
}

/** The command was used wrongly: exit code 2. */
export class UsageError extends AppError {}

/** What was given to the command can not be worked with: exit code 1. */
export class InputError extends AppError {}

/** Ctrl-C: exit code 130. */
export class Interrupted extends AppError {
  /** What `--json` prints beside the error. */
  readonly more: object;

  constructor(problem: string, details: ErrorDetails = {}, more: object = {}) {
    super(problem, details);
    this.more = more;
  }
}

/** 1, 2 for bad usage, 130 after Ctrl-C. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return 2;
  return error instanceof Interrupted ? 130 : 1;
}

/** Takes an error apart. Packages write `given:`, `expected:` and `fix:` as lines of the message; some have them as fields. */
export function explain(error: unknown): ErrorDocument {
  if (!(error instanceof Error)) return { name: "Error", message: String(error) };
  const { message, ...details } = splitMessage(error.message);
  const { given, expected, fix } = error as ErrorDetails;
  return {
    name: error.name,
    message: message.startsWith(`${error.name}: `) ? message.slice(error.name.length + 2) : message,
    ...details,
    ...(given !== undefined && { given }),
    ...(expected !== undefined && { expected }),
    ...(fix !== undefined && { fix }),
    ...(isUnexpected(error) && { fix: "run it again with --verbose to see where this happened, and report it" }),
  };
}

function splitMessage(message: string): { message: string } & ErrorDetails {
  const parts: { message: string; given?: string; expected?: string; fix?: string } = { message: "" };
  let field: keyof typeof parts = "message";
  for (const line of message.split("\n")) {
    const [, name, text] = /^ {2}(given|expected|fix): +(.*)$/.exec(line) ?? [];
    if (name) field = name as keyof typeof parts;
    parts[field] = [parts[field], name ? text : line].filter(Boolean).join("\n");
  }
  return parts;
}

/** An error that nobody wrote for a reader: a mistake of ours. */
function isUnexpected(error: Error): boolean {
  return (
    ["TypeError", "RangeError", "ReferenceError", "SyntaxError"].includes(error.name) &&
    !/\n {2}\w+: /.test(error.message)
  );
}

/** Prints an error: on standard error, or with `--json` its document on standard output. Returns the exit code. */
export function report(error: unknown, { json, verbose }: { json: boolean; verbose: boolean }): number {
  const document = explain(error);
  const more = error instanceof Interrupted ? error.more : {};
  if (json) process.stdout.write(`${JSON.stringify({ error: document, ...more })}\n`);
  else process.stderr.write(`${format(document, error instanceof Interrupted)}\n`);
  if (verbose && error instanceof Error && error.stack) process.stderr.write(`${error.stack}\n`);
  return exitCodeOf(error);
}

function format({ name, message, given, expected, fix }: ErrorDocument, calm: boolean): string {
  const { red, bold } = colors(process.stderr);
  const lines = [calm ? bold(message) : `${red(name)}: ${message}`];
  if (given !== undefined) lines.push(`  given:    ${given}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (fix !== undefined) lines.push(calm ? `  ${fix}` : `  fix:      ${fix}`);
  return lines.join("\n");
}

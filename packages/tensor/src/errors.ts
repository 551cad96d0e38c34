/** What an error says beside its first line: what was given, what was expected, how to mend it. */
export interface ErrorDetails {
  readonly given?: string;
  readonly expected?: string;
  readonly fix?: string;
}

/** The text of an error: the op and what is wrong, then a line for each detail. */
export function errorText(op: string, problem: string, { given, expected, fix }: ErrorDetails = {}): string {
  const lines = [`${op}: ${problem}`];
  if (given !== undefined) lines.push(`  given:    ${given}`);
  if (expected !== undefined) lines.push(`  expected: ${expected}`);
  if (fix !== undefined) lines.push(`  fix:      ${fix}`);
  return lines.join("\n");
}

/** An error that names the op, then what was given, what was expected and how to mend it. */
export class CairnError extends Error {
  readonly given: string | undefined;
  readonly expected: string | undefined;
  readonly fix: string | undefined;

  constructor(op: string, problem: string, details: ErrorDetails = {}) {
    super(errorText(op, problem, details));
    this.name = this.constructor.name;
    this.given = details.given;
    this.expected = details.expected;
    this.fix = details.fix;
  }
}

export class ShapeError extends CairnError {}
export class DTypeError extends CairnError {}
export class DeviceError extends CairnError {}
export class GradientError extends CairnError {}
export class MemoryError extends CairnError {}
export class ValueError extends CairnError {}
/** A step does what a captured program cannot do again. */
export class CaptureError extends CairnError {}

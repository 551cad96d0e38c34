/** What was given, what was expected, and how to mend it. */
export interface ErrorDetails {
  readonly given: string;
  readonly expected: string;
  readonly fix: string;
}

/** What went wrong in the engine, in the form that every package's errors have. */
export class EngineError extends Error {
  constructor(op: string, problem: string, details: ErrorDetails, name = "EngineError") {
    const { given, expected, fix } = details;
    super(`${op}: ${problem}\n  given:    ${given}\n  expected: ${expected}\n  fix:      ${fix}`);
    this.name = name;
  }
}

/** The engine's memory cannot grow any further. */
export class OutOfMemoryError extends EngineError {
  constructor(asked: number, held: number, limit: number) {
    const details = {
      given: `${asked} bytes asked, ${held} bytes held by live blocks`,
      expected: `a block that fits in the limit of ${limit} bytes`,
      fix: "free what is not needed (memoryScope() frees what a step made), or use smaller batches",
    };
    super("allocate", `out of memory for ${asked} bytes.`, details, "OutOfMemoryError");
  }
}

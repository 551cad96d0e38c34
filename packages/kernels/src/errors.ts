/** What went wrong in the engine, in the form that every package's errors have. */
export class EngineError extends Error {
  constructor(op: string, problem: string, details: { given: string; expected: string; fix: string }) {
    const { given, expected, fix } = details;
    super(`EngineError: ${op}: ${problem}\n  given:    ${given}\n  expected: ${expected}\n  fix:      ${fix}`);
    this.name = "EngineError";
  }
}

/** The engine's memory cannot grow any further. */
export class OutOfMemoryError extends EngineError {
  constructor(asked: number, held: number, limit: number) {
    super("allocate", `out of memory for ${asked} bytes.`, {
      given: `${asked} bytes asked, ${held} bytes held by live blocks`,
      expected: `a block that fits in the limit of ${limit} bytes`,
      fix: "free what is not needed (memoryScope() frees what a step made), or use smaller batches",
    });
    this.name = "OutOfMemoryError";
  }
}

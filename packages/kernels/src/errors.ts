import type { MemoryUse } from "./allocator.js";
import { formatBytes } from "./format-bytes.js";

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
  constructor(asked: number, { used, blocks, reserved }: MemoryUse, limit: number) {
    const refused = reserved + asked <= limit ? "; the system gives no more than is reserved" : "";
    const count = blocks === 1 ? "1 block" : `${blocks} blocks`;
    const details = {
      given: `${formatBytes(asked)} asked, ${formatBytes(used)} held in ${count}, ${formatBytes(reserved)} reserved`,
      expected: `a free block of that size in ${formatBytes(limit)} at most${refused}`,
      fix: "open a memoryScope() in each step, use smaller batches, or find what stays alive by checkLeaks()",
    };
    super("allocate", `out of memory for ${formatBytes(asked)}.`, details, "OutOfMemoryError");
  }
}

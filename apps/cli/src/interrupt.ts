import type { Interrupted } from "./errors.js";

/** npm and a terminal may send one Ctrl-C twice; a signal this soon after the first is the same one. Milliseconds. */
const SAME = 400;

/**
 * Ctrl-C, or a request to end: before `arm` it ends the program at once, for nothing is lost; after it the first one asks to
 * stop, and a second one ends the program.
 */
export class Interrupts implements Disposable {
  readonly #controller = new AbortController();
  readonly #handler = () => this.#interrupt();
  #onFirst: (() => void) | undefined;
  #first = 0;

  constructor() {
    process.on("SIGINT", this.#handler).on("SIGTERM", this.#handler);
  }

  /** From now on the first signal calls `onFirst` and aborts `signal`. */
  arm(onFirst: () => void): void {
    this.#onFirst = onFirst;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Lets signals be served, and throws when one came. */
  async check(error: () => Interrupted): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    if (this.signal.aborted) throw error();
  }

  [Symbol.dispose](): void {
    process.off("SIGINT", this.#handler).off("SIGTERM", this.#handler);
  }

  #interrupt(): void {
    if (!this.#onFirst) process.exit(130);
    if (!this.signal.aborted) {
      this.#first = performance.now();
      this.#controller.abort();
      this.#onFirst();
    } else if (performance.now() - this.#first > SAME) {
      process.exit(130);
    }
  }
}

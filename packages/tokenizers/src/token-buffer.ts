/** An Int32Array that grows. */
export class TokenBuffer {
  #tokens: Int32Array;
  #length = 0;

  constructor(expected: number) {
    this.#tokens = new Int32Array(Math.max(16, expected));
  }

  push(tokens: Int32Array): void {
    if (this.#length + tokens.length > this.#tokens.length) {
      const grown = new Int32Array(2 * this.#tokens.length + tokens.length);
      grown.set(this.#tokens.subarray(0, this.#length));
      this.#tokens = grown;
    }
    for (let i = 0; i < tokens.length; i++) this.#tokens[this.#length++] = tokens[i]!;
  }

  /** A copy of what was pushed, no longer than it. */
  take(): Int32Array {
    return this.#tokens.slice(0, this.#length);
  }
}

import { fromData, type Rng, type Tensor, ValueError } from "@cairn-ml/tensor";

/** Rows of tokens, and for each the token that follows. */
export interface TokenBatch {
  readonly tokens: Tensor; // (B, T) int32
  readonly targets: Tensor; // (B, T) int32
}

export interface TokenWindowsOptions {
  /** T: tokens in a row. */
  readonly contextLength: number;
  /** B: rows in a batch. */
  readonly batchSize: number;
}

/** Windows into a text of tokens: random ones to train on, all of the validation part to measure with. */
export class TokenWindows {
  readonly #train: Int32Array;
  readonly #validation: Int32Array;
  readonly #contextLength: number;
  readonly #batchSize: number;

  /** Throws: ValueError when a part is shorter than one window and the token after it, or a size is none. */
  constructor(train: Int32Array, validation: Int32Array, { contextLength, batchSize }: TokenWindowsOptions) {
    for (const [name, size] of Object.entries({ contextLength, batchSize })) {
      if (!Number.isSafeInteger(size) || size < 1) {
        throw new ValueError("TokenWindows", `${name} is not a positive integer.`, {
          given: String(size),
          expected: "1 or more",
        });
      }
    }
    for (const [name, part] of [
      ["training", train],
      ["validation", validation],
    ] as const) {
      if (part.length <= contextLength) {
        throw new ValueError("TokenWindows", `the ${name} part is too short.`, {
          given: `${part.length} tokens`,
          expected: `more than the context length, ${contextLength}`,
          fix: "give a longer text, or a shorter context",
        });
      }
    }
    this.#train = train;
    this.#validation = validation;
    this.#contextLength = contextLength;
    this.#batchSize = batchSize;
  }

  /** A batch of random windows of the training part. */
  batch(rng: Rng): TokenBatch {
    const starts = Array.from({ length: this.#batchSize }, () => rng.integer(this.#train.length - this.#contextLength));
    return this.#gather(this.#train, starts);
  }

  /**
   * Full windows of the validation part one after the other, without overlap; `limit` of them at most. A batch has as many
   * as one to train on, so that it fits into memory where that does.
   */
  *validation(limit: number = Number.POSITIVE_INFINITY): Generator<TokenBatch> {
    const T = this.#contextLength;
    const count = Math.min(limit, Math.floor((this.#validation.length - 1) / T));
    for (let first = 0; first < count; first += this.#batchSize) {
      const starts = Array.from({ length: Math.min(this.#batchSize, count - first) }, (_, i) => (first + i) * T);
      yield this.#gather(this.#validation, starts);
    }
  }

  #gather(text: Int32Array, starts: readonly number[]): TokenBatch {
    const T = this.#contextLength;
    const tokens = new Int32Array(starts.length * T);
    const targets = new Int32Array(starts.length * T);
    starts.forEach((start, row) => {
      tokens.set(text.subarray(start, start + T), row * T);
      targets.set(text.subarray(start + 1, start + T + 1), row * T);
    });
    const shape = [starts.length, T];
    return {
      tokens: fromData(tokens, shape, { dtype: "int32" }),
      targets: fromData(targets, shape, { dtype: "int32" }),
    };
  }
}

import { fromData, type Rng, type Tensor, ValueError } from "@cairn-ml/tensor";

/** Rows of tokens, and for each the token that follows. */
export interface TokenBatch {
  readonly tokens: Tensor; // (B, T) int32
  readonly targets: Tensor; // (B, T) int32
}

/** Tokens that can be read anywhere: an Int32Array, or a file. */
export interface TokenSequence {
  readonly length: number;
  /** Tokens [begin, end). */
  subarray(begin: number, end: number): ArrayLike<number>;
  /** Reads ahead what a `subarray` of the same bounds will be asked for. */
  prefetch?(begin: number, end: number): Promise<void>;
}

export interface TokenWindowsOptions {
  /** T: tokens in a row. */
  readonly contextLength: number;
  /** B: rows in a batch. */
  readonly batchSize: number;
}

/** Windows into a text of tokens: random ones to train on, all of the validation part to measure with. */
export class TokenWindows {
  readonly #train: TokenSequence;
  readonly #validation: TokenSequence;
  readonly #contextLength: number;
  readonly #batchSize: number;

  /** Throws: ValueError when a part is shorter than one window and the token after it, or a size is none. */
  constructor(train: TokenSequence, validation: TokenSequence, { contextLength, batchSize }: TokenWindowsOptions) {
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
    return this.#gather(this.#train, this.#draw(rng));
  }

  /** Reads ahead what `batch` will take with a stream of the same numbers, where the tokens are in a file. */
  async prepare(rng: Rng): Promise<void> {
    const train = this.#train;
    const starts = this.#draw(rng);
    await Promise.all(starts.map((start) => train.prefetch?.(start, start + this.#contextLength + 1)));
  }

  #draw(rng: Rng): number[] {
    return Array.from({ length: this.#batchSize }, () => rng.integer(this.#train.length - this.#contextLength));
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

  #gather(text: TokenSequence, starts: readonly number[]): TokenBatch {
    const T = this.#contextLength;
    const tokens = new Int32Array(starts.length * T);
    const targets = new Int32Array(starts.length * T);
    starts.forEach((start, row) => {
      const window = text.subarray(start, start + T + 1);
      for (let t = 0; t < T; t++) {
        tokens[row * T + t] = window[t]!;
        targets[row * T + t] = window[t + 1]!;
      }
    });
    const shape = [starts.length, T];
    return {
      tokens: fromData(tokens, shape, { dtype: "int32" }),
      targets: fromData(targets, shape, { dtype: "int32" }),
    };
  }
}

import { fromData, type Rng, type Tensor, ValueError } from "@cairn-ml/tensor";

/** Contexts, and the character that comes after each. */
export interface CharBatch {
  readonly tokens: Tensor; // (B, T) int32
  readonly targets: Tensor; // (B) int32
}

export interface NextCharactersOptions {
  /** T: characters that the next one is guessed from. */
  readonly contextLength: number;
  /** "." and then the letters that there are; a word ends with ".", and before its first letter are so many of it. */
  readonly symbols: readonly string[];
  /** Rows of a training batch; 32 unless given. */
  readonly batchSize?: number;
}

/** Every place in some words as an example: what stands before it, and what stands there. A batch is drawn with replacement. */
export class NextCharacters {
  readonly contextLength: number;
  readonly examples: number;
  readonly #batchSize: number;
  readonly #contexts: Int32Array; // (N, T)
  readonly #targets: Int32Array; // (N)
  readonly #validation: NextCharacters | undefined;

  /**
   * `validation` is what `fit` evaluates with.
   *
   * Throws: ValueError for a letter that is no symbol, and where there is no word.
   */
  constructor(words: readonly string[], options: NextCharactersOptions, validation?: NextCharacters) {
    const { contextLength: T, symbols, batchSize = 32 } = options;
    const numbers = new Map(symbols.map((symbol, i) => [symbol, i]));
    const spelt = words.map((word) => Array.from(word, (letter) => numberOf(letter, word, numbers)));
    const count = spelt.reduce((sum, letters) => sum + letters.length + 1, 0);
    if (words.length === 0) throw new ValueError("NextCharacters", "there are no words.");
    this.contextLength = T;
    this.examples = count;
    this.#batchSize = batchSize;
    this.#validation = validation;
    this.#contexts = new Int32Array(count * T); // 0 is the mark
    this.#targets = new Int32Array(count);
    let at = 0;
    for (const letters of spelt) {
      for (let i = 0; i <= letters.length; i++, at++) {
        this.#targets[at] = letters[i] ?? 0;
        for (let t = 0; t < T; t++) this.#contexts[at * T + t] = letters[i - T + t] ?? 0;
      }
    }
  }

  batch(rng: Rng): CharBatch {
    const [B, N] = [this.#batchSize, this.examples];
    const draws = rng.uniforms(B);
    return this.#take(B, (i) => Math.floor(draws[i]! * N));
  }

  *validation(limit: number = Number.POSITIVE_INFINITY): Generator<CharBatch> {
    yield* this.#validation?.all(limit) ?? [];
  }

  /** All examples in their order, in batches. */
  *all(limit: number = Number.POSITIVE_INFINITY): Generator<CharBatch> {
    const end = Math.min(this.examples, limit);
    for (let first = 0; first < end; first += 4096) {
      yield this.#take(Math.min(4096, end - first), (i) => first + i);
    }
  }

  count({ targets }: CharBatch): number {
    return targets.shape[0]!;
  }

  #take(B: number, rowOf: (i: number) => number): CharBatch {
    const T = this.contextLength;
    const tokens = new Int32Array(B * T);
    const targets = new Int32Array(B);
    for (let i = 0; i < B; i++) {
      const row = rowOf(i);
      targets[i] = this.#targets[row]!;
      for (let t = 0; t < T; t++) tokens[i * T + t] = this.#contexts[row * T + t]!;
    }
    return {
      tokens: fromData(tokens, [B, T], { dtype: "int32" }),
      targets: fromData(targets, [B], { dtype: "int32" }),
    };
  }
}

function numberOf(letter: string, word: string, numbers: ReadonlyMap<string, number>): number {
  const number = numbers.get(letter);
  if (number) return number;
  throw new ValueError("NextCharacters", `${JSON.stringify(letter)} is no symbol.`, {
    given: JSON.stringify(word.slice(0, 60)),
    expected: `letters of ${[...numbers.keys()].slice(1).join("")}`,
  });
}

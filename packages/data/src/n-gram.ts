import { errorText } from "@cairn-ml/tensor";
import { log2 } from "./log2.js";
import { GramTable } from "./n-gram/gram-table.js";
import { Level } from "./n-gram/level.js";

/** The longest n-gram; more bytes hardly help, and each order costs a table as large as the text has n-grams. */
const MAX_ORDER = 16;

/** What the shortest order falls back on: every byte is as likely as any other. */
const UNIFORM = 1 / 256;

/**
 * A language model that counts: what follows the last n - 1 bytes, smoothed with what follows fewer of them. It is the
 * baseline that a neural model has to beat.
 *
 * Interpolated Kneser-Ney smoothing: the longest order counts how often an n-gram was seen, the shorter ones in how many
 * different contexts it was, with one discount for each order.
 *
 * Source: Chen & Goodman 1999, "An empirical study of smoothing techniques for language modeling", section 3.
 */
export class NGram {
  readonly order: number;
  readonly #levels: readonly Level[]; // [n - 1] predicts from n - 1 bytes

  private constructor(levels: readonly Level[]) {
    this.order = levels.length;
    this.#levels = levels;
  }

  /**
   * Counts the n-grams of `bytes`, of lengths 1 to `order`.
   *
   * Throws: RangeError when the order is not a whole number from 1 to 16.
   */
  static train(bytes: Uint8Array, order: number): NGram {
    if (!(Number.isInteger(order) && order >= 1 && order <= MAX_ORDER)) {
      throw new RangeError(
        errorText("NGram.train", "the order is out of range.", {
          given: `order ${order}`,
          expected: `a whole number from 1 to ${MAX_ORDER}`,
          fix: "pass 5 for a strong baseline on text",
        }),
      );
    }
    const levels: Level[] = [];
    let shorter: CountedGrams = { grams: new GramTable(), counts: EMPTY, endingAt: new Int32Array(bytes.length) };
    for (let n = 1; n <= order; n++) {
      const { counted, continuations } = countGrams(bytes, n, shorter);
      if (n > 1) levels.push(new Level(shorter.grams, levels.at(-1)?.grams.size ?? 1, continuations));
      shorter = counted;
    }
    levels.push(new Level(shorter.grams, levels.at(-1)?.grams.size ?? 1, shorter.counts));
    return new NGram(levels);
  }

  /** The probability of each next byte after `context`, of which the last order - 1 bytes matter. Shapes: (N) -> (256) */
  distribution(context: Uint8Array): Float64Array<ArrayBuffer> {
    const reader = new ContextReader(this.#levels);
    for (const byte of context.subarray(Math.max(0, context.length - this.order + 1))) reader.advance(byte);
    return Float64Array.from({ length: 256 }, (_, byte) => reader.probability(byte));
  }

  /**
   * The average information of a byte of `bytes`, each predicted from those before it: -1/N Σ log₂ P(bᵢ | b₀ … bᵢ₋₁). At
   * the start the context is empty; from then on it runs through.
   *
   * The probabilities are multiplied and the logarithm is taken once, of mantissa and exponent: as exact, faster, and the
   * same on every JavaScript engine. Units: bits.
   *
   * Throws: RangeError when there are no bytes.
   */
  bitsPerByte(bytes: Uint8Array): number {
    if (bytes.length === 0) {
      const fix = "pass the held-out part of a text";
      throw new RangeError(
        errorText("NGram.bitsPerByte", "there is nothing to measure.", {
          given: "0 bytes",
          expected: "at least 1",
          fix,
        }),
      );
    }
    const reader = new ContextReader(this.#levels);
    let product = 1;
    let rescaled = 0;
    for (const byte of bytes) {
      product *= reader.advance(byte);
      if (product * LARGE < 1) {
        product *= LARGE; // a power of two, so exact
        rescaled++;
      }
    }
    return (rescaled * LARGE_BITS - log2(product)) / bytes.length;
  }
}

/** 2²⁵⁶: what falls below its inverse is still so far from the smallest float64 that one more factor cannot underflow. */
const LARGE_BITS = 256;
const LARGE = Number(1n << 256n);

const EMPTY = new Int32Array(0);

/** The n-grams of one length. */
interface CountedGrams {
  readonly grams: GramTable;
  readonly counts: Int32Array; // (grams), how often each was seen
  readonly endingAt: Int32Array; // (bytes), the number of the n-gram whose last byte is this one
}

/** Counts the n-grams, and of each (n-1)-gram how many different bytes precede it: its continuation count. */
function countGrams(
  bytes: Uint8Array,
  n: number,
  shorter: CountedGrams,
): { counted: CountedGrams; continuations: Int32Array } {
  const grams = new GramTable();
  const counts = new Int32Array(bytes.length);
  const endingAt = new Int32Array(bytes.length);
  const continuations = new Int32Array(shorter.grams.size);
  for (let i = n - 1; i < bytes.length; i++) {
    const context = n === 1 ? 0 : shorter.endingAt[i - 1]!; // the empty context is number 0
    const gram = grams.findOrAdd(context, bytes[i]!);
    if (counts[gram] === 0 && n > 1) continuations[shorter.endingAt[i]!]! += 1;
    counts[gram]! += 1;
    endingAt[i] = gram;
  }
  return { counted: { grams, counts: counts.slice(0, grams.size), endingAt }, continuations };
}

/** Goes along a text and knows, for every order, the number of the context that ends where it stands. */
class ContextReader {
  readonly #levels: readonly Level[];
  readonly #contexts: Int32Array; // (order), [k] is a k-gram; -1 when it was never seen
  readonly #found: Int32Array; // (order), the n-grams that the last asked byte would make

  constructor(levels: readonly Level[]) {
    this.#levels = levels;
    this.#contexts = new Int32Array(levels.length).fill(-1);
    this.#contexts[0] = 0; // the empty context is everywhere
    this.#found = new Int32Array(levels.length);
  }

  /** The probability that `byte` comes next. */
  probability(byte: number): number {
    let probability = UNIFORM;
    for (let k = 0; k < this.#levels.length; k++) {
      const level = this.#levels[k]!;
      const context = this.#contexts[k]!;
      const gram = level.grams.find(context, byte);
      this.#found[k] = gram;
      probability = level.probability(context, gram, probability);
    }
    return probability;
  }

  /** Goes past `byte`, and gives the probability that it had. */
  advance(byte: number): number {
    const probability = this.probability(byte);
    this.#contexts.set(this.#found.subarray(0, this.#found.length - 1), 1);
    return probability;
  }
}

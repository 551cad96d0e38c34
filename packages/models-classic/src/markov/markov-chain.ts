import { math, type Rng, ValueError } from "@cairn-ml/tensor";
import { Alphabet, lettersOf, mark } from "./alphabet.js";
import { checkConfig, countsOf, type MarkovChainConfig } from "./chain-config.js";
import { contextBefore, TransitionCounts } from "./transition-counts.js";

export interface MarkovChainOptions {
  /** How many symbols the next one depends on; 1 unless given. */
  readonly order?: number;
  /** Added to every count, so that nothing is impossible; 0 unless given. */
  readonly smoothing?: number;
  /** Letters that exist even if no sequence of `fit` has them. */
  readonly alphabet?: string;
}

/** How well a chain foretells sequences. */
export interface Evaluation {
  /** The mean of -ln p over all symbols, end marks included; infinite when one of them has probability 0. */
  readonly negativeLogLikelihood: number;
  /** How many symbols there are, end marks included. */
  readonly symbols: number;
  /** What has probability 0, in the order in which it comes. */
  readonly impossible: readonly { readonly context: string; readonly symbol: string; readonly times: number }[];
}

/**
 * A model that counts: how often each letter follows each other one, or each `order` others. A sequence begins and ends with
 * the mark ".", which is `symbols[0]`; the other symbols are the code points of the sequences, sorted, and a point in
 * the sequences themselves is the symbol `\.`. With `smoothing` s, p(letter | context) = (count + s) / (all + s · symbols).
 *
 * Source: Markov 1913, "An example of statistical investigation of the text Eugene Onegin"; Shannon 1948, section 3.
 */
export class MarkovChain {
  readonly options: Required<MarkovChainOptions>;
  #alphabet: Alphabet | undefined;
  #counts: TransitionCounts | undefined;

  constructor({ order = 1, smoothing = 0, alphabet = "" }: MarkovChainOptions = {}) {
    if (!Number.isSafeInteger(order) || order < 1) {
      refuse(
        "the order is not a whole number of 1 or more.",
        String(order),
        "1: the next letter depends on one letter",
      );
    }
    if (!(smoothing >= 0 && Number.isFinite(smoothing))) {
      refuse("smoothing is not a number of 0 or more.", String(smoothing), "0, or 1 to make nothing impossible");
    }
    this.options = { order, smoothing, alphabet };
  }

  /** Counts. Throws: ValueError when there is no sequence. */
  fit(sequences: Iterable<string>): this {
    const all = [...sequences];
    if (all.length === 0) throw new ValueError("MarkovChain.fit", "there is no sequence to count in.");
    const letters = new Set(lettersOf(this.options.alphabet));
    for (const sequence of all) for (const letter of lettersOf(sequence)) letters.add(letter);
    const alphabet = new Alphabet(letters);
    const counts = new TransitionCounts(this.options.order, alphabet.size);
    for (const sequence of all) counts.count(alphabet.indices(sequence));
    [this.#alphabet, this.#counts] = [alphabet, counts];
    return this;
  }

  /** The mark, then the letters. */
  get symbols(): readonly string[] {
    return this.#fitted("symbols").alphabet.symbols;
  }

  /** `counts[i][j]`: how often symbol j followed symbol i, without smoothing. Throws: ValueError unless the order is 1. */
  get counts(): number[][] {
    return this.#table("counts", (context) => this.#row(context, 0).weights);
  }

  /** `probabilities[i][j]` = p(j | i); a row that was never seen is zeros. Throws: ValueError unless the order is 1. */
  get probabilities(): number[][] {
    return this.#table("probabilities", (context) => {
      const { weights, total } = this.#row(context, this.options.smoothing);
      return total === 0 ? weights : weights.map((weight) => weight / total);
    });
  }

  get contextsSeen(): number {
    return this.#fitted("contextsSeen").counts.size;
  }

  /** How many contexts there are: 0 to `order` letters, with marks in front where there are fewer. */
  get contextsPossible(): number {
    const letters = this.#fitted("contextsPossible").alphabet.size - 1;
    let [sum, power] = [1, 1];
    for (let length = 1; length <= this.options.order; length++) {
      power *= letters;
      sum += power;
    }
    return sum;
  }

  /** The likeliest symbol after a context, the first of those that are equally likely. See `predictProbabilities`. */
  predict(context: string): string {
    const probabilities = this.predictProbabilities(context);
    return this.symbols[probabilities.indexOf(Math.max(...probabilities))]!;
  }

  /**
   * The probability of each symbol after what a sequence began with; "" or "." is the start. The last `order` letters count.
   *
   * Throws: ValueError for a letter that the chain does not know; for a context that it never saw, without smoothing.
   */
  predictProbabilities(context: string): number[] {
    const { alphabet } = this.#fitted("predictProbabilities");
    const text = context === mark && !alphabet.has(mark) ? "" : context;
    const unknown = lettersOf(text).find((letter) => !alphabet.has(letter));
    if (unknown !== undefined) {
      throw new ValueError("MarkovChain.predictProbabilities", `${JSON.stringify(unknown)} is not in the alphabet.`, {
        given: JSON.stringify(context),
        expected: `letters of ${alphabet.symbols.slice(1).join(" ")}`,
      });
    }
    const { order, smoothing } = this.options;
    const indices = alphabet.indices(text);
    const { weights, total } = this.#row(contextBefore(indices, indices.length, order), smoothing);
    if (total > 0) return weights.map((weight) => weight / total);
    throw new ValueError("MarkovChain.predictProbabilities", "this context was never seen.", {
      given: JSON.stringify(context),
      expected: "a context of the sequences of fit",
      fix: "smoothing: 1 makes every symbol possible after it, or take a lower order",
    });
  }

  /**
   * Draws `n` new sequences, letter by letter: a multinomial draw from the row of what was drawn before, until the mark.
   * One that reaches `maxLength` letters is cut off there: exactly those have this length.
   */
  sample(rng: Rng, n: number, { maxLength = 1000 }: { maxLength?: number } = {}): string[] {
    const { alphabet } = this.#fitted("sample");
    const { order, smoothing } = this.options;
    return Array.from({ length: n }, () => {
      const drawn: number[] = [];
      while (drawn.length < maxLength) {
        const { weights, total } = this.#row(contextBefore(drawn, drawn.length, order), smoothing);
        const symbol = draw(rng, weights, total);
        if (symbol === 0) break;
        drawn.push(symbol);
      }
      return alphabet.text(drawn);
    });
  }

  /**
   * The mean of -ln p over the symbols of sequences, end marks included, in nats; its exponential is the perplexity. Infinite
   * when something has probability 0: `evaluate` says what, and `smoothing` is the remedy.
   */
  negativeLogLikelihood(sequences: Iterable<string>): number {
    return this.evaluate(sequences).negativeLogLikelihood;
  }

  /** Throws: ValueError when there is no sequence. */
  evaluate(sequences: Iterable<string>): Evaluation {
    const { alphabet, counts } = this.#fitted("evaluate");
    const { order, smoothing } = this.options;
    const impossible = new Map<string, { context: string; symbol: string; times: number }>();
    let [nats, symbols] = [0, 0];
    for (const sequence of sequences) {
      const indices = alphabet.indices(sequence);
      symbols += indices.length + 1;
      counts.visit(indices, (row, symbol, place) => {
        const weight = symbol < 0 ? 0 : (row?.counts.get(symbol) ?? 0) + smoothing;
        const total = (row?.total ?? 0) + smoothing * alphabet.size;
        if (weight > 0) nats -= math.log(weight / total);
        else {
          const context = alphabet.label(contextBefore(indices, place, order));
          const name = symbol < 0 ? lettersOf(sequence)[place]! : alphabet.symbols[symbol]!;
          const key = JSON.stringify([context, name]);
          impossible.set(key, { context, symbol: name, times: (impossible.get(key)?.times ?? 0) + 1 });
        }
      });
    }
    if (symbols === 0) throw new ValueError("MarkovChain.evaluate", "there is no sequence to foretell.");
    const negativeLogLikelihood = impossible.size > 0 ? Number.POSITIVE_INFINITY : nats / symbols;
    return { negativeLogLikelihood, symbols, impossible: [...impossible.values()] };
  }

  /** Plain data that `fromConfig` rebuilds the chain from. */
  get config(): MarkovChainConfig {
    const { alphabet, counts } = this.#fitted("config");
    const { symbols } = alphabet;
    const rows = [...counts.entries()].map(([context, row]) => {
      const following = [...row.counts].sort(([a], [b]) => a - b);
      return [alphabet.label(context), Object.fromEntries(following.map(([i, n]) => [symbols[i]!, n]))] as const;
    });
    return { model: "MarkovChain", options: this.options, symbols, counts: rows };
  }

  /** Throws: ValueError when this is not the config of a chain. */
  static fromConfig(config: object): MarkovChain {
    const { options, symbols, counts } = checkConfig(config);
    const chain = new MarkovChain(options);
    chain.#alphabet = Alphabet.fromSymbols(symbols);
    chain.#counts = countsOf(counts, chain.#alphabet, chain.options.order);
    return chain;
  }

  /** Writes a folder that `loadModel` reads. Node only. Throws: FileError. */
  async save(dir: string): Promise<void> {
    const { config } = this;
    const { saveModel } = await import("@cairn-ml/train/node");
    await saveModel(dir, { config, weights: new Map() });
  }

  #fitted(what: string): { alphabet: Alphabet; counts: TransitionCounts } {
    if (this.#alphabet && this.#counts) return { alphabet: this.#alphabet, counts: this.#counts };
    throw new ValueError(`MarkovChain.${what}`, "nothing was counted yet.", { fix: "call fit(sequences) first" });
  }

  /** What may follow a context, by symbol, and the sum. */
  #row(context: readonly number[], smoothing: number): { weights: number[]; total: number } {
    const { alphabet, counts } = this.#fitted("row");
    const weights: number[] = new Array(alphabet.size).fill(smoothing);
    const row = counts.after(context);
    for (const [symbol, times] of row?.counts ?? []) weights[symbol]! += times;
    return { weights, total: (row?.total ?? 0) + smoothing * alphabet.size };
  }

  #table(what: string, row: (context: readonly number[]) => number[]): number[][] {
    const { alphabet } = this.#fitted(what);
    if (this.options.order === 1) return alphabet.symbols.map((_, i) => row([i]));
    throw new ValueError(`MarkovChain.${what}`, "there is a table for one letter of context only.", {
      given: `order ${this.options.order}`,
      expected: "order 1",
      fix: "predictProbabilities(context) is a row for any order",
    });
  }
}

/** A symbol with a probability in proportion to its weight. */
function draw(rng: Rng, weights: readonly number[], total: number): number {
  let left = rng.uniform() * total;
  let last = 0;
  for (const [i, weight] of weights.entries()) {
    if (weight === 0) continue;
    if (left < weight) return i;
    left -= weight;
    last = i; // rounding may leave a little at the end
  }
  return last;
}

function refuse(problem: string, given: string, expected: string): never {
  throw new ValueError("MarkovChain", problem, { given, expected });
}

import { fromData, type Rng, type Tensor, ValueError } from "@cairn-ml/tensor";

/** A text, and what it is to be turned into. */
export interface TextPair {
  readonly source: string;
  readonly target: string;
}

export interface PairBatch {
  readonly source: Tensor; // (B, S) int32, padded at the end
  /** Begins with `begin`: what the decoder has written so far. */
  readonly target: Tensor; // (B, T) int32
  /** Ends with `end`: what it is to write next. */
  readonly next: Tensor; // (B, T) int32
}

/** Tokens that stand for no character, in sources and targets alike. */
export const pairTokens = { padding: 0, begin: 1, end: 2 } as const;

const first = 3; // the token of the first character

export interface TextPairsOptions {
  /** Pairs to measure with. */
  readonly heldOut?: readonly TextPair[];
  /** Pairs in a step, drawn with replacement; 32 unless given. */
  readonly batchSize?: number;
}

/** Pairs of texts as tokens, a character each, padded to one length so that every batch has the same shapes. */
export class TextPairs {
  /** By token; the first three stand for no character. */
  readonly sourceSymbols: readonly string[];
  readonly targetSymbols: readonly string[];
  /** S: characters of the longest source. */
  readonly sourceLength: number;
  /** T: characters of the longest target, and the end. */
  readonly targetLength: number;
  readonly #batchSize: number;
  readonly #train: EncodedPairs;
  readonly #heldOut: EncodedPairs;

  /** Throws: ValueError when there are no pairs, or held-out ones have a character that the others lack. */
  constructor(train: readonly TextPair[], { heldOut = [], batchSize = 32 }: TextPairsOptions = {}) {
    if (train.length === 0 || !Number.isSafeInteger(batchSize) || batchSize < 1) {
      throw new ValueError("TextPairs", "there is nothing to draw batches from.", {
        given: `${train.length} pairs, batches of ${batchSize}`,
        expected: "a pair at least, and a positive integer",
      });
    }
    const all = [...train, ...heldOut];
    this.sourceSymbols = symbolsOf(train.map(({ source }) => source));
    this.targetSymbols = symbolsOf(train.map(({ target }) => target));
    this.sourceLength = longest(all.map(({ source }) => source));
    this.targetLength = longest(all.map(({ target }) => target)) + 1;
    this.#batchSize = batchSize;
    this.#train = this.#encode(train);
    this.#heldOut = this.#encode(heldOut);
  }

  /** Pairs drawn with replacement. */
  batch(rng: Rng): PairBatch {
    return this.#batchOf(
      this.#train,
      Array.from({ length: this.#batchSize }, () => rng.integer(this.#train.count)),
    );
  }

  /** The held-out pairs, `limit` at most. */
  *validation(limit: number = Number.POSITIVE_INFINITY): Generator<PairBatch> {
    const count = Math.min(limit, this.#heldOut.count);
    for (let from = 0; from < count; from += 256) {
      yield this.#batchOf(
        this.#heldOut,
        Array.from({ length: Math.min(256, count - from) }, (_, i) => from + i),
      );
    }
  }

  /** Pairs in a batch. */
  count({ source }: PairBatch): number {
    return source.shape[0]!;
  }

  /** Shapes: N texts -> (N, S). Throws: ValueError for a text that is too long, or a character that is no symbol. */
  encodeSources(texts: readonly string[]): Tensor {
    const S = this.sourceLength;
    return fromData(encodeRows(texts, this.sourceSymbols, S), [texts.length, S], { dtype: "int32" });
  }

  /** The characters up to the end; tokens that stand for none are left out. */
  decodeTarget(tokens: ArrayLike<number>): string {
    const all = Array.from(tokens);
    const end = all.indexOf(pairTokens.end);
    return all
      .slice(0, end < 0 ? all.length : end)
      .map((token) => (token < first ? "" : (this.targetSymbols[token] ?? "")))
      .join("");
  }

  #encode(pairs: readonly TextPair[]): EncodedPairs {
    return {
      count: pairs.length,
      sources: encodeRows(
        pairs.map(({ source }) => source),
        this.sourceSymbols,
        this.sourceLength,
      ),
      targets: encodeRows(
        pairs.map(({ target }) => target),
        this.targetSymbols,
        this.targetLength,
      ),
    };
  }

  #batchOf({ sources, targets }: EncodedPairs, rows: readonly number[]): PairBatch {
    const [B, S, T] = [rows.length, this.sourceLength, this.targetLength];
    const [source, target, next] = [new Int32Array(B * S), new Int32Array(B * T), new Int32Array(B * T)];
    rows.forEach((row, b) => {
      source.set(sources.subarray(row * S, (row + 1) * S), b * S);
      const text = targets.subarray(row * T, (row + 1) * T); // at least one padding at its end
      const length = text.indexOf(pairTokens.padding);
      target[b * T] = pairTokens.begin;
      target.set(text.subarray(0, T - 1), b * T + 1);
      next.set(text, b * T);
      next[b * T + length] = pairTokens.end;
    });
    const tensor = (data: Int32Array, length: number) => fromData(data, [B, length], { dtype: "int32" });
    return { source: tensor(source, S), target: tensor(target, T), next: tensor(next, T) };
  }
}

interface EncodedPairs {
  readonly count: number;
  readonly sources: Int32Array; // (N, S)
  readonly targets: Int32Array; // (N, T)
}

/** Shapes: N texts -> (N, length), padded at the end */
function encodeRows(texts: readonly string[], symbols: readonly string[], length: number): Int32Array {
  const tokens = new Map(symbols.map((symbol, token) => [symbol, token]));
  const rows = new Int32Array(texts.length * length).fill(pairTokens.padding);
  texts.forEach((text, n) => {
    const characters = [...text];
    if (characters.length > length) {
      throw new ValueError("TextPairs", "a text is too long.", {
        given: `${JSON.stringify(text)}, ${characters.length} characters`,
        expected: `${length} at most`,
      });
    }
    characters.forEach((character, i) => {
      const token = tokens.get(character);
      if (token === undefined || token < first) {
        throw new ValueError("TextPairs", `${JSON.stringify(character)} is no symbol.`, {
          given: JSON.stringify(text),
          expected: `characters of ${JSON.stringify(symbols.slice(first).join(""))}`,
        });
      }
      rows[n * length + i] = token;
    });
  });
  return rows;
}

function symbolsOf(texts: readonly string[]): string[] {
  const characters = new Set<string>();
  for (const text of texts) for (const character of text) characters.add(character);
  return ["(padding)", "(begin)", "(end)", ...[...characters].sort()];
}

function longest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, [...text].length), 0);
}

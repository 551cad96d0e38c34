import { baseSymbols, spell, unspell } from "./byte-alphabet.js";
import { quote, TokenizerError } from "./errors.js";
import { PairTable } from "./pair-table.js";

/** What a byte-pair tokenizer is made of. */
export interface BpeParts {
  /** Tokens by id, in the byte alphabet. */
  readonly symbols: readonly string[];
  /** `left right` in the byte alphabet, by rank. */
  readonly merges: readonly string[];
  /** Texts of tokens that are looked for when they are allowed. */
  readonly special?: readonly string[];
  /** The text of the token for bytes that have none. */
  readonly unknown?: string;
}

/**
 * What a byte-pair tokenizer knows: the bytes of each token and the ranked merges. Tokens are the bytes they stand for:
 * should a loaded file have two merges that spell the same bytes, they yield one token.
 */
export class BpeVocabulary {
  /** Each token in visible characters, by id. */
  readonly symbols: readonly string[];
  /** Each merge as `left right` in visible characters, by rank: the first is applied first. */
  readonly merges: readonly string[];
  /** The token each merge yields, by rank. */
  readonly merged: Int32Array;
  /** The tokens that text may be allowed to contain, by their text. */
  readonly special: ReadonlyMap<string, number>;
  /** The token of bytes that have none of their own; -1 when there is no such token, or no such byte. */
  readonly unknown: number;
  /** The token of each byte, -1 for a byte that has none. */
  readonly tokenOfByte: Int32Array = new Int32Array(256).fill(-1);
  /** Bytes of token t: `bytes[starts[t]]` up to `bytes[starts[t + 1]]`. */
  readonly bytes: Uint8Array;
  readonly starts: Int32Array;
  readonly #ids: ReadonlyMap<string, number>;
  readonly #ranks: PairTable;

  /**
   * Throws: TokenizerError when a token is not spelled in the byte alphabet or occurs twice, or a merge is malformed,
   * occurs twice or names a token that is not in the vocabulary.
   */
  constructor(op: string, { symbols, merges, special = [], unknown }: BpeParts) {
    this.symbols = symbols;
    this.merges = merges;
    this.#ids = numberSymbols(op, symbols);
    this.starts = new Int32Array(symbols.length + 1);
    for (let t = 0; t < symbols.length; t++) this.starts[t + 1] = this.starts[t]! + symbols[t]!.length;
    this.bytes = new Uint8Array(this.starts[symbols.length]!);
    for (let t = 0; t < symbols.length; t++) {
      const bytes = spelledBytes(op, symbols[t]!, t);
      this.bytes.set(bytes, this.starts[t]!);
      if (bytes.length === 1) this.tokenOfByte[bytes[0]!] = t;
    }
    this.special = new Map(special.map((text) => [text, this.#added(op, text)]));
    const isNeeded = unknown !== undefined && this.tokenOfByte.includes(-1);
    this.unknown = isNeeded ? this.#added(op, unknown) : -1;
    this.tokenOfByte.forEach((token, byte) => {
      if (token === -1) this.tokenOfByte[byte] = this.unknown;
    });
    this.merged = new Int32Array(merges.length);
    this.#ranks = new PairTable(merges.length);
    for (let rank = 0; rank < merges.length; rank++) this.#addMerge(op, merges[rank]!, rank);
  }

  /** Number of tokens. */
  get size(): number {
    return this.symbols.length;
  }

  /** The merge of this pair by its rank, or -1. */
  rank(left: number, right: number): number {
    return this.#ranks.get(left, right);
  }

  /** Id of the token spelled so, or undefined. */
  id(symbol: string): number | undefined {
    return this.#ids.get(symbol);
  }

  /** Id of the token that is this text. */
  tokenOfText(text: string): number | undefined {
    return this.#ids.get(spell(new TextEncoder().encode(text)));
  }

  #added(op: string, text: string): number {
    const id = this.tokenOfText(text);
    if (id !== undefined) return id;
    throw new TokenizerError({
      op,
      what: `the special token ${quote(text)} is not in the vocabulary`,
      given: quote(text),
      expected: `one of ${this.size} tokens`,
      fix: "add it to the vocabulary, or leave it out",
    });
  }

  #addMerge(op: string, merge: string, rank: number): void {
    const [leftSymbol, rightSymbol] = mergeParts(op, merge, rank);
    const left = this.#known(op, leftSymbol, merge, rank);
    const right = this.#known(op, rightSymbol, merge, rank);
    this.merged[rank] = this.#known(op, leftSymbol + rightSymbol, merge, rank);
    const earlier = this.#ranks.get(left, right);
    if (earlier !== -1) {
      throw new TokenizerError({
        op,
        what: `merge ${rank} is merge ${earlier} again`,
        given: quote(merge),
        expected: "each pair once",
        fix: "remove the second one",
      });
    }
    this.#ranks.set(left, right, rank);
  }

  #known(op: string, symbol: string, merge: string, rank: number): number {
    const id = this.#ids.get(symbol);
    if (id !== undefined) return id;
    throw new TokenizerError({
      op,
      what: `merge ${rank} refers to ${quote(symbol)}, which is not in the vocabulary`,
      given: quote(merge),
      expected: "both parts and what they make together to be tokens",
      fix: "keep the merges in the order they were learned in, with the vocabulary they were learned with",
    });
  }
}

/** The vocabulary that merges imply: 256 bytes, then what each merge makes, in order. */
export function impliedSymbols(op: string, merges: readonly string[]): string[] {
  const symbols = new Set(baseSymbols);
  merges.forEach((merge, rank) => {
    const parts = mergeParts(op, merge, rank);
    // Merges that skip a step would otherwise make their own parts up.
    if (symbols.has(parts[0]) && symbols.has(parts[1])) symbols.add(parts.join(""));
  });
  return [...symbols];
}

function numberSymbols(op: string, symbols: readonly string[]): Map<string, number> {
  const ids = new Map<string, number>();
  symbols.forEach((symbol, id) => {
    const earlier = ids.get(symbol);
    if (earlier !== undefined) {
      throw new TokenizerError({
        op,
        what: `token ${id} is token ${earlier} again`,
        given: quote(symbol),
        expected: "each token once",
        fix: "remove the second one",
      });
    }
    ids.set(symbol, id);
  });
  return ids;
}

function spelledBytes(op: string, symbol: string, id: number): Uint8Array {
  const bytes = unspell(symbol);
  if (bytes !== null && bytes.length > 0) return bytes;
  throw new TokenizerError({
    op,
    what: `token ${id} is not spelled in the byte alphabet`,
    given: quote(symbol),
    expected: 'one or more of its 256 characters, such as "Ġthe" for " the"',
    fix: "write each byte of the token as its visible character",
  });
}

function mergeParts(op: string, merge: string, rank: number): [string, string] {
  const parts = merge.split(" ");
  if (parts.length === 2 && parts[0] !== "" && parts[1] !== "") return [parts[0]!, parts[1]!];
  throw new TokenizerError({
    op,
    what: `merge ${rank} is not a pair`,
    given: quote(merge),
    expected: 'two tokens with one space between, such as "Ġ t"',
    fix: "write one merge as one pair",
  });
}

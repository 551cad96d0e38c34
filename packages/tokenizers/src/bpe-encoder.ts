import { mergeTokens } from "./bpe-merge.js";
import type { BpeVocabulary } from "./bpe-vocabulary.js";
import { TokenizerError } from "./errors.js";
import { preTokenEnd } from "./pre-tokens.js";
import { MISSING, WordTable } from "./word-table.js";

const CACHED_WORDS = 1 << 16;
const CACHED_LENGTH = 64; // longer pre-tokens rarely come twice

/**
 * Turns UTF-8 into tokens, and remembers what each short pre-token became: one token as it is, several as the complement of
 * their place in a list, where their number comes first.
 */
export class BpeEncoder {
  readonly #vocabulary: BpeVocabulary;
  readonly #words = new WordTable();
  readonly #word = new Uint8Array(CACHED_LENGTH + 3); // a copy of one, with room for the reads of the table
  readonly #wordView = new DataView(this.#word.buffer);
  readonly #merging = new Int32Array(CACHED_LENGTH);
  #lists = new Int32Array(1 << 12);
  #listsEnd = 0;

  constructor(vocabulary: BpeVocabulary) {
    this.#vocabulary = vocabulary;
  }

  /** Throws: TokenizerError for a byte that has no token. */
  encode(bytes: Uint8Array): Int32Array {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const words = this.#words;
    let tokens = new Int32Array(16 + (bytes.length >> 2));
    let length = 0;
    for (let start = 0, end = 0; start < bytes.length; start = end) {
      end = preTokenEnd(bytes, start);
      const isSafe = end - start <= CACHED_LENGTH && end + 3 <= bytes.length;
      let made = isSafe ? words.get(view, start, end - start) : MISSING;
      if (made === MISSING) made = this.#encodeWord(bytes, start, end);
      const count = made >= 0 ? 1 : this.#lists[~made]!;
      if (length + count > tokens.length) tokens = grown(tokens, length + count);
      if (made >= 0) tokens[length++] = made;
      else for (let i = 1; i <= count; i++) tokens[length++] = this.#lists[~made + i]!;
    }
    return tokens.slice(0, length);
  }

  /** What the pre-token becomes: a token, or the complement of a place in the lists, which is good until the next call. */
  #encodeWord(bytes: Uint8Array, start: number, end: number): number {
    const size = end - start;
    if (size > CACHED_LENGTH) return this.#merge(bytes.subarray(start, end), new Int32Array(size));
    for (let i = 0; i < size; i++) this.#word[i] = bytes[start + i]!;
    const known = this.#words.get(this.#wordView, 0, size); // the last word of a text has not been looked up yet
    if (known !== MISSING) return known;
    if (this.#words.size >= CACHED_WORDS) {
      this.#words.clear();
      this.#listsEnd = 0;
    }
    const made = this.#merge(this.#word.subarray(0, size), this.#merging);
    if (made < 0) this.#listsEnd += 1 + this.#lists[~made]!;
    this.#words.add(this.#wordView, 0, size, made);
    return made;
  }

  #merge(word: Uint8Array, tokens: Int32Array): number {
    const { tokenOfByte } = this.#vocabulary;
    for (let i = 0; i < word.length; i++) {
      tokens[i] = tokenOfByte[word[i]!]!;
      if (tokens[i] === -1) failOnMissingByte(word[i]!, word);
    }
    const count = mergeTokens(this.#vocabulary, tokens, word.length);
    if (count === 1) return tokens[0]!;
    const at = this.#listsEnd;
    if (at + 1 + count > this.#lists.length) this.#lists = grown(this.#lists, at + 1 + count);
    this.#lists[at] = count;
    this.#lists.set(tokens.subarray(0, count), at + 1);
    return ~at;
  }
}

function grown(array: Int32Array, least: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(Math.max(least, 2 * array.length));
  larger.set(array);
  return larger;
}

function failOnMissingByte(byte: number, word: Uint8Array): never {
  throw new TokenizerError({
    op: "encode",
    what: `byte ${byte} has no token`,
    given: `${JSON.stringify(new TextDecoder().decode(word))}, which holds it`,
    expected: "only bytes that the vocabulary has a token for",
    fix: "take the text out, or use a vocabulary with all 256 bytes, as BpeTokenizer.train makes",
  });
}

import { byteOfToken } from "./byte-alphabet.js";
import { preTokenEnd } from "./pre-tokens.js";
import { writeBytes } from "./utf8.js";

/** Each distinct pre-token once, as tokens of one byte each. */
export interface CountedWords {
  /** The words' tokens, one word after the other: word w begins at `starts[w]`. */
  readonly tokens: Int32Array;
  readonly starts: Int32Array;
  /** How often each word occurs. */
  readonly counts: Float64Array;
}

/** Splits the text into pre-tokens and counts them. */
export function countWords(text: string): CountedWords {
  const indexes = new Map<string, number>();
  const counts: number[] = [];
  let units = 0;
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = preTokenEnd(text, start);
    const word = text.slice(start, end);
    const index = indexes.get(word);
    if (index !== undefined) {
      counts[index]!++;
      continue;
    }
    indexes.set(word, counts.length);
    counts.push(1);
    units += word.length;
  }
  const bytes = new Uint8Array(3 * units);
  const starts = new Int32Array(counts.length + 1);
  let length = 0;
  for (const [word, index] of indexes) starts[index + 1] = length += writeBytes(word, bytes.subarray(length));
  const tokenOfByte = new Uint8Array(256);
  byteOfToken.forEach((byte, token) => {
    tokenOfByte[byte] = token;
  });
  const tokens = Int32Array.from(bytes.subarray(0, length), (byte) => tokenOfByte[byte]!);
  return { tokens, starts, counts: Float64Array.from(counts) };
}

import { byteOfToken } from "./byte-alphabet.js";
import { preTokenEnd } from "./pre-tokens.js";
import { MISSING, WordTable } from "./word-table.js";

/** Each distinct pre-token once, as tokens of one byte each. */
export interface CountedWords {
  /** The words' tokens, one word after the other: word w begins at `starts[w]`. */
  readonly tokens: Int32Array;
  readonly starts: Int32Array;
  /** How often each word occurs. */
  readonly counts: Float64Array;
}

/** Splits UTF-8 into pre-tokens and counts them. */
export function countWords(bytes: Uint8Array): CountedWords {
  const table = new WordTable();
  const [ends, counts] = [[0], [] as number[]];
  const distinct: number[] = []; // where each word first stands
  const padded = new Uint8Array(bytes.length + 3); // the table reads past a word's end
  padded.set(bytes);
  const view = new DataView(padded.buffer);
  for (let start = 0, end = 0; start < bytes.length; start = end) {
    end = preTokenEnd(bytes, start);
    const index = table.get(view, start, end - start);
    if (index !== MISSING) {
      counts[index]!++;
      continue;
    }
    table.add(view, start, end - start, counts.length);
    counts.push(1);
    distinct.push(start);
    ends.push(ends.at(-1)! + end - start);
  }
  const tokenOfByte = new Uint8Array(256);
  byteOfToken.forEach((byte, token) => {
    tokenOfByte[byte] = token;
  });
  const tokens = new Int32Array(ends.at(-1)!);
  for (let w = 0; w < counts.length; w++) {
    for (let i = ends[w]!, at = distinct[w]!; i < ends[w + 1]!; i++) tokens[i] = tokenOfByte[bytes[at++]!]!;
  }
  return { tokens, starts: Int32Array.from(ends), counts: Float64Array.from(counts) };
}

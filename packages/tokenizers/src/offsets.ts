/** Where each token lies in the text. */
export interface Offsets {
  /** The first place of each token. */
  readonly starts: Int32Array;
  /** The place after each token's last. */
  readonly ends: Int32Array;
}

/** Places of tokens of so many bytes each, in bytes. */
export function byteOffsets(sizes: Int32Array): Offsets {
  const starts = new Int32Array(sizes.length);
  const ends = new Int32Array(sizes.length);
  let at = 0;
  sizes.forEach((size, i) => {
    starts[i] = at;
    ends[i] = at += size;
  });
  return { starts, ends };
}

/**
 * Places of tokens of so many bytes each, in units of UTF-16. A character that is cut belongs whole to each token that has a
 * part of it, so that `text.slice(start, end)` never has half a character.
 */
export function utf16Offsets(bytes: Uint8Array, sizes: Int32Array): Offsets {
  const starts = new Int32Array(sizes.length);
  const ends = new Int32Array(sizes.length);
  let at = 0; // in bytes
  let units = 0; // of the characters that begin before `at`
  let last = 0; // units of the last of them
  sizes.forEach((size, i) => {
    starts[i] = isContinuation(bytes[at]!) ? units - last : units;
    for (const end = at + size; at < end; at++) {
      if (isContinuation(bytes[at]!)) continue;
      last = bytes[at]! >= 0xf0 ? 2 : 1;
      units += last;
    }
    ends[i] = units;
  });
  return { starts, ends };
}

function isContinuation(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

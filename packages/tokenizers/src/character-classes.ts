/**
 * What GPT-2's pattern tells apart: letters (`\p{L}`), numbers (`\p{N}`), white space (`\p{White_Space}`; JavaScript's own
 * `\s` adds U+FEFF and lacks U+0085), and the rest. Which code points are letters or numbers is the engine's Unicode version's
 * to say; characters added since 2022 may differ between two.
 */

export const OTHER = 0;
export const LETTER = 1;
export const NUMBER = 2;
export const SPACE = 3;
/** In `byteClasses`: the byte is not a character by itself. */
export const WIDE = 4;

const pages: (Uint8Array | undefined)[] = []; // class of each code point, 256 to a page, filled when first needed

function fillPage(page: number): Uint8Array {
  const classes = new Uint8Array(256);
  for (let i = 0; i < 256; i++) {
    const character = String.fromCodePoint((page << 8) | i);
    if (/\p{L}/u.test(character)) classes[i] = LETTER;
    else if (/\p{N}/u.test(character)) classes[i] = NUMBER;
    else if (/\p{White_Space}/u.test(character)) classes[i] = SPACE;
    else classes[i] = OTHER;
  }
  pages[page] = classes;
  return classes;
}

function classOf(codePoint: number): number {
  return (pages[codePoint >> 8] ?? fillPage(codePoint >> 8))[codePoint & 255]!;
}

/** Class of each byte: that of the character for ASCII, WIDE for the others. */
export const byteClasses: Uint8Array = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < 0x80 ? classOf(byte) : WIDE,
);

/**
 * The character that starts with the byte at `at`, not an ASCII one: its class, and its length in bytes times 8. A byte that is
 * no part of well-formed UTF-8 is a character of its own, and of no class.
 */
export function wideCharacter(bytes: Uint8Array, at: number): number {
  const size = sequenceLength(bytes, at);
  if (size === 0) return 8 | OTHER;
  let codePoint = bytes[at]! & (0x7f >> size);
  for (let k = 1; k < size; k++) codePoint = (codePoint << 6) | (bytes[at + k]! & 0x3f);
  return (size << 3) | classOf(codePoint);
}

/**
 * Length of the well-formed UTF-8 sequence that starts with a byte above 0x7f, 0 when there is none.
 *
 * Source: The Unicode Standard, table 3-7.
 */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  if (at + size > bytes.length) return 0;
  // The second byte's range rules out overlong forms, surrogates and code points past U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[at + 1]!;
  if (second < low || second > high) return 0;
  for (let k = 2; k < size; k++) if ((bytes[at + k]! & 0xc0) !== 0x80) return 0;
  return size;
}

import { VectorFileError } from "./vector-file-error.js";

/*
 * Words are kept exactly. A file's words are bytes, mostly UTF-8; a byte that is no part of a valid character becomes a lone
 * half surrogate, U+DC00 + byte, which no text has, and becomes that byte again when the word is written. So every word of a
 * file is a string of its own, and comes back as it was.
 * Source: the idea is Python's "surrogateescape" (PEP 383).
 */

const strict = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** The word that some bytes are. */
export function decodeWord(bytes: Uint8Array): string {
  if (bytes.length <= 24) {
    let text = "";
    let i = 0;
    for (; i < bytes.length; i++) {
      const byte = bytes[i]!;
      if (byte > 0x7f) break;
      text += String.fromCharCode(byte);
    }
    if (i === bytes.length) return text;
  }
  try {
    return strict.decode(bytes);
  } catch {
    return decodeLoosely(bytes);
  }
}

function decodeLoosely(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let i = 0; i < bytes.length; ) {
    const length = characterLength(bytes, i);
    parts.push(length > 0 ? strict.decode(bytes.subarray(i, i + length)) : String.fromCharCode(0xdc00 + bytes[i]!));
    i += Math.max(1, length);
  }
  return parts.join("");
}

/** The length of the valid character that begins at i, or 0. Source: The Unicode Standard, table 3-7. */
function characterLength(bytes: Uint8Array, i: number): number {
  const lead = bytes[i]!;
  if (lead < 0x80) return 1;
  const length = lead >= 0xc2 && lead <= 0xdf ? 2 : (lead & 0xf0) === 0xe0 ? 3 : lead >= 0xf0 && lead <= 0xf4 ? 4 : 0;
  if (length === 0 || i + length > bytes.length) return 0;
  const lowest = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const highest = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  if (bytes[i + 1]! < lowest || bytes[i + 1]! > highest) return 0;
  for (let k = 2; k < length; k++) if ((bytes[i + k]! & 0xc0) !== 0x80) return 0;
  return length;
}

/** The bytes of a word. Throws: VectorFileError where it has a half surrogate that stands for no byte. */
export function encodeWord(word: string): Uint8Array {
  if (!/\p{Surrogate}/u.test(word)) return encoder.encode(word);
  const parts: number[] = [];
  for (const character of word) {
    const code = character.codePointAt(0)!;
    if (code >= 0xdc80 && code <= 0xdcff) parts.push(code - 0xdc00);
    else if (code >= 0xd800 && code <= 0xdfff) throw halfCharacter(word);
    else parts.push(...encoder.encode(character));
  }
  return Uint8Array.from(parts);
}

function halfCharacter(word: string): VectorFileError {
  return new VectorFileError("encodeWord", "a word holds half a character.", {
    given: JSON.stringify(word.length > 60 ? `${word.slice(0, 60)}…` : word),
    expected: "text in which surrogates come in pairs",
    fix: "mend the word",
  });
}

/**
 * Any bytes as a string, and back. A byte that is no part of valid UTF-8 becomes the lone surrogate U+DC00 + byte, which
 * no valid text contains, so that text splitting works on bytes too and nothing is lost.
 *
 * Source: The Unicode Standard, table 3-7 (well-formed UTF-8); PEP 383 for the escape.
 */

const ESCAPE = 0xdc00;
const REPLACEMENT = "\ufffd";
const CHUNK = 8192; // arguments of one String.fromCharCode call; engines refuse many more
const strictDecoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Text of the bytes; a stray byte b of invalid UTF-8 becomes the lone surrogate U+DC00 + b. */
export function textOfBytes(bytes: Uint8Array): string {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return escapeStrayBytes(bytes);
  }
}

function escapeStrayBytes(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length); // UTF-16 never needs more units than UTF-8 needs bytes
  let length = 0;
  for (let i = 0; i < bytes.length; ) {
    const size = sequenceLength(bytes, i);
    if (size === 0) {
      units[length++] = ESCAPE + bytes[i++]!;
      continue;
    }
    let codePoint = size === 1 ? bytes[i]! : bytes[i]! & (0x7f >> size);
    for (let k = 1; k < size; k++) codePoint = (codePoint << 6) | (bytes[i + k]! & 0x3f);
    i += size;
    if (codePoint > 0xffff) {
      units[length++] = 0xd7c0 + (codePoint >> 10);
      codePoint = 0xdc00 | (codePoint & 0x3ff);
    }
    units[length++] = codePoint;
  }
  let text = "";
  for (let i = 0; i < length; i += CHUNK)
    text += String.fromCharCode(...units.subarray(i, Math.min(i + CHUNK, length)));
  return text;
}

/** Length of the well-formed UTF-8 sequence that starts here, 0 when there is none. */
function sequenceLength(bytes: Uint8Array, start: number): number {
  const lead = bytes[start]!;
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  const size = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  // The second byte's range rules out overlong forms, surrogates and code points past U+10FFFF.
  const low = lead === 0xe0 ? 0xa0 : lead === 0xf0 ? 0x90 : 0x80;
  const high = lead === 0xed ? 0x9f : lead === 0xf4 ? 0x8f : 0xbf;
  const second = bytes[start + 1] ?? 0;
  if (second < low || second > high) return 0;
  for (let k = 2; k < size; k++) if (((bytes[start + k] ?? 0) & 0xc0) !== 0x80) return 0;
  return size;
}

/** Text that UTF-8 can hold: each lone surrogate becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, REPLACEMENT);
}

/**
 * Writes a string of `textOfBytes` or `wellFormed` as bytes and returns how many; `out` must hold three for each UTF-16
 * unit.
 */
export function writeBytes(text: string, out: Uint8Array): number {
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      out[length++] = unit;
    } else if (unit < 0x800) {
      out[length++] = 0xc0 | (unit >> 6);
      out[length++] = 0x80 | (unit & 0x3f);
    } else if (unit >= 0xd800 && unit < 0xdc00) {
      const codePoint = ((unit - 0xd7c0) << 10) + (text.charCodeAt(++i) & 0x3ff);
      out[length++] = 0xf0 | (codePoint >> 18);
      out[length++] = 0x80 | ((codePoint >> 12) & 0x3f);
      out[length++] = 0x80 | ((codePoint >> 6) & 0x3f);
      out[length++] = 0x80 | (codePoint & 0x3f);
    } else if (unit >= ESCAPE && unit < 0xe000) {
      out[length++] = unit - ESCAPE;
    } else {
      out[length++] = 0xe0 | (unit >> 12);
      out[length++] = 0x80 | ((unit >> 6) & 0x3f);
      out[length++] = 0x80 | (unit & 0x3f);
    }
  }
  return length;
}

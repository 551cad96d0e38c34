/**
 * Splits text into the pieces that merges never cross: a contraction, a run of letters, of numbers or of other
 * characters, the three runs each with one space before it, or white space. The pieces are those of the regular
 * expression
 *
 *     's|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+
 *
 * with `\s` as Unicode's White_Space (JavaScript's own `\s` adds U+FEFF and lacks U+0085). A scanner instead of that
 * expression, because V8's overflows its stack on a run of eight million letters from outside the basic plane. Which code points
 * are letters or numbers is the engine's Unicode version's to say; characters added since 2022 may differ between two.
 *
 * Source: Radford et al. 2019, the pattern of GPT-2's encoder.
 */

const OTHER = 0;
const LETTER = 1;
const NUMBER = 2;
const SPACE = 3;

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

/** End of the run of one class that starts at `start`. */
function runEnd(text: string, start: number, kind: number): number {
  let end = start;
  while (end < text.length) {
    const unit = text.charCodeAt(end);
    const codePoint = (unit & 0xfc00) === 0xd800 ? text.codePointAt(end)! : unit;
    if (classOf(codePoint) !== kind) break;
    end += codePoint > 0xffff ? 2 : 1;
  }
  return end;
}

/** End of the contraction that starts with the apostrophe at `start`, or `start` when there is none. */
function contractionEnd(text: string, start: number): number {
  const first = text[start + 1];
  if (first === "s" || first === "t" || first === "m" || first === "d") return start + 2;
  const second = text[start + 2];
  if ((first === "r" && second === "e") || (first === "v" && second === "e") || (first === "l" && second === "l")) {
    return start + 3;
  }
  return start;
}

/** Index just past the piece that starts at `start`; the pieces tile the text. */
export function preTokenEnd(text: string, start: number): number {
  const unit = text.charCodeAt(start);
  if (unit === 0x27) {
    const end = contractionEnd(text, start);
    if (end > start) return end;
  }
  const run = unit === 0x20 && start + 1 < text.length ? start + 1 : start; // a space may lead the run
  const kind = classOf(text.codePointAt(run)!);
  if (kind !== SPACE) return runEnd(text, run, kind);
  const end = runEnd(text, start, SPACE);
  // The last white space before other text is left to lead it, or to stand alone.
  return end < text.length && end > start + 1 ? end - 1 : end;
}

/** The pieces of the text, in order: `preTokens("I've 2 dogs")` is `["I", "'ve", " 2", " dogs"]`. */
export function preTokens(text: string): string[] {
  const pieces: string[] = [];
  for (let start = 0, end = 0; start < text.length; start = end) {
    end = preTokenEnd(text, start);
    pieces.push(text.slice(start, end));
  }
  return pieces;
}

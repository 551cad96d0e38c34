/**
 * A visible character for each byte, so that a token can be written in a text file. Bytes that are visible in Latin-1
 * stand for themselves; the others, in order, take the characters from U+0100 on: a space is `Ġ`, a newline `Ċ`.
 *
 * The same order numbers the first 256 tokens: `!` is 0, `a` is 64, a space is 220.
 *
 * Source: Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", the byte-level vocabulary of GPT-2.
 */

const FIRST_STAND_IN = 0x100;

function isVisible(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xff && byte !== 0xad); // 0xad: soft hyphen
}

const allBytes = Array.from({ length: 256 }, (_, byte) => byte);
const visibleBytes = allBytes.filter(isVisible);

/** The byte of each of the first 256 tokens. */
export const byteOfToken: Uint8Array = Uint8Array.from([...visibleBytes, ...allBytes.filter((b) => !isVisible(b))]);

/** The visible character of each of the first 256 tokens. */
export const baseSymbols: readonly string[] = Array.from(byteOfToken, (byte, token) =>
  String.fromCharCode(isVisible(byte) ? byte : FIRST_STAND_IN + token - visibleBytes.length),
);

const symbolOfByte: readonly string[] = allBytes.map((byte) => baseSymbols[byteOfToken.indexOf(byte)]!);
const byteOfSymbol: ReadonlyMap<string, number> = new Map(symbolOfByte.map((symbol, byte) => [symbol, byte]));

/** Bytes in visible characters: the bytes of " the" are `Ġthe`. */
export function spell(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += symbolOfByte[byte]!;
  return text;
}

/** The bytes that `spell` wrote, or null when a character is none of the 256. */
export function unspell(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const byte = byteOfSymbol.get(text[i]!);
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return bytes;
}

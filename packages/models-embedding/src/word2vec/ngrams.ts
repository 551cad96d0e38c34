import type { NgramOptions } from "./options.js";

const encoder = new TextEncoder();

/**
 * The hash of some bytes in the published program fastText: FNV-1a with 32 bits, where a byte from 128 on is taken as a signed one.
 * Source: Fowler, Noll & Vo, "The FNV non-cryptographic hash algorithm".
 */
export function ngramHash(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ ((byte << 24) >> 24), 0x01000193);
  return hash >>> 0;
}

/**
 * The buckets of a word's n-grams: all parts of `<word>` with minN to maxN characters, the two marks by themselves left out.
 * Source: Bojanowski et al. 2017, "Enriching word vectors with subword information", section 3.2.
 */
export function ngramsOf(word: string, { minN, maxN, buckets }: Required<NgramOptions>): number[] {
  const characters = [...`<${word}>`].map((character) => encoder.encode(character));
  const starts = [0];
  for (const { length } of characters) starts.push(starts.at(-1)! + length);
  const bytes = encoder.encode(`<${word}>`);
  const found: number[] = [];
  for (let i = 0; i < characters.length; i++) {
    for (let n = minN; n <= maxN && i + n <= characters.length; n++) {
      if (n === 1 && (i === 0 || i === characters.length - 1)) continue;
      found.push(ngramHash(bytes.subarray(starts[i]!, starts[i + n]!)) % buckets);
    }
  }
  return found;
}

import type { Tensor } from "@cairn-ml/tensor";

/** Where a symbol stands on the map. */
export interface Place {
  readonly symbol: string;
  readonly x: number;
  readonly y: number;
}

/** Shapes: weight (V, D), D of 2 or more */
export function placesOf(weight: Tensor, symbols: readonly string[]): Place[] {
  const [, D] = weight.dims(2);
  const values = weight.data();
  return symbols.map((symbol, i) => ({ symbol, x: values[i * D]!, y: values[i * D + 1]! }));
}

export const isVowel = ({ symbol }: Pick<Place, "symbol">): boolean => "aeiou".includes(symbol);

/**
 * How much nearer the vowels are to each other than to the other letters: the mean over a, e, i, o, u of (b - a) / max(a, b), where a is
 * the mean distance to the other vowels, b that to the other letters. From -1 to 1; 0 is no difference. NaN with fewer than two vowels.
 *
 * Source: Rousseeuw 1987, Silhouettes, of one of two clusters.
 */
export function vowelsSilhouette(places: readonly Place[]): number {
  const letters = places.filter(({ symbol }) => symbol !== ".");
  const vowels = letters.filter(isVowel);
  const others = letters.filter((place) => !isVowel(place));
  return meanOf(
    vowels.map((vowel) => {
      const a = meanDistance(
        vowel,
        vowels.filter((other) => other !== vowel),
      );
      const b = meanDistance(vowel, others);
      return (b - a) / Math.max(a, b);
    }),
  );
}

function meanDistance(from: Place, to: readonly Place[]): number {
  return meanOf(to.map(({ x, y }) => Math.sqrt((x - from.x) ** 2 + (y - from.y) ** 2)));
}

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The pixels of an old line that a pixel of a new line is made from, and their weights: 1 in all. */
interface Taps {
  readonly first: number;
  readonly weights: readonly number[];
}

/** How a line of pixels is made from another one. */
export interface LineScale {
  /** The size of a pixel of the old line, in pixels of the new one. */
  readonly scale: number;
  /** Where the new line begins on the old one; pixel p of the old one reaches from p to p + 1. */
  readonly start: number;
  /** Pixels of the new line. */
  readonly length: number;
}

/** By a tent over the pixels, two wide in those of the coarser line: a picture that becomes smaller is smoothed. */
function tapsOf(oldLength: number, { scale, start, length }: LineScale): Taps[] {
  const reach = Math.max(1, 1 / scale);
  return Array.from({ length }, (_, i) => {
    const place = start + (i + 0.5) / scale;
    const from = Math.floor(place - reach);
    const all = Array.from({ length: Math.ceil(place + reach) - from }, (_, k) =>
      Math.max(0, 1 - Math.abs(from + k + 0.5 - place) / reach),
    );
    const sum = all.reduce((a, b) => a + b);
    const first = Math.max(0, from);
    return { first, weights: all.slice(first - from, Math.max(0, oldLength - from)).map((weight) => weight / sum) };
  });
}

/** A picture in another size: its columns and rows made anew. There is nothing round the old one. */
export function resample(
  values: Float32Array,
  width: number,
  { columns, rows }: { columns: LineScale; rows: LineScale },
): Float64Array {
  const [across, down] = [tapsOf(width, columns), tapsOf(values.length / width, rows)];
  const result = new Float64Array(down.length * across.length);
  const line = new Float64Array(width); // rows first: a row of the old width
  down.forEach(({ first, weights }, y) => {
    line.fill(0);
    weights.forEach((weight, k) => {
      for (let x = 0; x < width; x++) line[x]! += weight * values[(first + k) * width + x]!;
    });
    across.forEach(({ first, weights }, x) => {
      result[y * across.length + x] = weights.reduce((sum, weight, k) => sum + weight * line[first + k]!, 0);
    });
  });
  return result;
}

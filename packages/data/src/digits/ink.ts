/** A grey picture. */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row: bytes in a Uint8Array or Uint8ClampedArray, numbers from 0 to 1 in anything else. */
  readonly values: ArrayLike<number>;
}

const faintest = 0.05; // of the strongest ink; what is fainter is paper
const quietest = 5; // deviations of the grain: what stands out less is not drawn
const palest = 0.04; // of white against black: the same

/**
 * How much ink each pixel has, from 0 to 1, whichever of ink and paper is the darker one; null when nothing stands out. The
 * paper is what most of the border is; its grain, by the border's median deviation, is no ink.
 */
export function inkOf({ width, height, values }: GreyPicture): Float32Array | null {
  const border = Float32Array.from(borderOf(width, height), (i) => values[i]!);
  const paper = medianOf(border);
  const grain = 1.5 * medianOf(border.map((value) => Math.abs(value - paper))); // were it normal: its deviation
  const above = { sum: 0, most: 0 };
  const below = { sum: 0, most: 0 };
  for (let i = 0; i < values.length; i++) {
    const difference = values[i]! - paper;
    const side = difference > 0 ? above : below;
    side.sum += difference * difference;
    side.most = Math.max(side.most, Math.abs(difference));
  }
  const [sign, { most }] = above.sum > below.sum ? [1, above] : [-1, below];
  if (most < Math.max(palest, quietest * grain)) return null;
  const least = Math.max(faintest * most, 2 * grain);
  const ink = new Float32Array(values.length);
  for (let i = 0; i < ink.length; i++) ink[i] = Math.max(0, (sign * (values[i]! - paper) - least) / (most - least));
  return ink;
}

function* borderOf(width: number, height: number): Generator<number> {
  for (let row = 0; row < height; row++) {
    const step = row === 0 || row === height - 1 ? 1 : Math.max(1, width - 1);
    for (let column = 0; column < width; column += step) yield row * width + column;
  }
}

function medianOf(values: Float32Array): number {
  return values.slice().sort()[values.length >> 1]!;
}

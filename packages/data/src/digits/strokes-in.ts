const inked = 0.2; // pixels that belong together are at least this dark
const smallest = 0.04; // a stroke's share of the ink; a smaller part is a speck

/** The strokes of a picture, without specks. */
export interface Strokes {
  /** The ink of the strokes, and of the pixels beside them, which are their soft edges. */
  readonly ink: Float32Array;
  /** The first and last columns and rows of the strokes. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Finds what is large enough to be a stroke; null when nothing is. */
export function strokesIn(ink: Float32Array, width: number): Strokes | null {
  const parts = partsOf(ink, width);
  const amount = (part: readonly number[]) => part.reduce((sum, pixel) => sum + ink[pixel]!, 0);
  const all = parts.reduce((sum, part) => sum + amount(part), 0);
  const pixels = parts.filter((part) => amount(part) >= smallest * all).flat();
  if (pixels.length === 0) return null;
  const kept = new Float32Array(ink.length);
  let [left, right, top, bottom] = [width, 0, ink.length, 0];
  for (const pixel of pixels) {
    const [column, row] = [pixel % width, Math.floor(pixel / width)];
    [left, right] = [Math.min(left, column), Math.max(right, column)];
    [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
    kept[pixel] = ink[pixel]!;
    forNeighbours(pixel, ink, width, (beside) => {
      kept[beside] = ink[beside]!;
    });
  }
  return { ink: kept, left, right, top, bottom };
}

/** Pixels with ink that touch each other, corners included. */
function partsOf(ink: Float32Array, width: number): number[][] {
  const seen = new Uint8Array(ink.length);
  const parts: number[][] = [];
  for (let start = 0; start < ink.length; start++) {
    if (seen[start] || ink[start]! < inked) continue;
    seen[start] = 1;
    const part = [start];
    for (let next = 0; next < part.length; next++) {
      forNeighbours(part[next]!, ink, width, (pixel) => {
        if (seen[pixel] || ink[pixel]! < inked) return;
        seen[pixel] = 1;
        part.push(pixel);
      });
    }
    parts.push(part);
  }
  return parts;
}

function forNeighbours(pixel: number, { length }: Float32Array, width: number, visit: (pixel: number) => void): void {
  const column = pixel % width;
  for (const above of [pixel - width, pixel, pixel + width]) {
    if (above < 0 || above >= length) continue;
    if (column > 0) visit(above - 1);
    visit(above);
    if (column < width - 1) visit(above + 1);
  }
}

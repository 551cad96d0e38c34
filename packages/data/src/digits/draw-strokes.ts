import type { GreyPicture } from "./ink.js";
import { type Points, strokeInto } from "./strokes.js";

/** A square picture, 0 the ground and 1 the ink, of lines between points: x, y, x, y, … in pixels, y downwards. One point is a dot. */
export function drawStrokes(
  strokes: readonly Points[],
  { side, radius }: { readonly side: number; readonly radius: number },
): GreyPicture {
  const ink = new Float64Array(side * side);
  for (const stroke of strokes) strokeInto(ink, side, stroke.length === 2 ? [...stroke, ...stroke] : stroke, radius);
  return { width: side, height: side, values: ink };
}

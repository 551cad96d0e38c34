import type { Point } from "./point.js";

/** At most `most` points of a line that has more, and that looks the same: of each stretch its ends, lowest, highest, and a gap. */
export function thin(points: readonly Point[], most: number): readonly Point[] {
  if (points.length <= most) return points;
  const stretches = Math.floor(most / 5);
  return Array.from({ length: stretches }, (_, i) => {
    const first = Math.floor((i * points.length) / stretches);
    const end = Math.floor(((i + 1) * points.length) / stretches);
    return telling(points, first, end).map((index) => points[index]!);
  }).flat();
}

function telling(points: readonly Point[], first: number, end: number): number[] {
  let [lowest, highest, gap] = [first, first, first];
  for (let i = first; i < end; i++) {
    const y = points[i]![1];
    if (!Number.isFinite(y)) gap = i;
    else {
      if (!(points[lowest]![1] <= y)) lowest = i;
      if (!(points[highest]![1] >= y)) highest = i;
    }
  }
  return [...new Set([first, lowest, highest, gap, end - 1])].sort((a, b) => a - b);
}

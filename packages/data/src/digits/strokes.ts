/** Points one after the other: x, y, x, y, … */
export type Points = readonly number[];

/** The points of a shape as they are written, stroke by stroke, cut at the corners. */
export function parseShape(shape: string): Points[] {
  return shape.split("|").flatMap((stroke) => {
    const parts = stroke.split("/").map((part) => part.trim().split(/[ ,]+/).map(Number));
    return parts.map((part, i) => (i === 0 ? part : [...parts[i - 1]!.slice(-2), ...part]));
  });
}

const stepsPerSpan = 6;

/** Points close to each other on the smooth curve through these. Source: Catmull & Rom 1974, with equal distances of knots. */
export function smooth(points: Points): number[] {
  const count = points.length / 2;
  const at = (i: number, axis: number) => points[2 * Math.min(Math.max(i, 0), count - 1) + axis]!;
  const curve = [at(0, 0), at(0, 1)];
  for (let i = 0; i + 1 < count; i++) {
    for (let step = 1; step <= stepsPerSpan; step++) {
      const t = step / stepsPerSpan;
      for (let axis = 0; axis < 2; axis++) {
        const [a, b, c, d] = [at(i - 1, axis), at(i, axis), at(i + 1, axis), at(i + 2, axis)];
        curve.push(b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a))));
      }
    }
  }
  return curve;
}

/**
 * Draws lines between points into a picture of `side` × `side`, in pixels, (0, 0) the corner of the first: what a pixel has of
 * ink is what its centre's distance leaves of the pen's radius, from 0 to 1.
 */
export function strokeInto(ink: Float64Array, side: number, points: Points, radius: number): void {
  const reach = radius + 0.5;
  const clamp = (value: number) => Math.min(Math.max(value, 0), side - 1);
  for (let i = 0; i + 3 < points.length; i += 2) {
    const [x0, y0, x1, y1] = [points[i]!, points[i + 1]!, points[i + 2]!, points[i + 3]!];
    const [dx, dy] = [x1 - x0, y1 - y0];
    const lengthSquared = dx * dx + dy * dy;
    const left = clamp(Math.floor(Math.min(x0, x1) - reach));
    const right = clamp(Math.floor(Math.max(x0, x1) + reach));
    const bottom = clamp(Math.floor(Math.max(y0, y1) + reach));
    for (let row = clamp(Math.floor(Math.min(y0, y1) - reach)); row <= bottom; row++) {
      for (let column = left; column <= right; column++) {
        const [px, py] = [column + 0.5 - x0, row + 0.5 - y0];
        const along = lengthSquared === 0 ? 0 : (px * dx + py * dy) / lengthSquared;
        const t = Math.min(Math.max(along, 0), 1);
        const [ex, ey] = [px - t * dx, py - t * dy];
        const value = Math.min(reach - Math.sqrt(ex * ex + ey * ey), 1);
        const pixel = row * side + column;
        if (value > ink[pixel]!) ink[pixel] = value;
      }
    }
  }
}

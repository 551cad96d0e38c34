import type { Point } from "./point.js";

/** A label, and where it stands: so far from its point, to the right, to the left or in the middle of that place. */
export interface PlacedLabel {
  readonly text: string;
  readonly point: Point;
  readonly side: Side;
  /** How much of other points, labels and what is outside it covers there, in square pixels. */
  readonly covers: number;
}

export interface Side {
  readonly dx: number;
  readonly dy: number;
  readonly textAnchor: "start" | "end" | "middle";
}

/** Pixels: of a letter of 11, of a line of them. */
const [letter, line] = [6.4, 12];

/** In the order in which they are preferred; dy is that of the middle of a line. */
export const sides: readonly Side[] = [
  { dx: 7, dy: 0, textAnchor: "start" },
  { dx: -7, dy: 0, textAnchor: "end" },
  { dx: 0, dy: -11, textAnchor: "middle" },
  { dx: 0, dy: 11, textAnchor: "middle" },
  { dx: 5, dy: -9, textAnchor: "start" },
  { dx: 5, dy: 9, textAnchor: "start" },
  { dx: -5, dy: -9, textAnchor: "end" },
  { dx: -5, dy: 9, textAnchor: "end" },
];

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Labelled {
  readonly point: Point;
  readonly text: string;
  /** Where the point is drawn, in pixels. */
  readonly at: Point;
}

/** Puts each label on the side of its point where it covers least of what is there: other points, labels, what is outside. */
export function placeLabels(labelled: readonly Labelled[], points: readonly Point[], frame: Box): PlacedLabel[] {
  const taken = points.map(([x, y]): Box => ({ x: x - 4, y: y - 4, width: 8, height: 8 }));
  return labelled.map(({ point, text, at }) => {
    const cost = (box: Box) =>
      taken.reduce((sum, other) => sum + overlap(box, other), 0) + 4 * (box.width * box.height - overlap(box, frame));
    const costs = sides.map((side) => Math.round(cost(boxOf(text, at, side)))); // rounding errors are no overlap
    const covers = Math.min(...costs);
    const side = sides[costs.indexOf(covers)]!;
    taken.push(boxOf(text, at, side));
    return { text, point, side, covers };
  });
}

function boxOf(text: string, [x, y]: Point, { dx, dy, textAnchor }: Side): Box {
  const width = letter * text.length;
  const left = { start: 0, end: width, middle: width / 2 }[textAnchor];
  return { x: x + dx - left, y: y + dy - line / 2, width, height: line };
}

function overlap(a: Box, b: Box): number {
  const wide = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const high = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return Math.max(0, wide) * Math.max(0, high);
}

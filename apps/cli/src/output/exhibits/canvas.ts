import type { Point } from "@cairn-ml/plots";

/** Characters in rows and columns, with marks in them and, finer, lines of braille dots: 2 × 4 in each character. */
export class Canvas {
  readonly columns: number;
  readonly rows: number;
  readonly #dots: Uint8Array;
  readonly #marks: (string | undefined)[];
  readonly #owners: Int32Array;

  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#dots = new Uint8Array(columns * rows);
    this.#marks = new Array(columns * rows);
    this.#owners = new Int32Array(columns * rows).fill(-1);
  }

  /** The character in which a point of the unit square lies, counted row by row from the upper left; y grows upwards. */
  cell(x: number, y: number): number {
    return Math.round((1 - y) * (this.rows - 1)) * this.columns + Math.round(x * (this.columns - 1));
  }

  mark(cell: number, mark: string, owner: number): void {
    this.#marks[cell] = mark;
    this.#owners[cell] = owner;
  }

  /** Whether nothing is drawn in a character. */
  isFree(cell: number): boolean {
    return this.#marks[cell] === undefined && this.#dots[cell] === 0;
  }

  /** Draws a line between points of the unit square and returns the cells that it goes through. A line hides marks. */
  line(from: Point, to: Point, owner: number): number[] {
    const [x0, y0] = this.#dot(from);
    const [x1, y1] = this.#dot(to);
    const steps = Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1));
    const cells: number[] = [];
    for (let i = 0; i <= steps; i++) {
      const x = Math.round(x0 + ((x1 - x0) * i) / steps);
      const y = Math.round(y0 + ((y1 - y0) * i) / steps);
      const cell = (y >> 2) * this.columns + (x >> 1);
      this.#dots[cell]! |= brailleBits[y & 3]![x & 1]!;
      this.#marks[cell] = undefined;
      this.#owners[cell] = owner;
      if (cells.at(-1) !== cell) cells.push(cell);
    }
    return cells;
  }

  /** The dot of a point: the middle of a character's four rows is where its mark and its tick are. */
  #dot([x, y]: Point): [number, number] {
    return [x * (2 * this.columns - 1), Math.min(4 * this.rows - 1, 4 * (1 - y) * (this.rows - 1) + 1.5)];
  }

  /** The rows from the top; `paint` may colour what belongs to a series. */
  lines(paint: (text: string, owner: number) => string): string[] {
    return Array.from({ length: this.rows }, (_, row) => {
      const cells = Array.from({ length: this.columns }, (_, column) => {
        const cell = row * this.columns + column;
        const text = this.#marks[cell] ?? braille(this.#dots[cell]!);
        return text === " " ? text : paint(text, this.#owners[cell]!);
      });
      return cells.join("").trimEnd();
    });
  }
}

/** The bit of each dot of a braille character. Source: Unicode Standard, Braille Patterns, U+2800. */
export const brailleBits: readonly (readonly [left: number, right: number])[] = [
  [0x01, 0x08],
  [0x02, 0x10],
  [0x04, 0x20],
  [0x40, 0x80],
];

/** The character of these dots; a space for none. */
export const braille = (dots: number): string => (dots === 0 ? " " : String.fromCharCode(0x2800 + dots));

/** The part of a segment that lies in the unit square; undefined when there is none. Source: Liang and Barsky 1984. */
export function clip([x0, y0]: Point, [x1, y1]: Point): [Point, Point] | undefined {
  let [first, last] = [0, 1];
  for (const [start, change] of [
    [x0, x1 - x0],
    [1 - x0, x0 - x1],
    [y0, y1 - y0],
    [1 - y0, y0 - y1],
  ] as const) {
    // Inside is where start + t · change >= 0.
    if (change > 0) first = Math.max(first, -start / change);
    else if (change < 0) last = Math.min(last, -start / change);
    else if (start < 0) return undefined;
  }
  if (first > last) return undefined;
  const within = (value: number) => Math.max(0, Math.min(1, value)); // rounding, when the ends are far away
  const at = (t: number): Point => [within(x0 + t * (x1 - x0)), within(y0 + t * (y1 - y0))];
  return [at(first), at(last)];
}

/** Something that a lesson shows. It is data: a terminal, a page or a file each draw it their own way. */
export type Exhibit = Text | Table | Plot | Pictures | Heat;

export interface Text {
  readonly kind: "text";
  readonly title?: string;
  /** Paragraphs, with an empty line between them; lines that begin with two spaces are kept as they are. */
  readonly text: string;
}

export interface Table {
  readonly kind: "table";
  readonly title?: string;
  readonly head: readonly string[];
  /** Cells as they are to be read; columns that hold only numbers stand to the right. */
  readonly rows: readonly (readonly string[])[];
  /** A sentence on how to read it, shown below. */
  readonly note?: string;
}

export interface Plot {
  readonly kind: "plot";
  readonly title: string;
  readonly x: Axis;
  readonly y: Axis;
  readonly series: readonly Series[];
  /** A sentence on what is to be seen, shown below. */
  readonly note?: string;
}

export interface Axis {
  readonly label: string;
  /** The range of the points unless given. */
  readonly range?: readonly [low: number, high: number];
  /** Powers of ten at equal distances; the points that are not above 0 are left out. */
  readonly log?: boolean;
}

export interface Series {
  readonly name: string;
  readonly mark: "line" | "points";
  readonly points: readonly (readonly [x: number, y: number])[];
  /** What stands beside each point of `points`; a letter alone may stand in its place. */
  readonly labels?: readonly string[];
}

/** Grey pictures beside each other, such as digits. */
export interface Pictures {
  readonly kind: "pictures";
  readonly title: string;
  readonly pictures: readonly Picture[];
  readonly note?: string;
}

export interface Picture {
  readonly label?: string;
  readonly rows: number;
  readonly columns: number;
  /** Row by row; 0 is the ground, 1 the ink. */
  readonly values: ArrayLike<number>;
}

/** Small matrices beside each other, each number on a ground that is the darker, the further it is from 0. */
export interface Heat {
  readonly kind: "heat";
  readonly title?: string;
  readonly matrices: readonly HeatMatrix[];
  readonly note?: string;
}

export interface HeatMatrix {
  readonly label?: string;
  /** What each row is. */
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Row by row; a number may be -Infinity. */
  readonly values: readonly (readonly number[])[];
  /** 2 unless given. */
  readonly decimals?: number;
}

/** The matrices of attention, on the way in and on the way. */
export type Name = "X" | "Q" | "K" | "V" | "scores" | "weights" | "output";

/** A number of one of them. */
export interface Cell {
  readonly name: Name;
  readonly row: number;
  readonly column: number;
}

/** What decides which numbers are computed of which. */
export interface Wiring {
  readonly words: number;
  readonly features: number;
  /** The columns of Q, K and V that count. */
  readonly begin: number;
  readonly end: number;
  readonly isMasked: boolean;
  /** Matrices that the reader has changed: they are computed of nothing. */
  readonly own: ReadonlySet<string>;
}

/** The numbers that a followed one has to do with. */
export interface Links {
  /** How a number is marked; "" for one that has nothing to do with it. */
  markOf(name: Name, row: number, column: number): string;
  /** The same in words: how many numbers of each matrix. */
  readonly words: string;
}

const order: readonly Name[] = ["X", "Q", "K", "V", "scores", "weights", "output"];
const keyOf = ({ name, row, column }: Cell) => `${name} ${row} ${column}`;
const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

/** Follows a number all the way back to the words' own numbers, and all the way on to the output. */
export function linksOf(cell: Cell, wiring: Wiring): Links {
  const cells = cellsOf(wiring);
  const parts = new Map(cells.map((each) => [keyOf(each), partsOf(each, wiring)]));
  const wholes = new Map<string, Cell[]>();
  for (const whole of cells) {
    for (const part of parts.get(keyOf(whole))!) {
      wholes.set(keyOf(part), [...(wholes.get(keyOf(part)) ?? []), whole]);
    }
  }
  const back = reached(cell, (each) => parts.get(keyOf(each)) ?? []);
  const on = reached(cell, (each) => wholes.get(keyOf(each)) ?? []);
  return {
    markOf(name, row, column) {
      const key = keyOf({ name, row, column });
      if (key === keyOf(cell)) return "followed-cell";
      if (back.has(key)) return back.get(key) === 1 ? "made-of" : "made-of far";
      if (on.has(key)) return on.get(key) === 1 ? "goes-into" : "goes-into far";
      return "";
    },
    words: `${counted("It is made of", back, "this comes from nothing here")}; ${counted("it goes into", on, "it goes into nothing here")}.`,
  };
}

function cellsOf({ words, features, begin, end }: Wiring): Cell[] {
  const widths = { X: features, Q: features, K: features, V: features, scores: words, weights: words };
  return order.flatMap((name) =>
    upTo(words).flatMap((row) =>
      upTo(name === "output" ? end - begin : widths[name]).map((column) => ({ name, row, column })),
    ),
  );
}

/** The numbers that a number is computed of, at once. */
function partsOf({ name, row, column }: Cell, { words, begin, end, isMasked, own }: Wiring): Cell[] {
  if (own.has(name)) return [];
  const seen = upTo(isMasked ? row + 1 : words);
  const isHidden = isMasked && column > row;
  switch (name) {
    case "Q":
    case "K":
    case "V":
      return [{ name: "X", row, column }];
    case "scores":
      if (isHidden) return [];
      return upTo(end - begin).flatMap((k): Cell[] => [
        { name: "Q", row, column: begin + k },
        { name: "K", row: column, column: begin + k },
      ]);
    case "weights":
      return isHidden ? [] : seen.map((j) => ({ name: "scores", row, column: j }));
    case "output":
      return seen.flatMap((j): Cell[] => [
        { name: "weights", row, column: j },
        { name: "V", row: j, column: begin + column },
      ]);
    default:
      return [];
  }
}

/** All that can be reached, with how many steps it takes. */
function reached(from: Cell, next: (cell: Cell) => readonly Cell[]): Map<string, number> {
  const steps = new Map<string, number>();
  let front: readonly Cell[] = [from];
  for (let step = 1; front.length > 0; step++) {
    front = front.flatMap(next).filter((cell) => {
      const isNew = !steps.has(keyOf(cell));
      if (isNew) steps.set(keyOf(cell), step);
      return isNew;
    });
  }
  return steps;
}

function counted(begin: string, found: ReadonlyMap<string, number>, nothing: string): string {
  const parts = order.flatMap((name) => {
    const count = [...found.keys()].filter((key) => key.startsWith(`${name} `)).length;
    return count > 0
      ? [
          `${count} of ${name === "weights" ? "the shares" : name === "scores" || name === "output" ? `the ${name}` : name}`,
        ]
      : [];
  });
  return parts.length > 0 ? `${begin} ${parts.join(", ")}` : nothing;
}

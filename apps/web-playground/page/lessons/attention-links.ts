/** The matrices of attention, on the way in and on the way. */
export type Name = "X" | "Q" | "K" | "V" | "scores" | "weights" | "output";

/** A number of one of them. */
export interface Cell {
  readonly name: Name;
  readonly row: number;
  readonly column: number;
}

type Rows = readonly (readonly number[])[];
type Matrices = { readonly [N in Name]: Rows };

interface Sizes {
  readonly words: number;
  /** The columns of Q, K and V that count. */
  readonly begin: number;
  readonly end: number;
  readonly isMasked: boolean;
}

/** What a cell has to do with the one that is followed: it is it, is in it, or has it in itself; "" for nothing. */
export function linksOf(cell: Cell, sizes: Sizes): (name: Name, row: number, column: number) => string {
  return (name, row, column) => {
    const other = { name, row, column };
    if (cell.name === name && cell.row === row && cell.column === column) return "followed-cell";
    if (isIn(other, cell, sizes)) return "made-of";
    return isIn(cell, other, sizes) ? "goes-into" : "";
  };
}

/** Whether a number is one of those that another is computed of. */
function isIn(part: Cell, whole: Cell, { begin, end, isMasked }: Sizes): boolean {
  const seen = (asks: number, asked: number) => !isMasked || asked <= asks;
  const counts = part.column >= begin && part.column < end;
  switch (whole.name) {
    case "Q":
    case "K":
    case "V":
      return part.name === "X" && part.row === whole.row && part.column === whole.column;
    case "scores":
      if (part.name === "Q") return counts && part.row === whole.row;
      return part.name === "K" && counts && part.row === whole.column;
    case "weights":
      return part.name === "scores" && part.row === whole.row && seen(whole.row, Math.max(part.column, whole.column));
    case "output":
      if (part.name === "weights") return part.row === whole.row && seen(whole.row, part.column);
      return part.name === "V" && part.column === begin + whole.column && seen(whole.row, part.row);
    default:
      return false;
  }
}

interface Answer extends Matrices {
  readonly words: readonly string[];
  readonly features: readonly string[];
  readonly scale: number;
  readonly begin: number;
  readonly end: number;
}

/** How a number comes about, with the real numbers. */
export function inWords({ name, row, column }: Cell, answer: Answer, isMasked: boolean): string {
  const { words, features, begin, end, scale } = answer;
  const value = answer[name][row]?.[column];
  if (value === undefined) return "";
  const [asks, asked] = [words[row]!, words[column]];
  const is = plain(value);
  if (name === "scores" || name === "weights") {
    if (isMasked && column > row) return `“${asks}” may not see “${asked}”, which comes later: its share is 0.`;
  }
  switch (name) {
    case "scores": {
      const products = features.slice(begin, end).map((_, k) => {
        return `${shown(answer.Q[row]![begin + k]!)}·${shown(answer.K[column]![begin + k]!)}`;
      });
      return `How well “${asked}” fits what “${asks}” asks: (${products.join(" + ")}) / ${shown(scale)} = ${is}`;
    }
    case "weights": {
      const scores = answer.scores[row]!.slice(0, isMasked ? row + 1 : undefined);
      const powers = scores.map((score) => `e^${shown(score)}`);
      return `How much “${asks}” takes of “${asked}”: e^${shown(answer.scores[row]![column]!)} / (${powers.join(" + ")}) = ${is}`;
    }
    case "output": {
      const shares = answer.weights[row]!.slice(0, isMasked ? row + 1 : undefined);
      const products = shares.map((share, j) => `${shown(share)}·${shown(answer.V[j]![begin + column]!)}`);
      return `${features[begin + column]} of “${asks}” after attention: ${products.join(" + ")} = ${is}`;
    }
    default:
      return `${features[column]} of “${asks}” in ${name}: ${is}`;
  }
}

const plain = (x: number) => String(Number(x.toFixed(2))).replace("-", "−");
const shown = (x: number) => (x < 0 ? `(${plain(x)})` : plain(x));

/** Rows with semicolons between, as the address has them. */
export function textOfMatrix(rows: Rows): string {
  return rows.map((row) => row.join(",")).join(";");
}

/** What is no number becomes NaN. */
export function matrixOfText(text: string): number[][] {
  return text.split(";").map((row) => row.split(",").map(Number));
}

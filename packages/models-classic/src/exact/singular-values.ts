import type { Rows } from "../rows.js";
import { norm } from "./householder.js";
import { columnsOf } from "./table.js";

/** A direction among the weights, and how much X w changes when w moves along it by 1. */
export interface SingularValue {
  readonly value: number;
  /** Of length 1, a number for each column of X. */
  readonly direction: readonly number[];
}

/**
 * The singular values of X with their directions, the largest first: pairs of columns are turned until all stand at right angles;
 * their lengths are the values, and the turns, done to the identity too, the directions.
 *
 * Shapes: X (N, D) -> D values, of which those beyond N are 0
 * Source: Hestenes 1958; Golub & Van Loan 2013, "Matrix Computations", section 8.6.3 (one-sided Jacobi)
 */
export function singularValues(X: Rows): SingularValue[] {
  return turned(columnsOf("singularValues", X));
}

/**
 * How many times further X carries a vector along the direction that it stretches most than along the one that it stretches
 * least: σ₁ / σₙ. Above 1e15 or Infinity when it makes one vanish, as far as float64 can tell. Gradient descent on squares needs about its square in steps.
 *
 * Shapes: X (N, D)
 * DType: float64
 * Source: Golub & Van Loan 2013, "Matrix Computations", section 2.6.2
 */
export function conditionNumber(X: Rows): number {
  const columns = columnsOf("conditionNumber", X);
  const N = columns[0]!.length;
  // A wide matrix has the singular values of its transpose, and a few that are 0 because of its shape alone.
  const tall = columns.length <= N ? columns : transposed(columns);
  const values = turned(tall);
  const smallest = values.at(-1)!.value;
  return smallest === 0 ? Number.POSITIVE_INFINITY : values[0]!.value / smallest;
}

const epsilon = 2 ** -52;
const mostSweeps = 60; // about ten are usual

function turned(columns: readonly Float64Array[]): SingularValue[] {
  const D = columns.length;
  const a = columns.map((column) => column.slice());
  const v = a.map((_, j) => new Float64Array(D).fill(1, j, j + 1));
  const scale = Math.max(...a.map(norm)) || 1; // no square of a length overflows then
  for (const column of a) for (let i = 0; i < column.length; i++) column[i]! /= scale;
  for (let sweep = 0, moved = true; moved && sweep < mostSweeps; sweep++) {
    moved = false;
    for (let p = 0; p < D - 1; p++) {
      for (let q = p + 1; q < D; q++) {
        const turn = rightAngle(a[p]!, a[q]!);
        if (!turn) continue;
        moved = true;
        rotate(a[p]!, a[q]!, turn);
        rotate(v[p]!, v[q]!, turn);
      }
    }
  }
  return a
    .map((column, j) => ({ value: norm(column) * scale, direction: [...v[j]!] }))
    .sort((one, other) => other.value - one.value);
}

interface Turn {
  readonly cos: number;
  readonly sin: number;
}

/** The smaller turn after which two columns stand at right angles; undefined when they do. */
function rightAngle(x: Float64Array, y: Float64Array): Turn | undefined {
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    xx += x[i]! * x[i]!;
    yy += y[i]! * y[i]!;
    xy += x[i]! * y[i]!;
  }
  if (Math.abs(xy) <= epsilon * Math.sqrt(xx) * Math.sqrt(yy)) return undefined;
  const zeta = (yy - xx) / (2 * xy);
  const tangent = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.sqrt(1 + zeta * zeta));
  const cos = 1 / Math.sqrt(1 + tangent * tangent);
  return { cos, sin: cos * tangent };
}

function rotate(x: Float64Array, y: Float64Array, { cos, sin }: Turn): void {
  for (let i = 0; i < x.length; i++) {
    const [before, other] = [x[i]!, y[i]!];
    x[i] = cos * before - sin * other;
    y[i] = sin * before + cos * other;
  }
}

function transposed(columns: readonly Float64Array[]): Float64Array[] {
  return Array.from(columns[0]!, (_, i) => Float64Array.from(columns, (column) => column[i]!));
}

import { Rng, ValueError } from "@cairn-ml/tensor";
import { dot, norm, over } from "../keyed-vectors/vector-math.js";
import { symmetricEigen } from "./symmetric-eigen.js";

/** Where rows lie along the directions in which they differ most. */
export interface PrincipalComponents {
  /** (rows, components), row-major, their mean 0. */
  readonly scores: Float64Array;
  /** The share of all variance along each direction, the largest first. */
  readonly shares: readonly number[];
}

const spare = 8; // directions beside those that are wanted: these are then found sooner
const mostRounds = 500;

/**
 * Principal components: the directions v for which Σ ((x − mean) · v)² is largest, each at right angles to those before. They
 * are eigenvectors of XᵀX, found by multiplying a few directions by it again and again, without making it. The sign is such that
 * a direction's largest element is positive.
 *
 * Shapes: rows (n, dim), row-major -> scores (n, components). Throws: ValueError.
 * Source: Golub & Van Loan, Matrix Computations, section 8.2.4 (orthogonal iteration with Ritz acceleration).
 */
export function principalComponents(
  rows: ArrayLike<number>,
  dim: number,
  { components = 2 }: { components?: number } = {},
): PrincipalComponents {
  const n = rows.length / dim;
  if (!(Number.isInteger(n) && n > 0 && components >= 1 && components <= dim)) {
    throw new ValueError("principalComponents", "these are no rows, or they have too few numbers.", {
      given: `${rows.length} numbers, ${dim} in a row, ${components} components`,
      expected: "whole rows, and no more components than a row has numbers",
    });
  }
  const x = centred(rows, dim);
  const total = dot(x, x);
  const directions = largest(x, dim, components, total);
  const scores = new Float64Array(n * components);
  for (const [c, direction] of directions.entries()) {
    along(x, dim, direction).forEach((score, i) => {
      scores[i * components + c] = score;
    });
  }
  const variance = (c: number) => {
    let sum = 0;
    for (let i = c; i < scores.length; i += components) sum += scores[i]! * scores[i]!;
    return total === 0 ? 0 : sum / total;
  };
  return { scores, shares: directions.map((_, c) => variance(c)) };
}

function centred(rows: ArrayLike<number>, dim: number): Float64Array {
  const x = Float64Array.from(rows);
  const mean = new Float64Array(dim);
  for (let i = 0; i < x.length; i++) mean[i % dim]! += x[i]!;
  for (let i = 0; i < x.length; i++) x[i]! -= mean[i % dim]! / (x.length / dim);
  return x;
}

/** The first eigenvectors of XᵀX. */
function largest(x: Float64Array, dim: number, wanted: number, total: number): Float64Array[] {
  const rng = new Rng(0); // any start will do that is not at right angles to what is sought
  const start = () => Float64Array.from({ length: dim }, () => rng.uniform() - 0.5);
  let found = orthonormal(Array.from({ length: Math.min(dim, wanted + spare) }, start));
  for (let round = 0; round < mostRounds; round++) {
    const moved = found.map((direction) => times(x, dim, direction)); // XᵀX v
    const { values, vectors } = symmetricEigen(found.map((a) => moved.map((b) => dot(a, b))));
    const [ritz, image] = [combine(vectors, found), combine(vectors, moved)];
    const error = (c: number) => {
      const rest = image[c]!.map((value, k) => value - values[c]! * ritz[c]![k]!);
      return norm(rest, 0, dim);
    };
    found = ritz;
    if (Array.from({ length: wanted }, (_, c) => error(c)).every((value) => value <= 1e-10 * total)) break;
    found = orthonormal(image);
  }
  return found.slice(0, wanted).map(signed);
}

/** Xᵀ (X v). */
function times(x: Float64Array, dim: number, direction: Float64Array): Float64Array {
  const product = new Float64Array(dim);
  for (const [i, score] of along(x, dim, direction).entries()) {
    for (let k = 0; k < dim; k++) product[k]! += score * x[i * dim + k]!;
  }
  return product;
}

/** X v. */
function along(x: Float64Array, dim: number, direction: Float64Array): Float64Array {
  return Float64Array.from({ length: x.length / dim }, (_, i) => dot(direction, x.subarray(i * dim, (i + 1) * dim)));
}

/** Σ weights[c][k] · directions[k], for each c. */
function combine(weights: readonly Float64Array[], directions: readonly Float64Array[]): Float64Array[] {
  return weights.map((weight) =>
    directions[0]!.map((_, at) => directions.reduce((sum, direction, k) => sum + weight[k]! * direction[at]!, 0)),
  );
}

/** The same directions at right angles, of length 1 (Gram and Schmidt, twice, since once loses digits). */
function orthonormal(directions: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const direction of directions) {
    let rest = direction;
    for (let again = 0; again < 2; again++) {
      for (const other of done) {
        const shared = dot(rest, other);
        rest = rest.map((value, k) => value - shared * other[k]!);
      }
      const length = norm(rest, 0, rest.length);
      rest = rest.map((value) => over(value, length)); // zeros where there are no more directions
    }
    done.push(rest);
  }
  return done;
}

function signed(direction: Float64Array): Float64Array {
  const furthest = direction.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most), 0);
  return furthest < 0 ? direction.map((value) => -value) : direction;
}

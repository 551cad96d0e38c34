import { Rng, ValueError } from "@cairn-ml/tensor";
import { type Brought, checkColumn, inputName, inputTable } from "../input-table.js";

export interface People {
  /** Height in metres and sex (1 for a woman), a row for each. */
  readonly X: readonly (readonly [height: number, sex: number])[];
  /** Weight, kg. */
  readonly y: readonly number[];
}

/** What the weights were made with. */
export const truth = { height: 45, sex: -10, bias: 5 };

interface Drawn {
  readonly seed: number;
  readonly people: number;
  /** The standard deviation, as a share of the weight. */
  readonly noise: number;
}

/**
 * As many women as men, heights uniform from 1.5 to 1.9 m, normal noise. The noise of each sex has mean 0 and deviation 1 exactly:
 * with draws that are left as they come, 150 of 1,000 seeds miss a published figure by luck alone, and so 3 do.
 */
export function drawPeople({ seed, people, noise }: Drawn): People {
  const rng = new Rng(seed).fork("people");
  const heights = rng.fork("heights").uniforms(people);
  const draws = rng.fork("noise").normals(people);
  const sexOf = (i: number) => i % 2;
  const even = [0, 1].map((sex) => evened(draws.filter((_, i) => sexOf(i) === sex)));
  const X = Array.from(heights, (u, i) => [1.5 + 0.4 * u, sexOf(i)] as const);
  const y = X.map(([height, sex], i) => {
    const weight = truth.height * height + truth.sex * sex + truth.bias;
    return weight * (1 + noise * even[sex]![i >> 1]!);
  });
  return { X, y };
}

/** Shifted and stretched to mean 0 and mean square 1. */
function evened(draws: Float64Array): Float64Array {
  const mean = draws.reduce((sum, z) => sum + z, 0) / draws.length;
  const spread = Math.sqrt(draws.reduce((sum, z) => sum + (z - mean) ** 2, 0) / draws.length);
  return draws.map((z) => (z - mean) / spread);
}

const op = "lesson 3";

/** The reader's own people; undefined when there are none. Throws: ValueError naming the line, or a column that never changes. */
export function peopleFrom(host: Brought): People | undefined {
  const table = inputTable(host, ["height", "sex", "weight"]);
  if (!table) return undefined;
  checkColumn(host, table, "sex", {
    ...{ op, problem: "is neither 0 nor 1", expected: "0 for a man, 1 for a woman" },
    holds: (sex) => sex === 0 || sex === 1,
  });
  checkColumn(host, table, "height", {
    ...{ op, problem: "is no height in metres", expected: "metres, such as 1.65", fix: "divide centimetres by 100" },
    holds: (height) => height > 0 && height < 3,
  });
  const { height, sex, weight } = table.columns as { height: number[]; sex: number[]; weight: number[] };
  const X = height.map((h, i) => [h, sex[i]!] as const);
  checkVaries(X, inputName(host));
  return { X, y: weight };
}

/** Three weights need three rows of which none follows from the others: else many weights do equally well. */
function checkVaries(X: People["X"], name: string): void {
  const heightVaries = [0, 1].some(
    (sex) => new Set(X.filter((row) => row[1] === sex).map(([height]) => height)).size > 1,
  );
  const sexVaries = new Set(X.map(([, sex]) => sex)).size > 1;
  if (heightVaries && sexVaries) return;
  throw new ValueError(op, `${name} has ${sexVaries ? "no two heights of one sex" : "one sex only"}.`, {
    given: `${X.length} ${X.length === 1 ? "row" : "rows"}${sexVaries ? "" : `, "sex" always ${X[0]![1]}`}`,
    expected: "men (0) and women (1), of one of them two heights or more: else many weights do equally well",
  });
}

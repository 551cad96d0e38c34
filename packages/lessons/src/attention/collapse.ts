import { Rng } from "@cairn-ml/tensor";
import { softmax } from "./attend.js";

/** The largest of five shares, on average, for vectors of so many numbers. */
export interface Collapse {
  readonly dimension: number;
  readonly plain: number;
  /** With the scores divided by √dimension. */
  readonly scaled: number;
}

const dimensions = [1, 4, 16, 64, 256, 1024];
const draws = 50;
const keys = 5;

/** Queries and keys drawn from a normal distribution: a score is a sum of `dimension` products, and strays by √dimension. */
export function collapse(seed: number): Collapse[] {
  const rng = new Rng(seed).fork("collapse");
  return dimensions.map((dimension) => {
    let [plain, scaled] = [0, 0];
    for (let i = 0; i < draws; i++) {
      const query = rng.normals(dimension);
      const scores = Array.from({ length: keys }, () => product(query, rng.normals(dimension)));
      plain += Math.max(...softmax(scores));
      scaled += Math.max(...softmax(scores.map((score) => score / Math.sqrt(dimension))));
    }
    return { dimension, plain: plain / draws, scaled: scaled / draws };
  });
}

/** As `dot`, in a loop: there are hundreds of thousands of products. */
function product(a: Float64Array | Float32Array, b: Float64Array | Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

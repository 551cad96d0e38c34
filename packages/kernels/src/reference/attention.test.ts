import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { attention } from "./attention.js";
import { attentionBackward } from "./attention-backward.js";
import { softmax } from "./softmax.js";
import { dot, expectClose, expectSplits, numbers, slopes } from "./testing.test-helper.js";
import type { Floats } from "./types.js";

interface Problem {
  B: number;
  H: number;
  Tq: number;
  Tk: number;
  D: number;
  scale: number;
  offset: number;
}

/** Strides of (B, T, H, D) in memory, as the projection of a layer leaves it, seen as (B, H, T, D). */
const strides = (T: number, { H, D }: Problem): [number, number, number] => [T * H * D, D, H * D];

function forward(problem: Problem, q: Floats, k: Floats, v: Floats) {
  const { B, H, Tq, Tk, D, scale, offset } = problem;
  const y = new Float64Array(B * Tq * H * D);
  const lse = new Float64Array(B * H * Tq);
  const run = (yOut: Floats, lseOut: Floats, begin: number, end: number) =>
    attention(q, k, v, yOut, lseOut, H, Tq, Tk, D, ...strides(Tq, problem), ...strides(Tk, problem),
      ...strides(Tq, problem), scale, offset, begin, end); // biome-ignore format: one line a group of strides
  run(y, lse, 0, B * H);
  return { y, lse, run };
}

/** The same by its parts: a row of scores, -inf where a key is hidden, softmax, then the weighted sum. */
function composed(problem: Problem, q: Floats, k: Floats, v: Floats): Float64Array {
  const { B, H, Tq, Tk, D, scale, offset } = problem;
  const y = new Float64Array(B * Tq * H * D);
  const at = (b: number, h: number, t: number, T: number) => ((b * T + t) * H + h) * D;
  for (let b = 0; b < B; b++) {
    for (let h = 0; h < H; h++) {
      for (let i = 0; i < Tq; i++) {
        const row = q.subarray(at(b, h, i, Tq), at(b, h, i, Tq) + D);
        const scores = Float64Array.from({ length: Tk }, (_, j) => {
          const key = k.subarray(at(b, h, j, Tk), at(b, h, j, Tk) + D);
          return j <= i + offset ? scale * dot(row, key) : -Infinity;
        });
        softmax(scores, scores, Tk, 0, 1);
        for (let d = 0; d < D; d++) {
          for (let j = 0; j < Tk; j++) y[at(b, h, i, Tq) + d]! += scores[j]! * v[at(b, h, j, Tk) + d]!;
        }
      }
    }
  }
  return y;
}

const size = fc.integer({ min: 1, max: 5 });
const problems = fc.record({
  B: size,
  H: size,
  Tq: size,
  Tk: size,
  D: size,
  scale: fc.constantFrom(1, 0.5, -0.3),
  offset: fc.integer({ min: 0, max: 7 }),
});

function inputs({ B, H, Tq, Tk, D }: Problem, seed: number) {
  const [q, k, v, dy] = [Tq, Tk, Tk, Tq].map((T, i) => numbers(seed + i, B * T * H * D));
  return { q: q!, k: k!, v: v!, dy: dy! };
}

describe("attention", () => {
  it("gives values worked by hand", () => {
    // One head, D = 1, scale 1: query 1 sees scores 0 and ln 3, so weights 1/4 and 3/4; query 0 only key 0.
    const problem = { B: 1, H: 1, Tq: 2, Tk: 2, D: 1, scale: 1, offset: 0 };
    const { y, lse } = forward(problem, Float64Array.of(5, 1), Float64Array.of(0, Math.log(3)), Float64Array.of(8, 16));
    expectClose(y, [8, 14]);
    expectClose(lse, [0, Math.log(4)]);
  });

  it("gives 0 and -inf to a query that sees no key", () => {
    const problem = { B: 1, H: 1, Tq: 2, Tk: 2, D: 1, scale: 1, offset: -1 };
    const { y, lse } = forward(problem, Float64Array.of(5, 1), Float64Array.of(0, 1), Float64Array.of(8, 16));
    expect([...y]).toEqual([0, 8]);
    expect([...lse]).toEqual([-Infinity, 0]);
  });

  it("equals scores, mask, softmax and weighted sum, whole or in pieces", () => {
    fc.assert(
      fc.property(problems, fc.nat(), (problem, seed) => {
        const { q, k, v } = inputs(problem, seed);
        const { y, lse, run } = forward(problem, q, k, v);
        expectClose(y, composed(problem, q, k, v), 0, 1e-13);
        const outputs = () => [new Float64Array(y.length), new Float64Array(lse.length)];
        expectSplits(problem.B * problem.H, outputs, ([out, l], begin, end) => run(out!, l!, begin, end));
      }),
    );
  });
});

describe("attentionBackward", () => {
  it("has the slopes that finite differences give, and writes rather than adds", () => {
    fc.assert(
      fc.property(problems, fc.nat(), (problem, seed) => {
        const { H, Tq, Tk, D, scale, offset } = problem;
        const { q, k, v, dy } = inputs(problem, seed);
        const { y, lse } = forward(problem, q, k, v);
        const qs = strides(Tq, problem);
        const ks = strides(Tk, problem);
        const outputs = () => [q.slice(), k.slice(), v.slice()];
        const run = ([dq, dk, dv]: Float64Array[], begin: number, end: number) =>
          attentionBackward(
            q, k, v, y, dy, lse, dq!, dk!, dv!, H, Tq, Tk, D, ...qs, ...ks, ...qs, ...qs, ...ks, scale, offset, begin, end,
          ); // biome-ignore format: one line a call
        const [dq, dk, dv] = outputs();
        run([dq!, dk!, dv!], 0, problem.B * H);
        expectClose(
          dq!,
          slopes((x) => dot(forward(problem, x, k, v).y, dy), q),
          1e-6,
          1e-7,
        );
        expectClose(
          dk!,
          slopes((x) => dot(forward(problem, q, x, v).y, dy), k),
          1e-6,
          1e-7,
        );
        expectClose(
          dv!,
          slopes((x) => dot(forward(problem, q, k, x).y, dy), v),
          1e-6,
          1e-7,
        );
        expectSplits(problem.B * H, outputs, run);
      }),
      { numRuns: 40 },
    );
  });
});

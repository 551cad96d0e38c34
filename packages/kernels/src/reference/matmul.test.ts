import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matmul } from "./matmul.js";
import { expectClose, expectSplits, numbers } from "./testing.test-helper.js";

describe("matmul", () => {
  it("gives values worked by hand", () => {
    const y = new Float64Array(4);
    matmul(Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(1, 0, 0, 1, 1, 1), y, 2, 2, 3, 3, 1, 2, 1, 0, 0, 0, 2);
    expect([...y]).toEqual([4, 5, 10, 11]);
  });

  it("gives zeros when K = 0, and carries 0 · inf", () => {
    const y = Float64Array.of(7, 7);
    matmul(new Float64Array(0), new Float64Array(0), y, 1, 2, 0, 0, 1, 2, 1, 0, 0, 0, 2);
    expect([...y]).toEqual([0, 0]);
    matmul(Float64Array.of(0), Float64Array.of(Infinity, 1), y, 1, 2, 1, 1, 1, 2, 1, 0, 0, 0, 2);
    expect([...y]).toEqual([NaN, 0]);
  });

  it("rounds to float32 once, at the end", () => {
    const y = new Float32Array(1);
    const a = Float32Array.of(1, 2 ** -24, 2 ** -24);
    matmul(a, Float32Array.of(1, 1, 1), y, 1, 1, 3, 3, 1, 1, 1, 0, 0, 0, 1);
    expect(y[0]).toBe(1 + 2 ** -23);
  });

  it("equals three nested loops for every layout and batch", () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(size, size, size, size, fc.boolean(), fc.boolean(), fc.boolean(), fc.nat(), (...drawn) => {
        const [Z, M, N, K, aTransposed, bTransposed, repeat, seed] = drawn;
        const [aRow, aCol] = aTransposed ? [1, M] : [K, 1];
        const [bRow, bCol] = bTransposed ? [1, K] : [N, 1];
        const bBatch = repeat ? 0 : K * N;
        const a = numbers(seed, Z * M * K);
        const b = numbers(seed + 1, Z * K * N);
        const expected = new Float64Array(Z * M * N);
        for (let z = 0; z < Z; z++) {
          for (let m = 0; m < M; m++) {
            for (let n = 0; n < N; n++) {
              for (let k = 0; k < K; k++) {
                expected[(z * M + m) * N + n]! +=
                  a[z * M * K + m * aRow + k * aCol]! * b[z * bBatch + k * bRow + n * bCol]!;
              }
            }
          }
        }
        const run = (y: Float64Array, begin: number, end: number) =>
          matmul(a, b, y, M, N, K, aRow, aCol, bRow, bCol, M * K, bBatch, begin, end);
        const y = new Float64Array(Z * M * N);
        const extent = Z * Math.max(M, N);
        run(y, 0, extent);
        expectClose(y, expected, 0, 1e-14 * K);
        expectSplits(
          extent,
          () => [new Float64Array(Z * M * N)],
          ([out], begin, end) => run(out!, begin, end),
        );
      }),
    );
  });
});

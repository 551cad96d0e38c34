import { fromData, init, Rng, tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Batches } from "./index.js";

beforeAll(async () => {
  await init();
});

/** Rows that say their number: row i is (i, -i), its y is i. */
function numbered(seed: number, N: number, batchSize: number): Batches {
  const X = fromData(
    Array.from({ length: 2 * N }, (_, i) => (i % 2 ? -1 : 1) * (i >> 1)),
    [N, 2],
  );
  return new Batches(
    new Rng(seed),
    X,
    fromData(
      Int32Array.from({ length: N }, (_, i) => i),
      [N],
      { dtype: "int32" },
    ),
    {
      batchSize,
    },
  );
}

const labelsOf = (batches: Batches, step: number) => [...batches.batch(undefined, step).y.data()];
const size = fc.integer({ min: 1, max: 17 });

describe("Batches", () => {
  it("sees each row once in an epoch, with its own y, the last batch having what is left", () => {
    fc.assert(
      fc.property(size, size, fc.nat(), fc.nat(5), (N, batchSize, seed, epoch) => {
        const batches = numbered(seed, N, batchSize);
        const seen: number[] = [];
        for (let i = 0; i < batches.stepsPerEpoch; i++) {
          const batch = batches.batch(undefined, epoch * batches.stepsPerEpoch + i);
          const labels = [...batch.y.data()];
          expect(batch.X.toArray()).toEqual(labels.map((label) => [label, label === 0 ? expect.closeTo(0) : -label]));
          expect(batch.y.dtype).toBe("int32");
          expect(batches.count(batch)).toBe(Math.min(batchSize, N - seen.length));
          seen.push(...labels);
        }
        expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: N }, (_, i) => i));
      }),
    );
  });

  it("has the same batch at a step, whatever was asked before", () => {
    fc.assert(
      fc.property(size, size, fc.nat(), fc.array(fc.nat(60)), fc.nat(60), (N, batchSize, seed, before, step) => {
        const batches = numbered(seed, N, batchSize);
        for (const other of before) batches.batch(undefined, other);
        expect(labelsOf(batches, step)).toEqual(labelsOf(numbered(seed, N, batchSize), step));
      }),
    );
  });

  it("orders each epoch, and each seed, anew", () => {
    const epoch = (seed: number, n: number) =>
      [2 * n, 2 * n + 1].flatMap((step) => labelsOf(numbered(seed, 20, 10), step));
    expect(epoch(1, 0)).not.toEqual(epoch(1, 1));
    expect(epoch(1, 0)).not.toEqual(epoch(2, 0));
  });

  it("brings each row to each place about equally often", () => {
    const batches = numbered(3, 4, 3);
    const counts = new Int32Array(16);
    for (let epoch = 0; epoch < 4000; epoch++) {
      const order = [...labelsOf(batches, 2 * epoch), ...labelsOf(batches, 2 * epoch + 1)];
      for (const [place, row] of order.entries()) counts[4 * place + row]!++;
    }
    for (const n of counts) expect(Math.abs(n - 1000)).toBeLessThan(5 * Math.sqrt(750)); // five deviations
  });

  it("takes y of floats, a number or several a row", () => {
    const X = tensor([[0], [1], [2]]);
    const one = new Batches(new Rng(0), X, tensor([0.5, 1.5, 2.5]), { batchSize: 2 }).batch(undefined, 0);
    expect([...one.y.data()]).toEqual([...one.X.data()].map((x) => x + 0.5));
    const y = tensor([
      [0.5, 0],
      [1.5, 1],
      [2.5, 2],
    ]);
    const two = new Batches(new Rng(0), X, y, { batchSize: 2 }).batch(undefined, 0);
    expect(two.y.toArray()).toEqual([...two.X.data()].map((x) => [x + 0.5, x]));
  });

  it("hands out X and y as they are when a batch has all rows", () => {
    const [X, y] = [tensor([[1], [2]]), tensor([1, 2])];
    const batches = new Batches(new Rng(0), X, y, { batchSize: 9 });
    expect(batches.stepsPerEpoch).toBe(1);
    expect(batches.batch(undefined, 7)).toEqual({ X, y });
  });

  it("refuses rows that do not belong together, none, and sizes that are none", () => {
    const make = (rows: number, labels: number, batchSize: number) => () =>
      new Batches(
        new Rng(0),
        fromData(new Array(3 * rows).fill(0), [rows, 3]),
        fromData(new Array(labels).fill(0), [labels]),
        {
          batchSize,
        },
      );
    expect(make(5, 4, 1)).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: Batches: X and y do not have the same number of rows.
        given:    X (5, 3), y (4,)
        expected: y (5) or (5, K)]
    `);
    expect(make(0, 0, 1)).toThrow("there are no rows");
    expect(make(2, 2, 0)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Batches: batchSize is not a positive integer.
        given:    0
        expected: 1 or more]
    `);
    expect(make(2, 2, 1.5)).toThrow("batchSize is not a positive integer");
  });
});

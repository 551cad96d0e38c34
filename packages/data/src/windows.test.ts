import { init, Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type TokenBatch, TokenWindows } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const counting = (n: number, from = 0) => Int32Array.from({ length: n }, (_, i) => from + i);
const rowsOf = ({ tokens, targets }: TokenBatch) => [tokens.toArray(), targets.toArray()];

describe("TokenWindows.batch", () => {
  it("has rows of the text, and for each token the next one", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.nat(20),
        fc.nat(),
        (T, B, more, seed) => {
          const windows = new TokenWindows(counting(T + 1 + more), counting(T + 1), { contextLength: T, batchSize: B });
          const { tokens, targets } = windows.batch(new Rng(seed));
          expect([tokens.shape, targets.shape]).toEqual([
            [B, T],
            [B, T],
          ]);
          expect([tokens.dtype, targets.dtype]).toEqual(["int32", "int32"]);
          const [x, y] = [tokens.data(), targets.data()];
          x.forEach((token: number, i: number) => {
            expect(y[i]).toBe(token + 1); // the text counts up
            expect(token).toBe(x[i - (i % T)]! + (i % T));
          });
          expect(Math.max(...y)).toBeLessThanOrEqual(T + more);
        },
      ),
    );
  });

  it("begins everywhere that a window and its last target fit, about equally often", () => {
    const windows = new TokenWindows(counting(8), counting(4), { contextLength: 3, batchSize: 5000 });
    const starts = new Map<number, number>();
    const values = windows.batch(new Rng(1)).tokens.data();
    for (let row = 0; row < 5000; row++) starts.set(values[row * 3]!, (starts.get(values[row * 3]!) ?? 0) + 1);
    expect([...starts.keys()].sort()).toEqual([0, 1, 2, 3, 4]);
    for (const n of starts.values()) expect(Math.abs(n - 1000)).toBeLessThan(5 * Math.sqrt(800)); // five deviations
  });

  it("depends on the rng alone", () => {
    const windows = new TokenWindows(counting(100), counting(9), { contextLength: 4, batchSize: 3 });
    expect(rowsOf(windows.batch(new Rng(1)))).toEqual(rowsOf(windows.batch(new Rng(1))));
    expect(rowsOf(windows.batch(new Rng(1)))).not.toEqual(rowsOf(windows.batch(new Rng(2))));
  });
});

describe("TokenWindows.validation", () => {
  const windows = (n: number, T: number, B: number) =>
    new TokenWindows(counting(T + 1), counting(n, 100), { contextLength: T, batchSize: B });

  it("has the full windows in order, as worked by hand", () => {
    // 100 … 107: windows at 100 and 103; the one at 106 would need 109.
    expect([...windows(8, 3, 5).validation()].map(rowsOf)).toEqual([
      [
        [
          [100, 101, 102],
          [103, 104, 105],
        ],
        [
          [101, 102, 103],
          [104, 105, 106],
        ],
      ],
    ]);
    expect([...windows(7, 3, 1).validation()].map(rowsOf)).toHaveLength(2); // the last target is the last token
    expect([...windows(6, 3, 1).validation()].map(rowsOf)).toHaveLength(1);
  });

  it("covers each window once, in batches of the batch size, and `limit` windows at most", () => {
    const size = fc.integer({ min: 1, max: 9 });
    fc.assert(
      fc.property(size, size, fc.nat(60), fc.option(size), (T, B, more, limit) => {
        const batches = [...windows(T + 1 + more, T, B).validation(limit ?? undefined)];
        const tokens = batches.flatMap((batch) => [...batch.tokens.data()]);
        const count = Math.min(Math.floor((T + more) / T), limit ?? Number.POSITIVE_INFINITY);
        expect(tokens).toEqual(Array.from({ length: count * T }, (_, i) => 100 + i));
        expect(batches.slice(0, -1).every((batch) => batch.tokens.shape[0] === B)).toBe(true);
        expect(batches.at(-1)!.tokens.shape[0]).toBeLessThanOrEqual(B);
      }),
    );
  });

  it("is the same each time", () => {
    const some = windows(30, 4, 2);
    expect([...some.validation()].map(rowsOf)).toEqual([...some.validation()].map(rowsOf));
  });
});

describe("TokenWindows refuses", () => {
  it("a part without one window", () => {
    const options = { contextLength: 4, batchSize: 1 };
    expect(() => new TokenWindows(counting(4), counting(9), options)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: TokenWindows: the training part is too short.
        given:    4 tokens
        expected: more than the context length, 4
        fix:      give a longer text, or a shorter context]
    `);
    expect(() => new TokenWindows(counting(9), counting(0), options)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: TokenWindows: the validation part is too short.
        given:    0 tokens
        expected: more than the context length, 4
        fix:      give a longer text, or a shorter context]
    `);
    expect(() => new TokenWindows(counting(5), counting(5), options)).not.toThrow();
  });

  it("sizes that are none", () => {
    const make = (contextLength: number, batchSize: number) => () =>
      new TokenWindows(counting(9), counting(9), { contextLength, batchSize });
    expect(make(0, 1)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: TokenWindows: contextLength is not a positive integer.
        given:    0
        expected: 1 or more]
    `);
    expect(make(2, 1.5)).toThrow("batchSize is not a positive integer");
    expect(make(Number.NaN, 1)).toThrow("contextLength is not a positive integer");
  });
});

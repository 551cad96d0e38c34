import { valueAndGrad } from "@cairn-ml/autograd";
import { init, memoryScope, Rng, tensor, uniform } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { CausalSelfAttention, KeyValueCache } from "./index.js";

describe.each(["reference", "wasm"] as const)("KeyValueCache on %s", (device) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("holds keys and values in the order they came, past the scope of a step", () => {
    using cache = new KeyValueCache(1, 2, 4, 1);
    const step = (values: number[][]) => {
      using _ = memoryScope();
      const keys = tensor([values.map((head) => head.map((v) => [v]))]); // (1, 2, T, 1)
      const [k, v] = cache.append(keys, keys.mul(10));
      return [k.toArray(), v.toArray()];
    };
    step([
      [1, 2],
      [5, 6],
    ]);
    expect(cache.length).toBe(2);
    expect(step([[3], [7]])).toEqual([
      [
        [
          [[1], [2], [3]],
          [[5], [6], [7]],
        ],
      ],
      [
        [
          [[10], [20], [30]],
          [[50], [60], [70]],
        ],
      ],
    ]);
    cache.clear();
    expect(cache.length).toBe(0);
    expect(step([[8], [9]])[0]).toEqual([[[[8]], [[9]]]]);
  });

  it("says when it is full, and holds what it held", () => {
    using cache = new KeyValueCache(1, 2, 4, 3);
    const some = (T: number) => uniform(new Rng(T), [1, 2, T, 3]);
    cache.append(some(3), some(3));
    expect(() => cache.append(some(2), some(2))).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: KeyValueCache: there is no room.
        given:    3 positions held, keys (1, 2, 2, 3)
        expected: 4 positions at most
        fix:      clear() it and start from the last positions of the context]
    `);
    expect(cache.length).toBe(3);
    expect(cache.append(some(1), some(1))[0].shape).toEqual([1, 2, 4, 3]);
  });

  it("goes on with some of the sequences, one of them twice", () => {
    using cache = new KeyValueCache(3, 1, 3, 1);
    const column = (values: number[]) => tensor(values.map((v) => [[[v]]])); // (B, 1, 1, 1)
    cache.append(column([1, 2, 3]), column([10, 20, 30]));
    cache.select([2, 0, 2, 0]);
    expect([cache.batch, cache.length]).toEqual([4, 1]);
    const [k, v] = cache.append(column([5, 6, 7, 8]), column([50, 60, 70, 80]));
    expect(k.flatten().toArray()).toEqual([3, 5, 1, 6, 3, 7, 1, 8]);
    expect(v.flatten().toArray()).toEqual([30, 50, 10, 60, 30, 70, 10, 80]);
    cache.select([1]);
    expect(
      cache
        .append(column([9]), column([90]))[0]
        .flatten()
        .toArray(),
    ).toEqual([1, 6, 9]);
  });

  it("frees what is not gone on with, and can begin anew", async () => {
    const on = await init({ device });
    const before = on.memory().used;
    using cache = new KeyValueCache(1, 2, 4, 16);
    const one = on.memory().used - before;
    cache.select([0, 0, 0]);
    expect(on.memory().used - before).toBe(3 * one);
    cache.select([1]);
    expect(on.memory().used - before).toBe(one);
    cache.select([0]);
    expect(cache.length).toBe(0);
  });

  it("refuses sequences that it does not hold, and none", () => {
    using cache = new KeyValueCache(2, 1, 3, 1);
    expect(() => cache.select([0, 2])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: KeyValueCache: there is no such sequence.
        given:    rows [0, 2]
        expected: numbers from 0 to 1]
    `);
    for (const rows of [[], [-1], [0.5], [Number.NaN]]) expect(() => cache.select(rows)).toThrow("no such sequence");
  });

  it("refuses keys of another batch, and counts nothing", () => {
    using cache = new KeyValueCache(2, 1, 4, 1);
    expect(() => cache.append(tensor([[[[1]]]]), tensor([[[[1]]]]))).toThrow("shapes differ");
    expect(cache.length).toBe(0);
  });

  it("is for reading: a gradient through it is refused", () => {
    const layer = new CausalSelfAttention(new Rng(0), 4, 2);
    using cache = new KeyValueCache(1, 2, 4, 2);
    const x = uniform(new Rng(0), [1, 2, 4]);
    expect(() => valueAndGrad(layer.parameters(), () => layer.forward(x, { cache }).sum())).toThrow("has no gradient");
  });

  it("cannot be used once it is disposed", () => {
    const cache = new KeyValueCache(1, 1, 2, 1);
    cache[Symbol.dispose]();
    expect(() => cache.append(tensor([[[[1]]]]), tensor([[[[1]]]]))).toThrow("after it had been freed");
  });
});

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

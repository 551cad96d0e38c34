import fc from "fast-check";
import { beforeEach, describe, expect, it } from "vitest";
import {
  type Device,
  expectClose,
  fromData,
  init,
  QuantizedMatrix,
  Rng,
  type Tensor,
  tensor,
  uniform,
} from "./index.js";

const devices = [{ device: "wasm" as const }, { device: "reference" as const }];

describe.each(devices)("QuantizedMatrix on $device", ({ device: name }) => {
  let device: Device;
  beforeEach(async () => {
    device = await init({ device: name, threads: 2 });
    return () => device.close?.();
  });

  it("rounds a row to steps of a 127th of its largest number", () => {
    const w = tensor([
      [1.27, -0.5, 0.014],
      [0, 0, 0],
      [-254, 1, 3],
    ]);
    using q = new QuantizedMatrix(w);
    expect(q.values.toArray()).toEqual([
      [127, -50, 1],
      [0, 0, 0],
      [-127, 0, 2], // a half goes to the even one
    ]);
    expectClose(q.scales, tensor([0.01, 0, 2]), { rtol: 1e-6 });
    expect(q.values.dtype).toBe("int8");
    expectClose(q.products(tensor([[1, 2, 3]]), tensor([10, 20, 30])), tensor([[10.3, 20, 30 - 242]]), { rtol: 1e-3 });
  });

  it("is a half step off at most, and so are its products by as much", () => {
    const size = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(size, size, size, fc.boolean(), fc.nat(), (M, N, K, turned, seed) => {
        const rng = new Rng(seed);
        const w = turned ? uniform(rng, [K, N], -1, 1).mT : uniform(rng, [N, K], -1, 1);
        const x = uniform(rng, [M, K], -1, 1);
        using q = new QuantizedMatrix(w);
        const halfStep = 0.5 / 127 + 1e-6; // of numbers below 1
        expectClose(q.toFloat(), w, { atol: halfStep });
        expectClose(q.products(x), x.matmul(q.toFloat().mT), { atol: K * 2e-5 }); // x is rounded to 1/65534
        expect(q.take(fromData([0, N - 1], [2, 1], { dtype: "int32" })).shape).toEqual([2, 1, K]);
      }),
      { numRuns: 50 },
    );
  });

  it("takes leading axes, and none", () => {
    using q = new QuantizedMatrix(uniform(new Rng(1), [5, 7], -1, 1));
    expect(q.products(uniform(new Rng(2), [2, 3, 7])).shape).toEqual([2, 3, 5]);
    expect(q.products(uniform(new Rng(2), [7])).shape).toEqual([5]);
    expect(q.products(uniform(new Rng(2), [0, 7])).shape).toEqual([0, 5]);
  });

  it("says what does not fit", () => {
    using q = new QuantizedMatrix(uniform(new Rng(1), [5, 7], -1, 1));
    const message = (f: () => unknown) => {
      try {
        f();
      } catch (error) {
        return (error as Error).message.split("\n")[0];
      }
    };
    expect(message(() => q.products(uniform(new Rng(2), [2, 6])))).toMatchInlineSnapshot(
      `"QuantizedMatrix.products: the shapes do not fit."`,
    );
    expect(message(() => q.products(uniform(new Rng(2), [2, 7]), tensor([1])))).toMatchInlineSnapshot(
      `"QuantizedMatrix.products: the shapes do not fit."`,
    );
    expect(message(() => q.take(tensor([5], { dtype: "int32" })))).toMatchInlineSnapshot(
      `"QuantizedMatrix.take: index 5 does not exist."`,
    );
    expect(message(() => q.values.astype("float32"))).toMatchInlineSnapshot(
      `"astype: cannot convert int8 to float32."`,
    );
  });
});

it("has the same bits for a row alone and among others, on any number of threads", async () => {
  const bits = async (threads: number, rows: (x: Tensor) => Tensor) => {
    const device = await init({ threads });
    using q = new QuantizedMatrix(uniform(new Rng(1), [700, 513], -1, 1));
    const x = uniform(new Rng(2), [9, 513], -1, 1);
    const data = [...q.products(rows(x)).data()];
    device.close?.();
    return data;
  };
  const one = await bits(1, (x) => x);
  for (const threads of [2, 4]) expect(await bits(threads, (x) => x)).toEqual(one);
  expect(await bits(2, (x) => x.slice([[8, 9]]))).toEqual(one.slice(8 * 700));
});

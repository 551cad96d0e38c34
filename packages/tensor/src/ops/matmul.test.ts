import fc from "fast-check";
import { beforeAll, expect, it, vi } from "vitest";
import { type Device, expectClose, fromData, init, Rng, type Tensor, uniform } from "../index.js";

let wasm: Device;
let oracle: Device;

beforeAll(async () => {
  oracle = await init({ device: "reference" });
  wasm = await init();
});

const on = (device: Device, x: Tensor) => fromData(x.data(), x.shape, { device });

it("adds up parts where a row meets a large matrix", () => {
  const launch = vi.spyOn(wasm, "launch");
  const size = fc.constantFrom(512, 520, 1024, 1030); // times 16 or not
  fc.assert(
    fc.property(size, size, fc.nat(), fc.boolean(), fc.boolean(), (K, N, seed, turned, wider) => {
      const rng = new Rng(seed);
      const a = turned ? uniform(rng, [K, 3], -1, 1).mT.slice([[1, 2]]) : uniform(rng, [1, K], -1, 1);
      const b = uniform(rng, [K, N + (wider ? 5 : 0)], -1, 1).slice([null, [wider ? 5 : 0, N + (wider ? 5 : 0)]]);
      launch.mockClear();
      const y = a.matmul(b);
      expect(launch.mock.calls.map(([kernel]) => kernel)).toEqual(
        K % 16 === 0 && K * N >= 2 ** 18 ? ["matmul", "sum"] : ["matmul"],
      );
      expectClose(on(oracle, y), on(oracle, a).matmul(on(oracle, b)), { atol: (1e-6 * K) / 4 }); // terms have the mean 1/4
    }),
    { numRuns: 20 },
  );
  launch.mockRestore();
});

it("has the same bits there on any number of threads", async () => {
  const bits = async (threads: number) => {
    const device = await init({ threads });
    const y = uniform(new Rng(1), [1, 768]).matmul(uniform(new Rng(2), [768, 800]));
    const data = y.data();
    device.close?.();
    return data;
  };
  const one = await bits(1);
  for (const threads of [2, 3, 4]) expect(await bits(threads)).toEqual(one);
});

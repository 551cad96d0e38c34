import { type Device, fromData, normal, ReferenceDevice, Rng, type Tensor, WasmDevice } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, it } from "vitest";
import { expectWithin } from "./op-call.test-data.js";
import { valueAndGrad } from "./value-and-grad.js";

const small = fc.integer({ min: 1, max: 5 });

/** The three parts of each row as heads, and the way back. */
function split(qkv: Tensor, heads: number): [Tensor, Tensor, Tensor] {
  const [B, T, width] = qkv.dims(3);
  const D = width / (3 * heads);
  const parts = qkv.reshape([B, T, 3, heads, D]).transpose([2, 0, 3, 1, 4]);
  return [0, 1, 2].map((i) => parts.slice([[i, i + 1]]).reshape([B, heads, T, D])) as [Tensor, Tensor, Tensor];
}

function join(y: Tensor): Tensor {
  const [B, H, T, D] = y.dims(4);
  return y.transpose([0, 2, 1, 3]).reshape([B, T, H * D]);
}

/** Attention with its T × T matrices in memory. */
function composed(q: Tensor, k: Tensor, v: Tensor, causal: boolean): Tensor {
  const [, , T, D] = q.dims(4);
  const hidden = Array.from({ length: T * T }, (_, i) => (causal && i % T > Math.floor(i / T) ? -1e9 : 0));
  const mask = fromData(hidden, [T, T], { device: q.device });
  return q.matmul(k.mT).div(Math.sqrt(D)).add(mask).softmax().matmul(v);
}

describe.each(["reference", "wasm"])("attention on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = name === "wasm" ? await WasmDevice.create() : new ReferenceDevice();
  });

  it("is the same fused, by heads, and composed of matrix products; so is its gradient", () => {
    const rtol = name === "wasm" ? 1e-5 : 1e-12; // of the largest element: three ways of many operations each
    fc.assert(
      fc.property(small, small, small, small, fc.boolean(), fc.nat(), (B, T, H, D, causal, seed) => {
        const x = normal(new Rng(seed), [B, T, 3 * H * D], 0, 1, { device });
        const dy = normal(new Rng(seed).fork("dy"), [B, T, H * D], 0, 1, { device });
        const ways = [
          () => x.selfAttention(H, { causal }),
          () => join(split(x, H)[0].scaledDotProductAttention(split(x, H)[1], split(x, H)[2], { causal })),
          () => join(composed(...split(x, H), causal)),
        ];
        const results = ways.map((way) => {
          const { value, grads } = valueAndGrad([x], () => way().mul(dy).sum());
          return [way(), grads[0]!, value];
        });
        for (const result of results.slice(1)) {
          result.forEach((y, i) => {
            const expected = results[0]![i]!.data();
            const terms = expected.map(() => Math.max(1, ...expected.map(Math.abs)));
            expectWithin(`part ${i}`, y.data(), expected, terms, { rtol });
          });
        }
      }),
      { numRuns: 40 },
    );
  });

  it("lets the last queries see all that came before, as when tokens are added to a cache", () => {
    const [q, k, v] = [1, 2, 3].map((seed) => normal(new Rng(seed), [2, 2, 6, 3], 0, 1, { device }));
    const last = (x: Tensor) => x.slice([null, null, [4, 6]]);
    const whole = last(q!.scaledDotProductAttention(k!, v!, { causal: true })).data();
    const added = last(q!).scaledDotProductAttention(k!, v!, { causal: true }).data();
    expectWithin(
      "the result",
      added,
      whole,
      whole.map(() => 1),
      { rtol: 1e-6 },
    );
  });

  it("is the mean of the values where all scores are equal", () => {
    const x = (values: number[]) => fromData(values, [1, 1, values.length, 1], { device });
    const zero = x([0, 0, 0]);
    const y = zero.scaledDotProductAttention(zero, x([3, 6, 12]), { causal: true });
    expectWithin("the result", y.data(), [3, 4.5, 7], [3, 4.5, 7], { rtol: 1e-6 }); // of one, two and three values
  });
});

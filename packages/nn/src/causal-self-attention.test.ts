import { gradCheck, valueAndGrad } from "@cairn-ml/autograd";
import { concat, expectClose, fromData, init, ones, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CausalSelfAttention, KeyValueCache } from "./index.js";

const heads = fc.integer({ min: 1, max: 4 });
const size = fc.integer({ min: 1, max: 9 });

/** Head by head and query by query, as the paper has it. */
function byHand(layer: CausalSelfAttention, x: Tensor): Tensor {
  const [B, T, C] = x.dims(3);
  const D = C / layer.heads;
  const qkv = layer.c_attn.forward(x);
  const part = (b: number, first: number, t: number, n: number) =>
    qkv
      .slice([
        [b, b + 1],
        [t, t + n],
        [first, first + D],
      ])
      .reshape([n, D]);
  const rows: Tensor[] = [];
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      const mixed = Array.from({ length: layer.heads }, (_, h) => {
        const q = part(b, h * D, t, 1);
        const k = part(b, C + h * D, 0, t + 1); // the past and the present
        const v = part(b, 2 * C + h * D, 0, t + 1);
        return q.matmul(k.mT).div(Math.sqrt(D)).softmax().matmul(v); // (1, D)
      });
      rows.push(concat(mixed, 1));
    }
  }
  return layer.c_proj.forward(concat(rows, 0).reshape([B, T, C]));
}

const devices = [
  { device: "reference", tolerance: { rtol: 1e-12, atol: 1e-13 } },
  { device: "wasm", tolerance: { rtol: 1e-6, atol: 1e-6 } },
] as const;

describe.each(devices)("CausalSelfAttention on $device", ({ device, tolerance }) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("has GPT-2's parameters", () => {
    const shapes = (layer: CausalSelfAttention) =>
      [...layer.namedParameters()].map(([name, { shape }]) => [name, shape]);
    expect(shapes(new CausalSelfAttention(new Rng(0), 6, 2))).toEqual([
      ["c_attn.weight", [6, 18]],
      ["c_attn.bias", [18]],
      ["c_proj.weight", [6, 6]],
      ["c_proj.bias", [6]],
    ]);
    expect(shapes(new CausalSelfAttention(new Rng(0), 6, 2, { bias: false }))).toEqual([
      ["c_attn.weight", [6, 18]],
      ["c_proj.weight", [6, 6]],
    ]);
  });

  it("is what its definition says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), size, heads, size, fc.nat(), (B, T, H, D, seed) => {
        const rng = new Rng(seed);
        const layer = new CausalSelfAttention(rng, H * D, H);
        const x = uniform(rng, [B, T, H * D], -1, 1);
        expectClose(layer.forward(x), byHand(layer, x), tolerance);
      }),
      { numRuns: 30 },
    );
  });

  it("never lets a later position change an earlier one, with dropout or without", () => {
    fc.assert(
      fc.property(size, size, heads, fc.nat(), fc.constantFrom(0, 0.3), (before, after, H, seed, dropout) => {
        const rng = new Rng(seed);
        const layer = new CausalSelfAttention(rng, H * 3, H, { dropout });
        const past = uniform(rng, [2, before, H * 3], -1, 1);
        const run = () => {
          const future = uniform(rng, [2, after, H * 3], -5, 5);
          const y = layer.forward(concat([past, future], 1), { rng: dropout > 0 ? new Rng(1) : undefined });
          return y.slice([null, [0, before]]).toArray();
        };
        expect(run()).toEqual(run());
      }),
      { numRuns: 30 },
    );
  });

  it("gives the same with a cache, however the sequence is cut", () => {
    const cuts = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 3 }), heads, size, fc.nat(), (lengths, B, H, D, seed) => {
        const rng = new Rng(seed);
        const layer = new CausalSelfAttention(rng, H * D, H);
        const T = lengths.reduce((a, b) => a + b, 0);
        const x = uniform(rng, [B, T, H * D], -1, 1);
        using cache = new KeyValueCache(B, H, T, D);
        let at = 0;
        const parts = lengths.map((n) => layer.forward(x.slice([null, [at, (at += n)]]), { cache }));
        expect(cache.length).toBe(T);
        expectClose(concat(parts, 1), layer.forward(x), tolerance);
      }),
      { numRuns: 30 },
    );
  });

  it("shows its weights, and gives the same bits when it is watched", () => {
    const shapes = fc.tuple(fc.integer({ min: 1, max: 2 }), size, heads, size, fc.nat(), fc.boolean());
    fc.assert(
      fc.property(shapes, ([B, T, H, D, seed, cached]) => {
        const rng = new Rng(seed);
        const layer = new CausalSelfAttention(rng, H * D, H);
        const x = uniform(rng, [B, T, H * D], -3, 3);
        const parts = cached && T > 1 ? [x.slice([null, [0, T - 1]]), x.slice([null, [T - 1, T]])] : [x];
        const run = (observe?: (weights: Tensor) => void) => {
          using cache = new KeyValueCache(B, H, T, D);
          const last = parts.map((part) => layer.forward(part, { observe, ...(cached && { cache }) })).at(-1)!;
          return [...last.data()];
        };
        const seen: Tensor[] = [];
        expect(run((weights) => void seen.push(weights))).toEqual(run());
        expect(seen).toHaveLength(parts.length);
        const weights = seen.at(-1)!;
        const rows = parts.at(-1)!.shape[1]!;
        expect(weights.shape).toEqual([B, H, rows, T]);
        expectClose(weights.sum(-1), ones([B, H, rows]), { rtol: 1e-6 });
        // The weights, applied to the values by hand, are what comes out.
        const values = layer.c_attn.forward(x).slice([null, null, [2 * H * D, 3 * H * D]]);
        const mixed = weights.matmul(values.reshape([B, T, H, D]).transpose([0, 2, 1, 3]));
        const y = layer.c_proj.forward(mixed.transpose([0, 2, 1, 3]).flatten(2));
        expectClose(fromData(run(), y.shape), y, { rtol: 1e-5, atol: 1e-5 });
      }),
      { numRuns: 30 },
    );
  });

  it("shows no weight from the future, and those before dropout", () => {
    const layer = new CausalSelfAttention(new Rng(1), 4, 2, { dropout: 0.5 });
    const x = uniform(new Rng(2), [1, 3, 4]);
    const weights = (rng?: Rng) => {
      let seen: Tensor | undefined;
      layer.forward(x, { rng, observe: (all) => void (seen = all) });
      return seen!;
    };
    const [first, second] = (weights().toArray() as number[][][][])[0]![0]!;
    expect(first).toEqual([1, 0, 0]);
    expect(second![2]).toBe(0);
    expect(weights(new Rng(0)).toArray()).toEqual(weights().toArray());
  });

  it("drops shares of the weights and of the output while training, the same for the same stream", () => {
    const rng = new Rng(0);
    const layer = new CausalSelfAttention(rng, 8, 2, { dropout: 0.4 });
    const x = uniform(rng, [2, 20, 8], -1, 1);
    const run = (seed: number) => layer.forward(x, { rng: new Rng(seed) });
    expect(run(1).toArray()).toEqual(run(1).toArray());
    expect(run(1).toArray()).not.toEqual(run(2).toArray());
    const zeros = [...run(1).data()].filter((v) => v === 0).length / 320;
    expect(Math.abs(zeros - 0.4)).toBeLessThan(5 * Math.sqrt(0.24 / 320));
    const kept = [...layer.forward(x).data()];
    const scaled = [...run(1).data()].map((v, i) => (v === 0 ? 0 : v * 0.6 - kept[i]!));
    expect(scaled.some((v) => Math.abs(v) > 1e-3)).toBe(true); // not the output's dropout alone
    const mean = Array.from({ length: 300 }, (_, seed) => run(seed))
      .reduce((sum, y) => sum.add(y))
      .div(300);
    expectClose(mean, layer.forward(x), { atol: 0.35 });
  });

  it("refuses heads that do not fit", () => {
    expect(() => new CausalSelfAttention(new Rng(0), 10, 4)).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: CausalSelfAttention: the width does not split into the heads.
        given:    width 10, 4 heads
        expected: a width that is a multiple of the heads]
    `);
    for (const H of [0, -2, 0.5]) expect(() => new CausalSelfAttention(new Rng(0), 10, H)).toThrow("does not split");
  });
});

describe("CausalSelfAttention's gradient", () => {
  beforeAll(async () => {
    await init({ device: "reference" });
  });

  it.each([0, 0.3])("is what finite differences give, with dropout %d", (dropout) => {
    const rng = new Rng(5);
    const layer = new CausalSelfAttention(rng, 6, 2, { dropout });
    const x = uniform(rng, [2, 4, 6], -1, 1);
    gradCheck((input) => layer.forward(input, { rng: dropout > 0 ? new Rng(3) : undefined }), [x]);
    const gradients = (observe?: (weights: Tensor) => void) =>
      valueAndGrad(layer.parameters(), () => layer.forward(x, { observe, rng: new Rng(3) }).sum()).grads.map((g) =>
        g.toArray(),
      );
    expect(gradients(() => {})).toEqual(gradients());
  });
});

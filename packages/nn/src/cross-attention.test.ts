import { gradCheck } from "@cairn-ml/autograd";
import { concat, expectClose, init, Rng, type Tensor, uniform, zeros } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CrossAttention } from "./index.js";

const small = fc.integer({ min: 1, max: 3 });
const size = fc.integer({ min: 1, max: 9 });

/** Head by head and query by query, as the paper has it; row b of the memory counts to its length. */
function byHand(layer: CrossAttention, x: Tensor, memory: Tensor, lengths: readonly number[]): Tensor {
  const [B, T, C] = x.dims(3);
  const D = C / layer.heads;
  const q = layer.q_attn.forward(x);
  const kv = layer.c_attn.forward(memory);
  const part = (of: Tensor, b: number, from: number, t: number, n: number) =>
    of
      .slice([
        [b, b + 1],
        [t, t + n],
        [from, from + D],
      ])
      .reshape([n, D]);
  const rows: Tensor[] = [];
  for (let b = 0; b < B; b++) {
    for (let t = 0; t < T; t++) {
      const mixed = Array.from({ length: layer.heads }, (_, h) => {
        const k = part(kv, b, h * D, 0, lengths[b]!);
        const v = part(kv, b, C + h * D, 0, lengths[b]!);
        return part(q, b, h * D, t, 1)
          .matmul(k.mT)
          .div(Math.sqrt(D))
          .softmax()
          .matmul(v); // (1, D)
      });
      rows.push(concat(mixed, 1));
    }
  }
  return layer.c_proj.forward(concat(rows, 0).reshape([B, T, C]));
}

/** 0 up to each row's length, then a large negative number. */
function maskOf(lengths: readonly number[], S: number): Tensor {
  const rows = lengths.map((n) => concat([zeros([n]), zeros([S - n]).sub(1e9)]).reshape([1, 1, 1, S]));
  return concat(rows);
}

describe.each([
  { device: "reference", tolerance: { rtol: 1e-12, atol: 1e-13 } },
  { device: "wasm", tolerance: { rtol: 1e-6, atol: 1e-6 } },
] as const)("CrossAttention on $device", ({ device, tolerance }) => {
  beforeAll(() => init({ device }));

  it("has the parameters of Hugging Face's", () => {
    const shapes = [...new CrossAttention(new Rng(0), 6, 2).namedParameters()].map(([name, { shape }]) => [
      name,
      shape,
    ]);
    expect(shapes).toEqual([
      ["q_attn.weight", [6, 6]],
      ["q_attn.bias", [6]],
      ["c_attn.weight", [6, 12]],
      ["c_attn.bias", [12]],
      ["c_proj.weight", [6, 6]],
      ["c_proj.bias", [6]],
    ]);
  });

  it("is what its definition says, with a mask and without", () => {
    fc.assert(
      fc.property(small, size, size, small, size, fc.nat(), (B, T, S, H, D, seed) => {
        const rng = new Rng(seed);
        const layer = new CrossAttention(rng, H * D, H);
        const x = uniform(rng, [B, T, H * D], -1, 1);
        const memory = uniform(rng, [B, S, H * D], -1, 1);
        expectClose(layer.forward(x, memory), byHand(layer, x, memory, new Array(B).fill(S)), tolerance);
        const lengths = Array.from({ length: B }, () => 1 + rng.integer(S));
        const masked = layer.forward(x, memory, { mask: maskOf(lengths, S) });
        expectClose(masked, byHand(layer, x, memory, lengths), tolerance);
      }),
      { numRuns: 30 },
    );
  });

  it("shows the weights of each head: shares of the memory, none of what is masked", () => {
    const rng = new Rng(1);
    const layer = new CrossAttention(rng, 8, 2);
    const [x, memory] = [uniform(rng, [2, 3, 8], -1, 1), uniform(rng, [2, 5, 8], -1, 1)];
    let seen: Tensor | undefined;
    const observe = (weights: Tensor) => {
      seen = weights;
    };
    const y = layer.forward(x, memory, { mask: maskOf([5, 2], 5), observe });
    expect(seen!.shape).toEqual([2, 2, 3, 5]);
    expectClose(seen!.sum(-1), new Array(12).fill(1), { rtol: 1e-6 });
    expect([...seen!.slice([[1, 2], null, null, [2, 5]]).data()]).toEqual(new Array(18).fill(0));
    expect(y.toArray()).toEqual(layer.forward(x, memory, { mask: maskOf([5, 2], 5) }).toArray());
  });

  it("does not see what is masked, to the bit", () => {
    const rng = new Rng(2);
    const layer = new CrossAttention(rng, 6, 3);
    const [x, kept] = [uniform(rng, [1, 4, 6], -1, 1), uniform(rng, [1, 3, 6], -1, 1)];
    const run = (scale: number) => {
      const memory = concat([kept, uniform(rng, [1, 2, 6], -scale, scale)], 1);
      return layer.forward(x, memory, { mask: maskOf([3], 5) }).toArray();
    };
    expect(run(1)).toEqual(run(100));
  });

  it("drops weights and outputs while training, the same for the same stream", () => {
    const rng = new Rng(0);
    const layer = new CrossAttention(rng, 8, 2, { dropout: 0.4 });
    const x = uniform(rng, [2, 20, 8], -1, 1);
    const run = (seed: number) => layer.forward(x, x, { rng: new Rng(seed) }).toArray();
    expect(run(1)).toEqual(run(1));
    expect(run(1)).not.toEqual(run(2));
    expect(layer.forward(x, x).toArray()).toEqual(layer.forward(x, x).toArray());
  });

  it("refuses heads that do not fit", () => {
    expect(() => new CrossAttention(new Rng(0), 10, 4)).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: CrossAttention: the width does not split into the heads.
        given:    width 10, 4 heads
        expected: a width that is a multiple of the heads]
    `);
  });
});

describe("CrossAttention's gradient", () => {
  beforeAll(() => init({ device: "reference" }));

  it.each([false, true])("is what finite differences give (with a mask: %s)", (masked) => {
    const rng = new Rng(5);
    const layer = new CrossAttention(rng, 6, 2);
    const inputs = [uniform(rng, [2, 3, 6], -1, 1), uniform(rng, [2, 4, 6], -1, 1)];
    gradCheck((x, memory) => layer.forward(x, memory, { mask: masked ? maskOf([4, 2], 4) : undefined }), inputs);
  });
});

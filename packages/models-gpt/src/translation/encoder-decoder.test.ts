import { valueAndGrad } from "@cairn-ml/autograd";
import { Adam } from "@cairn-ml/optim";
import { assign, expectClose, init, Rng, type Tensor, tensor } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { beforeAll, describe, expect, it } from "vitest";
import { EncoderDecoder, pairTokens, TextPairs, translate } from "../index.js";
import { wavePositions } from "./positions.js";

const config = { sourceVocabSize: 9, targetVocabSize: 7, contextLength: 12, layers: 2, heads: 2, width: 8 };
const ints = (rows: number[][]) => tensor(rows, { dtype: "int32" });
let source: Tensor;
let target: Tensor;

/** Begins on a device; the second target and the first source end with padding. */
async function begin(device: "reference" | "wasm"): Promise<void> {
  await init({ device });
  source = ints([
    [3, 4, 5, 0],
    [6, 7, 8, 3],
  ]);
  target = ints([
    [1, 3, 4, 5, 6],
    [1, 6, 5, 0, 0],
  ]);
}

describe.each([
  { device: "reference", atol: 1e-12 },
  { device: "wasm", atol: 1e-5 },
] as const)("EncoderDecoder on $device", ({ device, atol }) => {
  beforeAll(() => begin(device));

  const make = () => new EncoderDecoder(new Rng(0), config);
  const logitsOf = (model: EncoderDecoder, s: Tensor, t: Tensor) => model.decode(t, model.encode(s));

  it("names its parameters as Hugging Face does in a layer, and can be made again from its config", () => {
    const model = make();
    const names = [...model.namedParameters().keys()];
    expect(names).toHaveLength(2 + 2 * 14 + 2 * 20);
    expect(names.slice(0, 4)).toEqual([
      "source.weight",
      "target.weight",
      "encoder.0.attn.q_attn.weight",
      "encoder.0.attn.q_attn.bias",
    ]);
    expect(names).toContain("decoder.1.crossattention.c_attn.weight");
    expect(model.config).toEqual({ model: "EncoderDecoder", ...config, innerWidth: 32, dropout: 0 });
    const again = new EncoderDecoder(new Rng(0), model.config);
    expect(logitsOf(again, source, target).toArray()).toEqual(logitsOf(model, source, target).toArray());
  });

  it("does not see padding: more of it changes nothing, nor does a longer batch", () => {
    const model = make();
    const logits = logitsOf(model, source, target);
    const longer = ints([
      [3, 4, 5, 0, 0, 0],
      [6, 7, 8, 3, 0, 0],
    ]);
    expectClose(logitsOf(model, longer, target), logits, { atol });
    const alone = logitsOf(model, ints([[3, 4, 5]]), target.slice([[0, 1]]));
    expectClose(alone, logits.slice([[0, 1]]), { atol });
  });

  it("gives numbers for a source of nothing but padding", () => {
    expect(
      logitsOf(make(), ints([[0, 0]]), ints([[1, 3]]))
        .data()
        .every(Number.isFinite),
    ).toBe(true);
  });

  it("never lets a later token of the target change an earlier logit", () => {
    const model = make();
    const other = ints([
      [1, 3, 6, 6, 3],
      [1, 6, 3, 4, 5],
    ]);
    const early = (t: Tensor) =>
      logitsOf(model, source, t)
        .slice([null, [0, 2]])
        .toArray();
    const late = (t: Tensor) =>
      logitsOf(model, source, t)
        .slice([null, [2, 5]])
        .toArray();
    expect(early(other)).toEqual(early(target));
    expect(late(other)).not.toEqual(late(target));
  });

  it("lets every token of the source change every state of the encoder, and every logit", () => {
    const model = make();
    const first = (s: Tensor) => [
      ...model
        .encode(s)
        .hidden.slice([null, [0, 1]])
        .data(),
    ];
    const changed = ints([
      [3, 4, 8, 0],
      [6, 7, 8, 5],
    ]);
    const [a, b] = [first(source), first(changed)];
    expect(a!.filter((value, i) => value === b![i])).toEqual([]);
    const [p, q] = [source, changed].map((s) => [...logitsOf(model, s, target).data()]);
    expect(p!.filter((value, i) => value === q![i])).toEqual([]);
  });

  it("shows what enters the encoder, what leaves it, and where the decoder looks", () => {
    const model = make();
    const seen = new Map<string, Tensor>();
    const observe = (name: string, value: Tensor) => seen.set(name, value);
    const memory = model.encode(source, { observe });
    const logits = model.decode(target, memory, { observe });
    expect([...seen].map(([name, { shape }]) => [name, shape])).toEqual([
      ["encoder.0", [2, 4, 8]],
      ["encoder.1", [2, 4, 8]],
      ["encoder.2", [2, 4, 8]],
      ["cross.0", [2, 2, 5, 4]],
      ["cross.1", [2, 2, 5, 4]],
    ]);
    expect(logits.toArray()).toEqual(logitsOf(model, source, target).toArray());
    expect([
      ...seen
        .get("cross.0")!
        .slice([[0, 1], null, null, [3, 4]])
        .data(),
    ]).toEqual(new Array(10).fill(0));
  });

  it("does not count padding in its loss", () => {
    const model = make();
    const next = ints([
      [3, 4, 5, 6, 2],
      [6, 5, 2, 0, 0],
    ]);
    const loss = model.loss({ source, target, next }).item();
    const losses = logitsOf(model, source, target).logSoftmax().neg();
    const of = (b: number, t: number, token: number) =>
      losses
        .slice([
          [b, b + 1],
          [t, t + 1],
          [token, token + 1],
        ])
        .reshape([])
        .item();
    const terms = [
      of(0, 0, 3),
      of(0, 1, 4),
      of(0, 2, 5),
      of(0, 3, 6),
      of(0, 4, 2),
      of(1, 0, 6),
      of(1, 1, 5),
      of(1, 2, 2),
    ];
    expect(loss).toBeCloseTo(terms.reduce((a, b) => a + b) / 8, device === "wasm" ? 5 : 12);
  });

  it("learns eight pairs by heart, in replayed steps, and writes them", async () => {
    const words = ["one 1", "two 22", "three 333", "four 4", "five 55", "six 666", "seven 7", "eight 88"];
    const pairs = words.map((word) => {
      const [source, target] = word.split(" ") as [string, string];
      return { source, target };
    });
    const data = new TextPairs(pairs, { heldOut: pairs, batchSize: 8 });
    const model = new EncoderDecoder(new Rng(0), {
      sourceVocabSize: data.sourceSymbols.length,
      targetVocabSize: data.targetSymbols.length,
      ...{ contextLength: 8, layers: 1, heads: 2, width: 16, dropout: device === "wasm" ? 0.05 : 0 },
    });
    const { validationLoss } = await fit({
      ...{ model, data, steps: 250, clipNorm: 1, rng: new Rng(1) },
      optimizer: new Adam(model.namedParameters(), { lr: 0.01 }),
      callbacks: {
        onEager: (reason) => {
          if (device === "wasm") throw reason;
        },
      },
    });
    expect(validationLoss).toBeLessThan(0.1);
    const rows = translate(model, data.encodeSources(pairs.map(({ source }) => source)), data.targetLength);
    expect(rows.map((row) => data.decodeTarget(row))).toEqual(pairs.map(({ target }) => target));
  });

  it("refuses sizes that make no model, and tokens past the context", () => {
    expect(() => new EncoderDecoder(new Rng(0), { ...config, layers: 0 })).toThrow("layers is not a positive integer");
    expect(() => new EncoderDecoder(new Rng(0), { ...config, width: 9, heads: 3 })).toThrow("the width is odd");
    expect(() => make().encode(ints([new Array(13).fill(3)]))).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: EncoderDecoder: the tokens do not fit into the context.
        given:    13 tokens
        expected: 12 at most
        fix:      make the model with a larger contextLength]
    `);
  });
});

describe("EncoderDecoder's gradients", () => {
  beforeAll(() => begin("reference"));

  it("are what finite differences give, for a number of each parameter", () => {
    const model = new EncoderDecoder(new Rng(3), { ...config, layers: 1 });
    const batch = { source, target, next: ints([[3, 4, 5, 6, 2], [6, 5, 2, 0, 0]]) }; // biome-ignore format: rows
    const named = [...model.namedParameters()];
    const { grads } = valueAndGrad(model.parameters(), () => model.loss(batch));
    named.forEach(([name, p], i) => {
      const at = (7 * i) % p.size;
      const values = Float64Array.from(p.data());
      const moved = (by: number) => {
        const next = values.slice();
        next[at]! += by;
        assign(p, tensor([...next]).reshape(p.shape));
        return model.loss(batch).item();
      };
      const slope = (moved(1e-5) - moved(-1e-5)) / 2e-5;
      moved(0);
      expect(grads[i]!.data()[at], name).toBeCloseTo(slope, 7);
    });
  });
});

it("places positions on waves of different lengths", async () => {
  await init({ device: "reference" });
  const [sin, cos] = [Math.sin, Math.cos];
  expectClose(
    wavePositions(3, 4),
    [0, 1, 2].flatMap((p) => [sin(p), cos(p), sin(p / 100), cos(p / 100)]),
    { atol: 1e-14 },
  );
});

it("has the tokens that data and model agree on", () => {
  expect(pairTokens).toEqual({ padding: 0, begin: 1, end: 2 });
});

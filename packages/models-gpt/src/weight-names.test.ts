import { fromData, init, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { GPT, type GPTConfig, loadWeightFile, loadWeights, partOf, quantize } from "./index.js";
import { asGguf, asNanoGPT, asOldMinGPT, stored } from "./weights.test-tools.js";

const small: GPTConfig = { vocabSize: 5, contextLength: 4, layers: 2, heads: 2, width: 4, tiedHead: false };

beforeAll(async () => {
  await init({ device: "reference" });
});

/** A model in which no two numbers are alike, biases and norms too. */
function drawn(config: GPTConfig): GPT {
  const model = new GPT(new Rng(1), config);
  const rng = new Rng(2);
  const values = [...model.namedParameters()].map(([name, p]) => [name, uniform(rng, p.shape)] as const);
  loadWeights(model, new Map(values));
  return model;
}

const copied = (model: GPT) => new Map<string, Tensor>([...model.namedParameters()].map(([n, x]) => [n, x.copy()]));
const values = (model: GPT) => new Map([...model.namedParameters()].map(([name, p]) => [name, p.toArray()]));

const spellings: [string, (weights: Map<string, Tensor>) => Map<string, Tensor>][] = [
  ["Hugging Face", (weights) => weights],
  ["Hugging Face, without the prefix", (weights) => new Map([...weights].map(([n, x]) => [n.replace("transformer.", ""), x]))], // biome-ignore format: a row
  ["nanoGPT", (weights) => asNanoGPT(weights)],
  ["nanoGPT, compiled", (weights) => asNanoGPT(weights, "_orig_mod.")],
  ["nanoGPT, on several devices", (weights) => asNanoGPT(weights, "module._orig_mod.")],
  ["minGPT of 2020", asOldMinGPT],
  ["GGUF", asGguf],
];

describe.each(spellings)("weights as %s names and lays them", (_, spell) => {
  it("arrive where they belong, from tensors and from a file in pieces", async () => {
    const model = drawn(small);
    const file = spell(copied(model));
    const fromTensors = new GPT(null, small);
    loadWeights(fromTensors, file);
    expect(values(fromTensors)).toEqual(values(model));
    const fromFile = new GPT(null, small);
    await loadWeightFile(fromFile, stored(file));
    expect(values(fromFile)).toEqual(values(model));
    const tokens = fromData([1, 2, 3], [1, 3], { dtype: "int32" });
    expect(fromFile.forward(tokens).toArray()).toEqual(model.forward(tokens).toArray());
  });

  it("are refused when one is missing or too many, and the model stays as it was", async () => {
    const model = drawn(small);
    const before = values(model);
    const file = spell(copied(model));
    for (const name of file.keys()) {
      if (/attn\.(bias|mask)$/.test(name)) continue; // no weight
      const part = new Map([...file].filter(([other]) => other !== name));
      await expect(loadWeightFile(model, stored(part)), name).rejects.toThrow("does not fit the model");
      const more = new Map([...file, [`${name}.x`, file.get(name)!]]);
      await expect(loadWeightFile(model, stored(more)), name).rejects.toThrow("weights that the model does not have");
    }
    expect(values(model)).toEqual(before);
  });
});

describe("a file of a model", () => {
  it("may hold the head of a tied model if it is the embedding, piece by piece", async () => {
    const model = drawn({ ...small, tiedHead: true });
    const file = copied(model);
    file.set("lm_head.weight", file.get("transformer.wte.weight")!.copy());
    await loadWeightFile(new GPT(null, { ...small, tiedHead: true }), stored(file));
    file.set("lm_head.weight", file.get("transformer.wte.weight")!.mul(2));
    await expect(loadWeightFile(model, stored(file))).rejects.toThrow("lm_head.weight is not the token embedding");
  });

  it("may hold zeros for the biases of a model without", async () => {
    const model = drawn({ ...small, bias: false });
    const other = new GPT(null, { ...small, bias: false });
    await loadWeightFile(other, stored(model.weightsToSave()));
    expect(values(other)).toEqual(values(model));
    const file = new Map([...model.weightsToSave(), ["transformer.ln_f.bias", uniform(new Rng(1), [4])]]);
    await expect(loadWeightFile(other, stored(file))).rejects.toThrow("transformer.ln_f.bias is not zero");
  });

  it("may not hold a weight under two names", () => {
    const file = copied(drawn(small));
    file.set("wte.weight", file.get("transformer.wte.weight")!);
    expect(() => loadWeights(new GPT(null, small), file)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: transformer.wte.weight is there twice.
        given:    transformer.wte.weight and wte.weight
        expected: each weight once
        fix:      remove one of them from the file]
    `);
  });
});

it("tells the part of a model that a weight belongs to", () => {
  const names = [
    "wte.weight",
    "position_embd.weight",
    "blocks.3.attn.key.bias",
    "_orig_mod.transformer.h.0.mlp.c_fc.bias",
  ];
  expect(names.map(partOf)).toEqual(["tokens", "positions", "attention", "MLP"]);
  const others = ["blk.0.ffn_norm.weight", "head.weight", "h.0.attn.bias", "model.layers.0.x"];
  expect(others.map(partOf)).toEqual(["norms", "head", "masks", "model"]);
});

it.each(spellings)("are rounded to int8 on the way, as %s has them", async (_, spell) => {
  const model = drawn(small);
  const loaded = new GPT(null, small, { int8: true });
  await loadWeightFile(loaded, stored(spell(copied(model))));
  quantize(model);
  const tokens = fromData([1, 2, 3], [1, 3], { dtype: "int32" });
  expect(loaded.forward(tokens).toArray()).toEqual(model.forward(tokens).toArray());
});

describe("attention's scale", () => {
  /** Multiplies the queries of each layer, weights and biases. */
  const withQueries = (model: GPT, factor: (layer: number) => number, config: GPTConfig) => {
    const weights = copied(model);
    for (const [name, x] of weights) {
      const layer = /h\.(\d+)\.attn\.c_attn/.exec(name)?.[1];
      if (layer === undefined) continue;
      const row = Array.from({ length: 12 }, (_, i) => (i < 4 ? factor(Number(layer)) : 1));
      weights.set(name, x.mul(fromData(row, [12])));
    }
    const other = new GPT(null, config);
    loadWeights(other, weights);
    return other;
  };

  it.each([
    ["none", { scaleAttention: false }, () => Math.SQRT2],
    ["by layer too", { scaleAttentionByLayer: true }, (layer: number) => 1 / (layer + 1)],
    ["by layer alone", { scaleAttention: false, scaleAttentionByLayer: true }, (l: number) => Math.SQRT2 / (l + 1)],
  ] as const)("%s is that of other queries", (_, scales, factor) => {
    const model = drawn(small);
    const scaled = new GPT(null, { ...small, ...scales });
    loadWeights(scaled, copied(model));
    const tokens = fromData([1, 2, 3, 4], [1, 4], { dtype: "int32" });
    const expected = withQueries(model, factor, small).forward(tokens).toArray();
    const actual = scaled.forward(tokens);
    expect(
      actual
        .sub(fromData((expected as number[][][]).flat(2), actual.shape))
        .abs()
        .max()
        .item(),
    ).toBeLessThan(1e-12);
    expect(actual.sub(model.forward(tokens)).abs().max().item()).toBeGreaterThan(1e-4);
  });
});

import { existsSync, readFileSync } from "node:fs";
import { fromEntry, readSafetensors } from "@cairn-ml/data";
import { expectClose, fromData, init, Rng, type Tensor, tensor, uniform, zeros } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { fromHuggingFace, GPT, type GPTConfig, loadWeights } from "./index.js";

const small: GPTConfig = { vocabSize: 5, contextLength: 4, layers: 2, heads: 1, width: 4 };

beforeAll(async () => {
  await init({ device: "reference" });
});

const values = (model: GPT) => new Map([...model.namedParameters()].map(([name, p]) => [name, p.toArray()]));
const copied = (model: GPT) => new Map<string, Tensor>([...model.weightsToSave()].map(([name, x]) => [name, x.copy()]));

describe("loadWeights", () => {
  const tokens = () => fromData([1, 2, 3], [1, 3], { dtype: "int32" });

  it.each<[string, object]>([
    ["tied", {}],
    ["untied", { tiedHead: false }],
    ["without biases", { bias: false }],
    ["untied, without biases", { bias: false, tiedHead: false }],
  ])("takes what a model saved: %s", (_, parts) => {
    const model = new GPT(new Rng(1), { ...small, ...parts });
    const other = new GPT(new Rng(2), { ...small, ...parts });
    loadWeights(other, model.weightsToSave());
    expect(values(other)).toEqual(values(model));
    expect(other.forward(tokens()).toArray()).toEqual(model.forward(tokens()).toArray());
  });

  it("takes names without the prefix, and the buffers of older files", () => {
    const model = new GPT(new Rng(1), small);
    const short = new Map([...copied(model)].map(([name, x]) => [name.replace("transformer.", ""), x]));
    short.set("h.0.attn.bias", zeros([1, 1, 4, 4]));
    short.set("transformer.h.1.attn.masked_bias", zeros([]));
    const other = new GPT(new Rng(2), small);
    loadWeights(other, short);
    expect(values(other)).toEqual(values(model));
  });

  it("saves zero biases for a model without, so that others can open the file", () => {
    const model = new GPT(new Rng(1), { ...small, bias: false });
    const saved = model.weightsToSave();
    const full = new GPT(new Rng(2), small);
    expect([...saved.keys()].sort()).toEqual([...full.namedParameters().keys()].sort());
    expect([...saved].filter(([name, x]) => /bias$/.test(name) && x.abs().sum().item() !== 0)).toEqual([]);
    loadWeights(full, saved);
    expectClose(full.forward(tokens()), model.forward(tokens()), { rtol: 1e-13, atol: 1e-16 });
    expect(model.weightsToSave().get("transformer.ln_f.bias")).toBe(saved.get("transformer.ln_f.bias")); // made once
  });

  it("takes a head that is the embedding, for a tied model", () => {
    const model = new GPT(new Rng(1), small);
    const weights = copied(model);
    weights.set("lm_head.weight", weights.get("transformer.wte.weight")!.copy());
    const other = new GPT(new Rng(2), small);
    loadWeights(other, weights);
    expect(values(other)).toEqual(values(model));
  });

  it("copies: the model does not change with the weights it was given", () => {
    const model = new GPT(new Rng(1), small);
    const other = new GPT(new Rng(2), small);
    const before = values(model);
    const weights = copied(model);
    loadWeights(other, weights);
    for (const x of weights.values()) x.dispose();
    expect(values(other)).toEqual(before);
  });

  it("refuses what does not fit, and leaves the model as it was", () => {
    const refused = (parts: Partial<GPTConfig>, change: (weights: Map<string, Tensor>) => void) => () => {
      const model = new GPT(new Rng(2), { ...small, ...parts });
      const before = values(model);
      const weights = copied(new GPT(new Rng(1), small));
      change(weights);
      try {
        loadWeights(model, weights);
      } finally {
        expect(values(model)).toEqual(before);
      }
    };
    const as = (name: string, x: Tensor) => (weights: Map<string, Tensor>) => void weights.set(name, x);
    expect(refused({}, (w) => w.delete("transformer.h.1.ln_1.bias"))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: transformer.h.1.ln_1.bias does not fit the model.
        given:    no such tensor
        expected: (4,)
        fix:      give the weights and the config.json of one model]
    `);
    expect(refused({}, as("transformer.wpe.weight", zeros([8, 4])))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: transformer.wpe.weight does not fit the model.
        given:    (8, 4)
        expected: (4, 4)
        fix:      give the weights and the config.json of one model]
    `);
    expect(refused({}, as("lm_head.weight", uniform(new Rng(0), [5, 4])))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: lm_head.weight is not the token embedding.
        given:    a head of its own for a model whose config ties it
        expected: the values of the token embedding, or no lm_head.weight
        fix:      set tie_word_embeddings to false in config.json]
    `);
    expect(refused({}, as("transformer.h.2.ln_1.bias", zeros([4])))).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: there are weights that the model does not have.
        given:    transformer.h.2.ln_1.bias
        expected: the weights of 2 layers
        fix:      give the weights and the config.json of one model]
    `);
    expect(refused({ layers: 1 }, () => undefined)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: there are weights that the model does not have.
        given:    transformer.h.1.ln_1.weight, transformer.h.1.ln_1.bias, transformer.h.1.attn.c_attn.weight, transformer.h.1.attn.c_attn.bias, transformer.h.1.attn.c_proj.weight and 7 more
        expected: the weights of 1 layers
        fix:      give the weights and the config.json of one model]
    `);
    const bias = as("transformer.h.0.ln_1.bias", tensor([0, 0, 1e-9, 0]));
    expect(refused({ bias: false }, bias)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: loadWeights: transformer.h.0.ln_1.bias is not zero.
        given:    a bias for a model whose config says bias: false
        expected: zeros
        fix:      remove bias: false from config.json]
    `);
    expect(refused({ tiedHead: false }, () => undefined)).toThrow("lm_head.weight does not fit the model");
  });
});

const shared = new URL("../../../../shared/data/07-gpt2-models/", import.meta.url);
const folder = (name: string) => new URL(`${name}/`, shared);
const entries = (path: URL) => readSafetensors(readFileSync(path), { name: path.pathname }).tensors;
const json = (path: URL) => JSON.parse(readFileSync(path, "utf8"));
const absent = !existsSync(shared);
const suffix = absent ? ` (skipped: ${shared.pathname} is absent)` : "";

describe.skipIf(absent)(`files of others${suffix}`, () => {
  it("have our names and shapes", () => {
    const model = new GPT(new Rng(0), fromHuggingFace(json(new URL("config.json", folder("hf-tiny-random-gpt2")))));
    const theirs = [...entries(new URL("model.safetensors", folder("hf-tiny-random-gpt2")))];
    const ours = [...model.weightsToSave()];
    const sorted = (list: [string, { shape: readonly number[] }][]) =>
      list.map(([name, { shape }]) => `${name} ${shape}`).sort();
    expect(sorted(ours)).toEqual(sorted(theirs));
  });

  it.each(["wasm", "reference"] as const)("load without the prefix, on %s: tiny-gpt2-lm-buddy", async (device) => {
    await init({ device });
    const buddy = folder("tiny-gpt2-lm-buddy");
    const model = new GPT(new Rng(0), fromHuggingFace(json(new URL("config.json", buddy))));
    loadWeights(
      model,
      new Map([...entries(new URL("model.safetensors", buddy))].map(([name, entry]) => [name, fromEntry(entry)])),
    );
    const reference = entries(new URL("reference.safetensors", buddy));
    const { data, shape } = reference.get("input_ids")!;
    const tokens = Int32Array.from(new BigInt64Array(data.slice().buffer), Number);
    const hidden = new Map<string, Tensor>();
    const logits = model.forward(fromData(tokens, shape, { dtype: "int32" }), {
      observe: (name, x) => hidden.set(name, x),
    });
    const expected = (name: string) => fromEntry(reference.get(name)!);
    expectClose(logits, expected("logits_tied_head"), { rtol: 0, atol: 1e-5 });
    for (const i of [0, 1]) {
      expectClose(hidden.get(`hidden.${i}`)!, expected(`hidden_states.${i}`), { rtol: 0, atol: 1e-5 });
    }
  });
});

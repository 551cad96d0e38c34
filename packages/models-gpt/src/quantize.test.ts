import { KeyValueCache } from "@cairn-ml/nn";
import { type Device, expectClose, fromData, init, Rng, type Tensor } from "@cairn-ml/tensor";
import { beforeEach, describe, expect, it } from "vitest";
import { DecodeStep, GPT, generate, loadWeights, quantize } from "./index.js";

const sizes = { vocabSize: 120, contextLength: 32, layers: 2, heads: 2, width: 64 };
const text = [3, 1, 4, 1, 5, 9, 2, 6];
const tokens = () => fromData(text, [1, text.length], { dtype: "int32" });

describe.each(["wasm", "reference"] as const)("quantize on %s", (name) => {
  let device: Device;
  beforeEach(async () => {
    device = await init({ device: name, threads: 2 });
    return () => device.close?.();
  });

  it.each([true, false])("changes the logits little, and frees the weights, head tied: %s", (tiedHead) => {
    const model = new GPT(new Rng(1), { ...sizes, tiedHead });
    const expected = model.forward(tokens());
    const before = device.memory().used;
    quantize(model);
    const bytes = name === "wasm" ? 4 : 8;
    const weights = sizes.layers * 12 * 64 * 64 + (tiedHead ? 1 : 2) * 120 * 64;
    expect(before - device.memory().used).toBeGreaterThan(0.8 * weights * (bytes - 1)); // scales, and blocks rounded up
    const spread = Math.max(...expected.data().map(Math.abs));
    expectClose(model.forward(tokens()), expected, { atol: 0.02 * spread });
    quantize(model);
  });

  it("gives the same when weights are loaded into a model that is int8 from the beginning", () => {
    const model = new GPT(new Rng(1), sizes);
    const other = new GPT(new Rng(2), sizes, { int8: true });
    loadWeights(other, model.weightsToSave());
    quantize(model);
    expect(other.forward(tokens()).data()).toEqual(model.forward(tokens()).data());
  });

  it("refuses to be saved", () => {
    const model = new GPT(new Rng(1), sizes);
    quantize(model);
    expect(() => model.weightsToSave()).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: GPT: the weights are int8, and can not be saved.
        given:    a model after quantize()
        expected: a model in float32
        fix:      load it again, and save it before quantize()]
    `);
  });
});

it("writes the same tokens with a cache, captured, as without", async () => {
  await init({ threads: 2 });
  const model = new GPT(new Rng(1), sizes);
  quantize(model);
  const write = (cache: boolean) => [
    ...generate(model, text, { maxTokens: 20, temperature: 0, rng: new Rng(0), cache }),
  ];
  expect(write(true)).toEqual(write(false));
});

it("is captured", async () => {
  const device = await init({ threads: 1 });
  const model = new GPT(new Rng(1), sizes);
  quantize(model);
  const caches = model.transformer.h.map(() => new KeyValueCache(1, 2, 32, 32));
  using step = new DecodeStep(model, caches);
  let logits: Tensor | undefined;
  for (const token of text) logits = step.logits([token]);
  expectClose(logits!.flatten(), model.forward(tokens(), { lastOnly: true }).flatten(), { atol: 1e-5 });
  device.close?.();
});

import { KeyValueCache } from "@cairn-ml/nn";
import { fromData, init, memoryScope, Rng, setDefaultDevice, WasmDevice } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { DecodeStep, GPT } from "./index.js";

const sizes = { vocabSize: 40, contextLength: 24, layers: 2, heads: 2, width: 32 };
const prompt = [3, 1, 4, 1, 5];

/** The logits after each token of a text, by a step for all but the prompt, or by plain calls. */
function logits(model: GPT, text: readonly number[], rows: number, captured: boolean): number[][] {
  const caches = model.transformer.h.map(() => new KeyValueCache(rows, sizes.heads, sizes.contextLength, 16));
  using step = new DecodeStep(model, caches);
  const found: number[][] = [];
  const plain = (tokens: readonly number[]) => {
    const batch = fromData(Array(rows).fill(tokens).flat(), [rows, tokens.length], { dtype: "int32" });
    return model.forward(batch, { cache: caches, lastOnly: true });
  };
  for (let round = 0; round < 2; round++) {
    for (const cache of caches) cache.clear();
    for (let i = prompt.length; i <= text.length; i++) {
      using _ = memoryScope();
      const first = i === prompt.length;
      const y =
        first || !captured ? plain(first ? prompt : [text[i - 1]!]) : step.logits(Array(rows).fill(text[i - 1]));
      found.push([...y.data()]);
    }
  }
  for (const cache of caches) cache[Symbol.dispose]();
  return found;
}

const text = [...prompt, ...Array.from({ length: 19 }, (_, i) => (7 * i) % 40)];

describe.each([1, 2, 3])("DecodeStep on %i threads", (threads) => {
  let device: WasmDevice;
  beforeAll(async () => {
    device = await WasmDevice.create({ threads });
    setDefaultDevice(device);
  });
  afterAll(() => {
    device.close();
  });

  it.each([1, 2])("has the bits of plain calls, for %i texts at once", (rows) => {
    const model = new GPT(new Rng(1), sizes);
    expect(logits(model, text, rows, true)).toEqual(logits(model, text, rows, false));
  });

  it("launches nothing by itself once it is captured", () => {
    const model = new GPT(new Rng(1), sizes);
    const caches = model.transformer.h.map(() => new KeyValueCache(1, 2, 24, 16));
    using step = new DecodeStep(model, caches);
    for (let i = 0; i < 3; i++) step.logits([i]);
    const launch = vi.spyOn(device, "launch");
    for (let i = 0; i < 3; i++) step.logits([i]);
    expect(launch).not.toHaveBeenCalled();
    launch.mockRestore();
  });

  it("frees what it held", () => {
    const model = new GPT(new Rng(1), sizes);
    const before = device.memory().used;
    logits(model, text, 1, true);
    expect(device.memory().used).toBe(before);
  });
});

it("is a plain call on the reference device", async () => {
  await init({ device: "reference" });
  const model = new GPT(new Rng(1), sizes);
  expect(logits(model, text, 1, true)).toEqual(logits(model, text, 1, false));
});

it("refuses tokens past the context, and what is no token", async () => {
  await init({ threads: 1 });
  const model = new GPT(new Rng(1), sizes);
  const caches = model.transformer.h.map(() => new KeyValueCache(1, 2, 24, 16));
  using step = new DecodeStep(model, caches);
  for (let i = 0; i < 24; i++) step.logits([i]);
  expect(() => step.logits([1])).toThrowErrorMatchingInlineSnapshot(`
    [ShapeError: KeyValueCache: there is no room.
      given:    24 positions held, another one
      expected: 24 positions at most
      fix:      clear() it and start from the last positions of the context]
  `);
  for (const cache of caches) cache.clear();
  expect(() => step.logits([40])).toThrow("take");
  expect([...step.logits([3]).data()]).toEqual([
    ...model.forward(fromData([3], [1, 1], { dtype: "int32" }), { lastOnly: true }).data(),
  ]);
});

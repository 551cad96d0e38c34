import { existsSync, readFileSync } from "node:fs";
import { valueAndGrad } from "@cairn-ml/autograd";
import { fromEntry, readSafetensors } from "@cairn-ml/data";
import { expectClose, fromData, init, memoryScope, profile, Rng, type Tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { fromHuggingFace, GPT, type GPTConfig, loadWeights } from "./index.js";

const small: GPTConfig = { vocabSize: 11, contextLength: 8, layers: 2, heads: 2, width: 8 };
const tokens = () => fromData([4, 2, 7], [1, 3], { dtype: "int32" });

function seenBy(model: GPT, options: { observed?: (name: string) => boolean; lastOnly?: boolean } = {}) {
  const seen = new Map<string, Tensor>();
  const logits = model.forward(tokens(), { ...options, observe: (name, value) => void seen.set(name, value) });
  return { seen, logits };
}

describe.each(["reference", "wasm"] as const)("an observer on %s", (device) => {
  let model: GPT;
  beforeAll(async () => {
    await init({ device });
    model = new GPT(new Rng(3), small);
  });

  it("is shown the residual stream and attention, in the order in which they are computed", () => {
    const { seen } = seenBy(model);
    expect([...seen].map(([name, { shape }]) => [name, shape])).toEqual([
      ["hidden.0", [1, 3, 8]],
      ["attention.0", [1, 2, 3, 3]],
      ["hidden.1", [1, 3, 8]],
      ["attention.1", [1, 2, 3, 3]],
      ["hidden.2", [1, 3, 8]],
    ]);
  });

  it("is shown logits by layer when it asks for them: the head on what each layer left", () => {
    const { seen, logits } = seenBy(model, { observed: () => true });
    const { ln_f, wte } = model.transformer;
    for (const i of [0, 1]) {
      expectClose(seen.get(`logits.${i}`)!, ln_f.forward(seen.get(`hidden.${i}`)!).matmul(wte.weight.mT));
    }
    expect(seen.get("logits.2")).toBe(logits);
    const last = seenBy(model, { observed: (name) => name === "logits.1", lastOnly: true }).seen;
    expect([...last].map(([name, { shape }]) => [name, shape])).toEqual([["logits.1", [1, 1, 11]]]);
    expectClose(last.get("logits.1")!, seen.get("logits.1")!.slice([null, [2, 3]]), { rtol: 1e-6, atol: 1e-7 });
  });

  it("changes no bit of the logits, the loss or the gradients", () => {
    const targets = fromData([2, 7, 1], [1, 3], { dtype: "int32" });
    const run = (observe?: (name: string, value: Tensor) => void) => {
      const { value, grads } = valueAndGrad(model.parameters(), () =>
        model.forward(tokens(), { observe, observed: () => true }).crossEntropy(targets),
      );
      return [value.item(), ...grads.map((grad) => grad.toArray())];
    };
    expect(run(() => {})).toEqual(run());
  });

  it("costs nothing that is not asked for", () => {
    const launches = (options: Parameters<GPT["forward"]>[1]) => {
      using _ = memoryScope();
      using timing = profile();
      model.forward(tokens(), options);
      return timing.report().kernels.reduce((sum, { calls }) => sum + calls, 0);
    };
    const plain = launches({});
    expect(launches({ observe: () => {}, observed: (name) => name.startsWith("hidden.") })).toBe(plain);
    expect(launches({ observe: () => {}, observed: () => false })).toBe(plain);
    expect(launches({ observed: () => true })).toBe(plain);
    expect(launches({ observe: () => {} })).toBeGreaterThan(plain);
  });
});

const folder = new URL("../../../../shared/data/07-gpt2-models/", import.meta.url);
const absent = !existsSync(folder);
const suffix = absent ? ` (skipped: ${folder.pathname} is absent)` : "";
const entries = (name: string) => readSafetensors(readFileSync(new URL(name, folder)), { name }).tensors;
const numbers = (file: string) => {
  const all = entries(file);
  return (name: string) => fromEntry(all.get(name)!);
};

describe.skipIf(absent).each(["reference", "wasm"] as const)(
  `attention's weights against PyTorch on %s${suffix}`,
  (device) => {
    beforeAll(async () => {
      await init({ device });
    });

    it("are those of the tiny GPT-2", () => {
      const dir = "hf-tiny-random-gpt2";
      const config = JSON.parse(readFileSync(new URL(`${dir}/config.json`, folder), "utf8"));
      const model = new GPT(new Rng(0), fromHuggingFace(config));
      const weights = [...entries(`${dir}/model.safetensors`)].map(
        ([name, entry]) => [name, fromEntry(entry)] as const,
      );
      loadWeights(model, new Map(weights));
      const { data, shape } = entries(`${dir}/reference.safetensors`).get("input_ids")!;
      const ids = Int32Array.from(new BigInt64Array(data.slice().buffer), Number);
      const seen = new Map<string, Tensor>();
      model.forward(fromData(ids, shape, { dtype: "int32" }), { observe: (name, value) => void seen.set(name, value) });
      const expected = numbers(`${dir}/reference.safetensors`);
      for (const i of [0, 1, 2]) {
        expectClose(seen.get(`attention.${i}`)!, expected(`attentions.${i}`), { rtol: 0, atol: 1e-6 });
      }
    });
  },
);

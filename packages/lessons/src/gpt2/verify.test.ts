import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { toEntry, writeSafetensors } from "@cairn-ml/data";
import { GPT } from "@cairn-ml/models-gpt";
import { fromData, init, memoryScope, normal, Rng, type Tensor, tensor } from "@cairn-ml/tensor";
import { CharTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import type { Host, LanguageModel } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { verify } from "./verify.js";

beforeAll(() => init());

/** A host with these files and no others. */
function hostWith(files: Readonly<Record<string, Uint8Array>>): Host {
  return {
    ...quietHost(),
    files: {
      loadModel: () => Promise.reject(new Error("no model")),
      findModel: () => Promise.resolve(undefined),
      read: async (path) => files[path] ?? Promise.reject(new Error(`there is no ${path}`)),
    },
  };
}

const check = (files: Readonly<Record<string, Uint8Array>>, loaded?: LanguageModel, named = true) =>
  verify("ref", { host: hostWith(files), loaded, named });
const bytes = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const [L, H, T] = [2, 2, 3];

/** Scores drawn at random, the weights that follow from them by heads of D numbers, and logits. */
function reference(D: number, logits: readonly number[], weights?: Tensor): Record<string, Uint8Array> {
  using _ = memoryScope();
  const scores = normal(new Rng(0), [L, H, T, T], 0, 3);
  const mask = tensor([
    [0, -Infinity, -Infinity],
    [0, 0, -Infinity],
    [0, 0, 0],
  ]);
  const total = Math.log(logits.reduce((sum, x) => sum + Math.exp(x), 0));
  const order = logits.map((_, i) => i).sort((a, b) => logits[b]! - logits[a]!);
  const top50 = order.slice(0, 2).map((id) => ({ id, logprob: logits[id]! - total }));
  const tensors = new Map([
    ["ex0.attn_scores_unscaled", toEntry(scores)],
    ["ex0.attn_probs", toEntry(weights ?? scores.div(Math.sqrt(D)).add(mask).softmax())],
    ["ex0.logits_last", toEntry(tensor([...logits]))],
  ]);
  return {
    "ref/reference.json": bytes({ rows: [{ prompt: "abc", tokenIds: [0, 1, 2], top50 }] }),
    "ref/reference.safetensors": writeSafetensors(tensors),
  };
}

describe("verify without a model", () => {
  it("follows from scores to weights, layer by layer", async () => {
    const { layers, prompts } = await check(reference(64, [1, 2, 3]));
    expect(layers).toHaveLength(2);
    for (const { maths, model } of layers) {
      expect(maths).toBeLessThan(1e-6);
      expect(model).toBeNull();
    }
    expect(prompts).toEqual([{ prompt: "abc", tokens: null, logits: null, logProbabilities: null }]);
  });

  it("notes where they differ", async () => {
    const weights = fromData(new Float32Array(L * H * T * T).fill(0.25), [L, H, T, T]);
    const { layers } = await check(reference(64, [1, 2, 3], weights));
    for (const { maths } of layers) expect(maths).toBeGreaterThan(0.2);
  });

  it("says what is no reference", async () => {
    const good = reference(64, [1, 2, 3]);
    const of = (files: Record<string, Uint8Array>) => check({ ...good, ...files });
    await expect(
      of({ "ref/reference.json": bytes({ rows: [{ prompt: "abc" }] }) }),
    ).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 11: ref/reference.json holds no reference.
        given:    {"rows":[{"prompt":"abc"}]}
        expected: { "rows": [{ "prompt", "tokenIds", "top50": [{ "id", "logprob" }] }] }]
    `);
    await expect(of({ "ref/reference.json": new TextEncoder().encode("{") })).rejects.toThrow("holds no reference");
    await expect(of({ "ref/reference.json": bytes(null) })).rejects.toThrow("holds no reference");
    const two = [0, 1].map(() => ({ prompt: "abc", tokenIds: [0, 1, 2], top50: [] }));
    await expect(of({ "ref/reference.json": bytes({ rows: two }) })).rejects.toThrow("has no ex1.attn_scores_unscaled");
    const longer = [{ prompt: "abcd", tokenIds: [0, 1, 2, 3], top50: [] }];
    await expect(of({ "ref/reference.json": bytes({ rows: longer }) })).rejects.toThrow("does not fit its prompt");
    await expect(verify("ref", { host: quietHost(), loaded: undefined, named: false })).rejects.toThrow(
      "files can not be read here",
    );
  });

  const folder = fileURLToPath(
    new URL("../../../../../shared/data/07-gpt2-models/gpt2-124m-reference-activations", import.meta.url),
  );
  it.skipIf(!existsSync(folder))(
    `follows GPT-2's 144 heads from scores to weights (skipped without ${folder})`,
    async () => {
      const host: Host = {
        ...quietHost(),
        files: { ...hostWith({}).files!, read: (path) => readFile(path) },
      };
      const { layers, prompts } = await verify(folder, { host, loaded: undefined, named: false });
      expect(layers).toHaveLength(12);
      for (const { maths } of layers) expect(maths).toBeLessThan(1e-6);
      expect(prompts.map(({ tokens }) => tokens)).toEqual([true, true, true, true, true]);
    },
  );
});

describe("verify with a model", () => {
  const make = (heads = H): LanguageModel => ({
    folder: "own",
    tokenizer: CharTokenizer.train("abc"),
    model: new GPT(new Rng(1), { vocabSize: 3, contextLength: 8, layers: L, heads, width: 8 }),
  });

  it("finds that a model is itself, by its tokens, its attention and its logits", async () => {
    const loaded = make();
    const seen: number[] = [];
    const logits = loaded.model.forward(fromData([0, 1, 2], [1, 3], { dtype: "int32" }), {
      lastOnly: true,
      observe: (name, value) => {
        if (name.startsWith("attention.")) seen.push(...value.data());
      },
    });
    const weights = fromData(seen, [L, H, T, T]);
    const files = reference(4, [...logits.data()], weights);
    const { layers, prompts } = await check(files, loaded);
    expect(layers.map(({ model }) => model)).toEqual([0, 0]);
    expect(prompts[0]).toMatchObject({ tokens: true, logits: 0 });
    expect(prompts[0]!.logProbabilities).toBeLessThan(1e-6);
    const { prompts: others } = await check(reference(4, [5, 0, 0], weights), make());
    expect(others[0]!.logits).toBeGreaterThan(1);
  });

  it("refuses the reference of another model", async () => {
    await expect(check(reference(4, [1, 2, 3]), make(4))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 11: the values in ref are of another model.
        given:    a model of 2 layers, 4 heads, 3 tokens
        expected: 2 layers, 2 heads, 3 tokens
        fix:      give --model the folder of the model that the reference is of]
    `);
  });

  it("leaves a model out that nobody named and that is another", async () => {
    const { layers } = await check(reference(64, [1, 2, 3]), make(4), false);
    expect(layers.map(({ model }) => model)).toEqual([null, null]);
  });
});

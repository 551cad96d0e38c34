import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expectClose, init, math, ones } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { fit, type HistoryEntry } from "@cairn-ml/train";
import { RunFolder } from "@cairn-ml/train/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  bitsPerByte,
  countParameters,
  generate,
  loadWeights,
  type Preset,
  prepareTraining,
  presets,
  toHuggingFace,
} from "./index.js";

const preset: Preset = {
  ...presets["shakespeare-char"],
  model: { contextLength: 8, layers: 1, heads: 2, width: 8, dropout: 0.1 },
  batchSize: 3,
  warmupSteps: 4,
  evalLimit: 2,
};
const text = "the cat sat on the mat, the dog sat on the log; über alles 😀. ".repeat(6);

beforeAll(async () => {
  await init();
});

const prepare = (change: Partial<Parameters<typeof prepareTraining>[0]> = {}) =>
  prepareTraining({ preset, text, seed: 1, steps: 20, ...change });

describe("presets", () => {
  it("are the ones that are promised", () => {
    expect(Object.keys(presets)).toEqual([
      ...["stories", "shakespeare-char", "shakespeare-char-10m", "gpt2-124m", "finetune"],
    ]);
    const sizes = (name: "shakespeare-char-10m" | "gpt2-124m", vocabSize: number) =>
      countParameters({ ...presets[name].model, bias: true, vocabSize });
    expect(sizes("gpt2-124m", 50_257)).toBe(124_439_808);
    expect(sizes("shakespeare-char-10m", 65) / 1e6).toBeCloseTo(10.8, 1);
    expect(presets["shakespeare-char"]).toMatchObject({
      tokenizer: { kind: "char" },
      model: { layers: 4, heads: 4, width: 128, contextLength: 64 },
      batchSize: 12,
      steps: 2000,
      lr: 1e-3,
      minLr: 1e-4,
      warmupSteps: 100,
      betas: [0.9, 0.99],
      weightDecay: 0.1,
      clipNorm: 1,
    });
    expect(presets.stories).toMatchObject({
      tokenizer: { kind: "bpe", vocabSize: 512 },
      model: { layers: 4, heads: 4, width: 128, contextLength: 128 },
    });
  });
});

describe("prepareTraining", () => {
  it("splits the text at its end, and encodes both parts by its characters", () => {
    const { trainText, validationText, tokenizer, model } = prepare();
    expect(trainText + validationText).toBe(text);
    expectClose(validationText.length / text.length, 0.1, { atol: 0.01 });
    expect(tokenizer).toBeInstanceOf(CharTokenizer);
    expect(tokenizer.vocabSize).toBe(new Set(text).size);
    expect(model.config).toMatchObject({ ...preset.model, vocabSize: tokenizer.vocabSize });
    const odd = prepare({ text: `${text}held out: §` }); // a character that the training part lacks
    expect(odd.tokenizer.decode(odd.tokenizer.encode("§"))).toBe("§");
  });

  it("learns the merges of BPE from the training part alone", () => {
    const bpe = { ...preset, tokenizer: { kind: "bpe", vocabSize: 300 } } as const;
    const whole = `${text}${"qz".repeat(15)}`; // which falls into the held-out part
    const { tokenizer } = prepare({ preset: bpe, text: whole });
    expect(tokenizer).toBeInstanceOf(BpeTokenizer);
    expect(tokenizer.encode("the")).toHaveLength(1);
    expect(tokenizer.encode("qz")).toHaveLength(2);
    expect(BpeTokenizer.train(whole, { vocabSize: 300 }).encode("qz")).toHaveLength(1);
  });

  it("takes the tokenizer of a run that is resumed", () => {
    const tokenizer = CharTokenizer.train(`${text}#`);
    const { tokenizer: used, model } = prepare({ tokenizer });
    expect(used).toBe(tokenizer);
    expect(model.config.vocabSize).toBe(tokenizer.vocabSize);
  });

  it("counts the bytes that the tokens of an evaluation stand for", () => {
    const { bytesPerToken, data, tokenizer } = prepare();
    const targets = [...data.validation!()].flatMap((batch) => [...batch.targets.data()]);
    const bytes = new TextEncoder().encode(tokenizer.decode(targets)).length;
    expect(bytesPerToken).toBe(bytes / targets.length);
    expect(bytesPerToken).toBeGreaterThan(1); // ü and 😀
    const bpe = prepare({ preset: { ...preset, tokenizer: { kind: "bpe", vocabSize: 280 } } });
    const tokens = [...bpe.data.validation!()].flatMap((batch) => [...batch.targets.data()]);
    expect(bpe.bytesPerToken).toBe((bpe.tokenizer as BpeTokenizer).decodeBytes(tokens).length / tokens.length);
  });

  it("decays matrices and embeddings, and no vectors", () => {
    const { model, optimizer } = prepare();
    const named = [...model.namedParameters()];
    const matrices = named.filter(([, p]) => p.ndim >= 2).map(([name]) => name);
    expect(matrices).toHaveLength(2 + 4); // two embeddings, and four matrices in the layer
    expect([...optimizer.state().keys()].sort()).toEqual(named.flatMap(([name]) => [`m.${name}`, `v.${name}`]).sort());
    loadWeights(model, new Map(named.map(([name, p]) => [name, ones(p.shape)])));
    optimizer.lr = 0.5;
    optimizer.step(optimizer.parameters.map((p) => p.mul(0)));
    for (const [name, p] of named) {
      const left = matrices.includes(name) ? 1 - 0.5 * 0.1 : 1;
      expectClose(p.data(), new Array(p.size).fill(left), { rtol: 1e-6 });
    }
  });

  it("warms up and falls along a cosine over the steps that are asked for", () => {
    const { schedule } = prepare({ steps: 20 });
    expect([0, 3, 4, 20].map(schedule)).toEqual([2e-4, 8e-4, 1e-3, 1e-4].map((lr) => expect.closeTo(lr, 12)));
    expect(prepare({ steps: 4 }).schedule(1)).toBeLessThan(1e-3); // half of the steps at most
    expect(prepare({ steps: 1 }).schedule(0)).toBe(1e-3);
  });

  it("depends on the seed: other weights and other batches", () => {
    const [a, b, c] = [prepare(), prepare(), prepare({ seed: 2 })];
    const first = ({ model }: typeof a) => model.parameters()[0]!.toArray();
    const batch = ({ data, rng }: typeof a) => data.batch(rng, 0).tokens.toArray();
    expect([first(a), batch(a)]).toEqual([first(b), batch(b)]);
    expect(first(a)).not.toEqual(first(c));
    expect(batch(a)).not.toEqual(batch(c));
  });

  it("refuses a text that is too short, and seeds and steps that are none", () => {
    expect(() => prepare({ text: "" })).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: splitText: the text is too short to divide.
        given:    0 characters, 0.1 of them held out
        expected: at least one of the characters in each part
        fix:      pass a longer text or another share]
    `);
    expect(() => prepare({ text: "abc" })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: TokenWindows: the training part is too short.
        given:    2 tokens
        expected: more than the context length, 8
        fix:      give a longer text, or a shorter context]
    `);
    expect(() => prepare({ text: text.slice(0, 80) })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: TokenWindows: the validation part is too short.
        given:    8 tokens
        expected: more than the context length, 8
        fix:      give a longer text, or a shorter context]
    `);
    expect(() => prepare({ steps: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: prepareTraining: steps is not a number of steps.
        given:    0
        expected: an integer of 1 or more]
    `);
    expect(() => prepare({ seed: -1 })).toThrow("the seed is not a non-negative integer");
  });
});

describe("bitsPerByte", () => {
  it("is nats over ln 2 over bytes", () => {
    expectClose(bitsPerByte(math.log(256), 1), 8, { rtol: 1e-15 });
    expectClose(bitsPerByte(math.log(2), 4), 0.25, { rtol: 1e-15 });
  });
});

describe("a GPT in a run folder", () => {
  const scratch = mkdtempSync(join(tmpdir(), "cairn-gpt-"));
  afterAll(() => rmSync(scratch, { recursive: true }));

  async function train(
    path: string,
    stopAt?: number,
  ): Promise<{ history: readonly HistoryEntry[]; folder: RunFolder }> {
    const made = prepare({ preset: { ...preset, model: { ...preset.model, bias: false } } });
    const description = { config: toHuggingFace(made.model.config), tokenizer: made.tokenizer.toJSON(), about: {} };
    const resume = stopAt === undefined;
    const folder = await (resume ? RunFolder.open(path).catch(() => null) : null);
    const own = folder ?? (await RunFolder.create(path, description));
    const controller = new AbortController();
    const onStep = ({ step }: { step: number }) => {
      if (step === stopAt) controller.abort();
    };
    const { history } = await fit({
      ...made,
      steps: 20,
      evalEvery: 7,
      evalLimit: 2,
      logEvery: 3,
      clipNorm: 1,
      checkpoints: own,
      resume,
      signal: controller.signal,
      callbacks: { onStep, onPoint: (entry) => own.log(entry) },
    });
    return { history, folder: own };
  }

  it("keeps the same bytes whether it was stopped and resumed or not, dropout and all", async () => {
    const whole = await train(join(scratch, "whole"));
    await train(join(scratch, "pieces"), 5);
    const pieces = await train(join(scratch, "pieces"));
    expect(pieces.history).toEqual(whole.history);
    const read = (run: typeof whole, name: string) => readFileSync(join(run.folder.path, name));
    for (const name of ["model.safetensors", "optimizer.safetensors", "config.json", "tokenizer.json", "log.jsonl"]) {
      expect(read(pieces, name).equals(read(whole, name)), name).toBe(true);
    }
  });

  it("is loaded from it and writes the same text", async () => {
    const folder = await RunFolder.open((await train(join(scratch, "saved"))).folder.path);
    const { config } = folder.description as { config: Record<string, unknown> };
    expect(config).toMatchObject({ model_type: "gpt2", n_embd: 8, bias: false });
    const weights = await folder.weights();
    expect([...weights.get("transformer.ln_f.bias")!.data()]).toEqual(new Array(8).fill(0));
    const texts = [weights, (await folder.load())!.weights].map((saved) => {
      const model = prepare({ seed: 99, preset: { ...preset, model: { ...preset.model, bias: false } } }).model;
      loadWeights(model, saved);
      return [...generate(model, [1], { maxTokens: 12, temperature: 0, rng: prepare().rng })];
    });
    expect(texts[0]).toEqual(texts[1]);
  });
});

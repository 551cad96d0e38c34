import { existsSync, readFileSync } from "node:fs";
import { openGguf, randomAccess, type StoredTensor } from "@cairn-ml/data";
import { init, Rng, type Tensor } from "@cairn-ml/tensor";
import { BpeTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import { completeConfig } from "./config.js";
import { fromGguf, GPT, type GPTConfig, loadWeightFile } from "./index.js";
import { tokenizerOfGguf } from "./tokenizer-files.js";
import { asGguf, stored } from "./weights.test-tools.js";

const config: GPTConfig = { vocabSize: 5, contextLength: 4, layers: 2, heads: 2, width: 4, innerWidth: 6 };

const keys = (changes: object = {}): Map<string, unknown> =>
  new Map(
    Object.entries({
      "general.architecture": "gpt2",
      "gpt2.context_length": 4,
      "gpt2.embedding_length": 4,
      "gpt2.feed_forward_length": 6,
      "gpt2.block_count": 2,
      "gpt2.attention.head_count": 2,
      "gpt2.attention.layer_norm_epsilon": 1e-5,
      ...changes,
    }),
  );

beforeAll(async () => {
  await init({ device: "reference" });
});

describe.each([true, false])("a GGUF file of a GPT-2, tied %s", (tiedHead) => {
  it("gives the config and the weights", async () => {
    const model = new GPT(new Rng(1), { ...config, tiedHead });
    const file = { ...stored(asGguf(model.weightsToSave() as Map<string, Tensor>)), metadata: keys() };
    expect(fromGguf(file)).toEqual(completeConfig({ ...config, tiedHead }));
    const loaded = new GPT(null, fromGguf(file));
    await loadWeightFile(loaded, file);
    const values = (one: GPT) => [...one.namedParameters()].map(([name, p]) => [name, p.toArray()]);
    expect(values(loaded)).toEqual(values(model));
  });
});

it("refuses another architecture, and names a key that is missing", () => {
  const tensors = new Map<string, StoredTensor>();
  expect(() =>
    fromGguf({ metadata: keys({ "general.architecture": "llama" }), tensors }),
  ).toThrowErrorMatchingInlineSnapshot(`
    [ValueError: GGUF: general.architecture is not what a GPT-2 needs.
      given:    general.architecture: "llama"
      expected: "gpt2"
      fix:      give a file with a GPT-2 model]
  `);
  expect(() => fromGguf({ metadata: keys(), tensors })).toThrow("gpt2.vocab_size is not what a GPT-2 needs");
  const noEps = keys({ "gpt2.attention.layer_norm_epsilon": "x", "gpt2.vocab_size": 5 });
  expect(() => fromGguf({ metadata: noEps, tensors })).toThrow("layer_norm_epsilon");
});

const shared = new URL("../../../../shared/data/", import.meta.url);
const vocabulary = new URL("08-format-fixtures/gguf/real/ggml-vocab-gpt-2.gguf", shared);
const absent = !existsSync(vocabulary);

it.skipIf(absent)(
  `finds GPT-2's tokenizer${absent ? ` (skipped: ${vocabulary.pathname} is absent)` : ""}`,
  async () => {
    const file = await openGguf(randomAccess(readFileSync(vocabulary), "x"));
    const tokenizer = tokenizerOfGguf(file) as BpeTokenizer;
    const text = (name: string) => readFileSync(new URL(`04-gpt2-bpe/${name}`, shared), "utf8");
    const expected = BpeTokenizer.fromGpt2({ encoderJson: text("encoder.json"), vocabBpe: text("vocab.bpe") });
    expect(tokenizer.vocabSize).toBe(50_257);
    expect(fromGguf(file)).toMatchObject({ vocabSize: 50_257, contextLength: 1024, layers: 12, heads: 12, width: 768 });
    for (const line of ["I chose that bank for", "  naïve 日本 🙂\n\n'll", "<|endoftext|>"]) {
      expect(tokenizer.encode(line)).toEqual(expected.encode(line));
    }
  },
);

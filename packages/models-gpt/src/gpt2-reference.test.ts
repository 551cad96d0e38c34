import { existsSync, readFileSync } from "node:fs";
import { fromEntry, readSafetensors, toInt32 } from "@cairn-ml/data";
import { expectClose, fromData, init, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { BpeTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";

const shared = new URL("../../../../shared/data/", import.meta.url);
const folder = new URL("07-gpt2-models/gpt2-124m-reference-activations/", shared);
const absent = !existsSync(folder);
const suffix = absent ? ` (skipped: ${folder.pathname} is absent)` : "";
const text = (path: string) => readFileSync(new URL(path, shared), "utf8");

interface Row {
  readonly prompt: string;
  readonly tokenIds: number[];
  readonly logsumexp: number;
  readonly top50: { readonly id: number; readonly logit: number; readonly logprob: number }[];
}

/** What GPT-2 of 124M parameters computed on five prompts; its weights are not needed for these. */
describe.skipIf(absent).each(["wasm", "reference"] as const)(`GPT-2's mathematics on %s${suffix}`, (device) => {
  let tensors: ReturnType<typeof readSafetensors>["tensors"];
  let rows: Row[];
  beforeAll(async () => {
    await init({ device });
    tensors = readSafetensors(readFileSync(new URL("reference.safetensors", folder))).tensors;
    ({ rows } = JSON.parse(readFileSync(new URL("reference.json", folder), "utf8")) as { rows: Row[] });
  });
  const of = (i: number, name: string): Tensor => fromEntry(tensors.get(`ex${i}.${name}`)!);

  it("makes probabilities of scores in all 144 heads", () => {
    rows.forEach((_, i) => {
      const scores = of(i, "attn_scores_unscaled"); // (layers, heads, T, T)
      const [layers, heads, T] = scores.dims(4);
      expect(layers * heads).toBe(144);
      const mask = Float32Array.from({ length: T * T }, (_, k) => (k % T > Math.floor(k / T) ? -Infinity : 0));
      const probabilities = scores
        .mul(1 / 8)
        .add(fromData(mask, [T, T]))
        .softmax(); // a head has 64 numbers
      expectClose(probabilities, of(i, "attn_probs"), { rtol: 0, atol: 1e-6 });
    });
  });

  it("attends by them: the fused op, given keys whose products with the queries are the scores, gives the same mixture", () => {
    rows.forEach((_, i) => {
      const scores = of(i, "attn_scores_unscaled");
      const [, , T] = scores.dims(4);
      const unit = fromData(
        Float32Array.from({ length: T * T }, (_, k) => (k % (T + 1) === 0 ? 1 : 0)),
        [1, 1, T, T],
      );
      const [keys, values] = [unit.expand(scores.shape), uniform(new Rng(i), scores.shape, -1, 1)];
      const mixed = scores.scaledDotProductAttention(keys, values, { causal: true, scale: 1 / 8 });
      expectClose(mixed, of(i, "attn_probs").matmul(values), { rtol: 0, atol: 1e-6 });
    });
  });

  it("orders the likeliest tokens, and knows how likely they are", () => {
    rows.forEach(({ top50, logsumexp }, i) => {
      const logits = of(i, "logits_last").reshape([1, 50_257]);
      const values = logits.data();
      const ids = Array.from({ length: 50_257 }, (_, id) => id).sort((a, b) => values[b]! - values[a]! || a - b);
      expect(ids.slice(0, 50)).toEqual(top50.map(({ id }) => id));
      const logProbabilities = logits.logSoftmax().data();
      expectClose(top50.map(({ id }) => logProbabilities[id]!), top50.map(({ logprob }) => logprob), { rtol: 0, atol: 1e-5 }); // biome-ignore format: a line
      expectClose(values[ids[0]!]! - logProbabilities[ids[0]!]!, logsumexp, { rtol: 0, atol: 3e-5 });
    });
  });

  it("has our tokenizer's tokens", () => {
    const tokenizer = BpeTokenizer.fromGpt2({
      encoderJson: text("04-gpt2-bpe/encoder.json"),
      vocabBpe: text("04-gpt2-bpe/vocab.bpe"),
    });
    rows.forEach(({ prompt, tokenIds }, i) => {
      expect([...tokenizer.encode(prompt)]).toEqual(tokenIds);
      expect([...toInt32(tensors.get(`ex${i}.input_ids`)!)]).toEqual(tokenIds);
    });
  });
});

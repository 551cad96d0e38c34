import { gpt2Tokenizer } from "@cairn-ml/tokenizers";
import { measure, ratesOf } from "../measure.js";
import { type CountedWorkload, repeat } from "../workload.js";

/** What is encoded: the first 2,000,000 bytes of a text that is given, without a character that they cut. */
export const encodedBytes = 2_000_000;

export const bpe: CountedWorkload = {
  name: "w11-bpe",
  about: "GPT-2's encoding of 2,000,000 bytes of a text, in one call",
  single: true,
  needsText: true,
  async *figures({ text, repeats = 5, seconds = 0.35 }) {
    if (text === undefined) return;
    const megabytes = new TextEncoder().encode(text).length / 1e6;
    const first: number[] = [];
    let tokens = 0;
    for (let i = 0; i < repeats; i++) {
      const fresh = await gpt2Tokenizer();
      const began = performance.now();
      tokens = fresh.encode(text).length;
      first.push((megabytes * 1000) / (performance.now() - began));
    }
    const gpt2 = await gpt2Tokenizer();
    const times = await measure(
      repeat(() => gpt2.encode(text)),
      { repeats, seconds },
    );
    const unit = "MB/s";
    const note = `${tokens} tokens`;
    yield {
      metric: "encode",
      unit,
      values: ratesOf(times, unit, megabytes),
      note: `${note}; repeats see its word cache`,
    };
    yield { metric: "encode, empty word cache", unit, values: first.sort((a, b) => b - a), note };
  },
};

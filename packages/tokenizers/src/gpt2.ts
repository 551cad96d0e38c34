import { BpeTokenizer } from "./bpe.js";
import { partsOfRanks } from "./ranks.js";

/** GPT-2's own tokenizer: 50,257 tokens. Its vocabulary, half a megabyte, is loaded when this is called. */
export async function gpt2Tokenizer(): Promise<BpeTokenizer> {
  const { default: ranks } = await import("js-tiktoken/ranks/gpt2");
  return BpeTokenizer.fromParts("gpt2Tokenizer", partsOfRanks(ranks));
}

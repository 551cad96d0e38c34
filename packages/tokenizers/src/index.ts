export { BpeTokenizer, type BpeTokenizerJSON } from "./bpe.js";
export type { BpeProgress, BpeTrainOptions } from "./bpe-train.js";
export { CharTokenizer, type CharTokenizerJSON } from "./char.js";
export { TokenizerError } from "./errors.js";
export { tokenizerFromJSON } from "./from-json.js";
export type { Gpt2Files } from "./gpt2-files.js";
export { preTokens } from "./pre-tokens.js";
export type { StreamingDecoder, Tokenizer } from "./tokenizer.js";

import type { BpeVocabulary } from "./bpe-vocabulary.js";

/** The vocabulary as a `tokenizer.json` of Hugging Face's tokenizers. */
export function writeHuggingFace({ symbols, merges, special, unknown }: BpeVocabulary): object {
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  const plain = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const texts = new Map([...special].map(([text, id]) => [id, text])); // which are written as they are
  const named = (id: number): string => texts.get(id) ?? symbols[id]!;
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [...special].map(([content, id]) => ({ id, content, ...plain })),
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: byteLevel,
    decoder: byteLevel,
    model: {
      type: "BPE",
      dropout: null,
      unk_token: unknown === -1 ? null : named(unknown),
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(symbols.map((_, id) => [named(id), id])),
      merges: [...merges],
    },
  };
}

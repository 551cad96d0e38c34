import { BpeEncoder } from "./bpe-encoder.js";
import { type BpeTrainOptions, trainMerges } from "./bpe-train.js";
import { BpeVocabulary, impliedSymbols } from "./bpe-vocabulary.js";
import { spell } from "./byte-alphabet.js";
import { checkToken } from "./errors.js";
import { type Gpt2Files, readGpt2Files } from "./gpt2-files.js";
import { checkVocabSize, jsonObject, stringList } from "./json.js";
import type { StreamingDecoder, Tokenizer } from "./tokenizer.js";

/** A saved `BpeTokenizer`, in the byte alphabet: a space is `Ġ`, a newline `Ċ`. */
export interface BpeTokenizerJSON {
  kind: "bpe";
  vocabSize: number;
  /** `left right`, by rank. */
  merges: string[];
  /** Tokens by id, where they are not just the 256 bytes and then what each merge makes. */
  vocabulary?: string[];
}

/**
 * Byte-level byte-pair encoding, as in GPT-2: text is split into pre-tokens, and in the UTF-8 bytes of each the learned
 * merges are applied. Any text can be encoded and any bytes come back; only a lone surrogate, which UTF-8 cannot hold,
 * becomes U+FFFD. Tokens such as `<|endoftext|>` are never looked for in text; `tokenId` gives their id.
 *
 * Source: Radford et al. 2019, "Language Models are Unsupervised Multitask Learners", section 2.2.
 */
export class BpeTokenizer implements Tokenizer {
  readonly kind = "bpe" as const;
  readonly #vocabulary: BpeVocabulary;
  readonly #encoder: BpeEncoder;

  private constructor(vocabulary: BpeVocabulary) {
    this.#vocabulary = vocabulary;
    this.#encoder = new BpeEncoder(vocabulary);
  }

  /** Learns merges from text, or from bytes that need not be valid UTF-8. `trainMerges` says how. */
  static train(text: string | Uint8Array, options: BpeTrainOptions): BpeTokenizer {
    const op = "BpeTokenizer.train";
    const merges = trainMerges(text, options);
    return new BpeTokenizer(new BpeVocabulary(op, impliedSymbols(op, merges), merges));
  }

  /** Reads GPT-2's own two files. Throws: TokenizerError when they are malformed or do not fit together. */
  static fromGpt2(files: Gpt2Files): BpeTokenizer {
    const { symbols, merges } = readGpt2Files(files);
    return new BpeTokenizer(new BpeVocabulary("BpeTokenizer.fromGpt2", symbols, merges));
  }

  /** Reads what `toJSON` wrote. Throws: TokenizerError when it is malformed. */
  static fromJSON(json: unknown): BpeTokenizer {
    const op = "BpeTokenizer.fromJSON";
    const object = jsonObject(op, json, "the tokenizer");
    const merges = stringList(op, object, "merges");
    const symbols = Object.hasOwn(object, "vocabulary")
      ? stringList(op, object, "vocabulary")
      : impliedSymbols(op, merges);
    const vocabulary = new BpeVocabulary(op, symbols, merges);
    checkVocabSize(op, object, vocabulary.size);
    return new BpeTokenizer(vocabulary);
  }

  get vocabSize(): number {
    return this.#vocabulary.size;
  }

  /** Id of the token that is this text, whole: `tokenId("<|endoftext|>")` is 50256 in GPT-2. Undefined when there is none. */
  tokenId(text: string): number | undefined {
    return this.#vocabulary.id(spell(new TextEncoder().encode(text)));
  }

  encode(text: string): Int32Array {
    return this.#encoder.encode(new TextEncoder().encode(text));
  }

  /** Like `encode` for the text's UTF-8 bytes; stray bytes are split off as punctuation is. */
  encodeBytes(bytes: Uint8Array): Int32Array {
    return this.#encoder.encode(bytes);
  }

  /** Invalid UTF-8 becomes U+FFFD. Throws: TokenizerError for an id that is not in the vocabulary. */
  decode(tokens: ArrayLike<number>): string {
    return utf8Decoder().decode(this.#bytesOf("decode", tokens));
  }

  /** Throws: TokenizerError for an id that is not in the vocabulary. */
  decodeBytes(tokens: ArrayLike<number>): Uint8Array {
    return this.#bytesOf("decodeBytes", tokens);
  }

  /** Decodes token by token; incomplete UTF-8 is held back until it is complete. */
  decoder(): StreamingDecoder {
    const utf8 = utf8Decoder();
    return {
      push: (token) => utf8.decode(this.#bytesOf("decoder", [token]), { stream: true }),
      end: () => utf8.decode(),
    };
  }

  toJSON(): BpeTokenizerJSON {
    const { symbols, merges } = this.#vocabulary;
    const implied = impliedSymbols("toJSON", merges);
    const isImplied = implied.length === symbols.length && implied.every((symbol, id) => symbol === symbols[id]);
    const json: BpeTokenizerJSON = { kind: "bpe", vocabSize: symbols.length, merges: [...merges] };
    return isImplied ? json : { ...json, vocabulary: [...symbols] };
  }

  #bytesOf(op: string, tokens: ArrayLike<number>): Uint8Array {
    const { bytes, starts, size } = this.#vocabulary;
    let total = 0;
    for (let i = 0; i < tokens.length; i++) {
      const token = checkToken(op, tokens[i], i, size);
      total += starts[token + 1]! - starts[token]!;
    }
    const out = new Uint8Array(total);
    let length = 0;
    for (let i = 0; i < tokens.length; i++) {
      const end = starts[tokens[i]! + 1]!;
      for (let k = starts[tokens[i]!]!; k < end; k++) out[length++] = bytes[k]!;
    }
    return out;
  }
}

function utf8Decoder(): TextDecoder {
  return new TextDecoder("utf-8", { ignoreBOM: true }); // a byte order mark is text like any other
}

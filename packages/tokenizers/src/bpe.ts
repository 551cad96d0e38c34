import { BpeEncoder } from "./bpe-encoder.js";
import { type BpeTrainOptions, trainMerges } from "./bpe-train.js";
import { type BpeParts, BpeVocabulary, impliedSymbols } from "./bpe-vocabulary.js";
import { checkToken } from "./errors.js";
import { type Gpt2Files, readGpt2Files } from "./gpt2-files.js";
import { readHuggingFace } from "./hugging-face.js";
import { writeHuggingFace } from "./hugging-face-writer.js";
import { checkVocabSize, jsonObject, optionalString, stringList } from "./json.js";
import { byteOffsets, type Offsets, utf16Offsets } from "./offsets.js";
import { allowedTokens, type Segment, segments } from "./special-tokens.js";
import type { EncodeOptions, StreamingDecoder, Tokenizer } from "./tokenizer.js";

/** A saved `BpeTokenizer`, in the byte alphabet: a space is `Ġ`, a newline `Ċ`. */
export interface BpeTokenizerJSON {
  kind: "bpe";
  vocabSize: number;
  /** `left right`, by rank. */
  merges: string[];
  /** Tokens by id, where they are not just the 256 bytes and then what each merge makes. */
  vocabulary?: string[];
  /** Texts of the tokens that text may be allowed to contain. */
  special?: string[];
  /** Text of the token for bytes that have none of their own. */
  unknown?: string;
}

export interface OffsetOptions extends EncodeOptions {
  /** What places are counted in; "utf16", as JavaScript counts, unless given. */
  readonly unit?: "utf16" | "bytes";
}

export interface TokensWithOffsets extends Offsets {
  readonly tokens: Int32Array;
}

const utf8 = new TextEncoder(); // a lone surrogate becomes U+FFFD

/**
 * Byte-level byte-pair encoding, as in GPT-2: text is split into pre-tokens, and in the UTF-8 bytes of each the learned
 * merges are applied. Any text can be encoded and any bytes come back; only a lone surrogate, which UTF-8 cannot hold,
 * becomes U+FFFD. Special tokens such as `<|endoftext|>` are looked for in text only when they are allowed.
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
    return new BpeTokenizer(new BpeVocabulary(op, { symbols: impliedSymbols(op, merges), merges }));
  }

  /** Reads GPT-2's own two files. Throws: TokenizerError when they are malformed or do not fit together. */
  static fromGpt2(files: Gpt2Files): BpeTokenizer {
    return BpeTokenizer.fromParts("BpeTokenizer.fromGpt2", readGpt2Files(files));
  }

  /**
   * Reads a parsed `tokenizer.json` of Hugging Face's tokenizers that is a byte-level BPE as GPT-2's is.
   *
   * Throws: TokenizerError, which names the part, when it asks for anything else.
   */
  static fromHuggingFace(json: unknown): BpeTokenizer {
    const op = "BpeTokenizer.fromHuggingFace";
    return BpeTokenizer.fromParts(op, readHuggingFace(jsonObject(op, json, "tokenizer.json")));
  }

  /** @internal A tokenizer of what a reader of files has found. */
  static fromParts(op: string, parts: BpeParts): BpeTokenizer {
    return new BpeTokenizer(new BpeVocabulary(op, parts));
  }

  /** Reads what `toJSON` wrote. Throws: TokenizerError when it is malformed. */
  static fromJSON(json: unknown): BpeTokenizer {
    const op = "BpeTokenizer.fromJSON";
    const object = jsonObject(op, json, "the tokenizer");
    const merges = stringList(op, object, "merges");
    const symbols = Object.hasOwn(object, "vocabulary")
      ? stringList(op, object, "vocabulary")
      : impliedSymbols(op, merges);
    const special = Object.hasOwn(object, "special") ? stringList(op, object, "special") : [];
    const unknown = optionalString(op, object, "unknown");
    const vocabulary = new BpeVocabulary(op, { symbols, merges, special, ...(unknown !== undefined && { unknown }) });
    checkVocabSize(op, object, vocabulary.size);
    return new BpeTokenizer(vocabulary);
  }

  get vocabSize(): number {
    return this.#vocabulary.size;
  }

  /** Id of the token that is this text, whole: `tokenId("<|endoftext|>")` is 50256 in GPT-2. Undefined when there is none. */
  tokenId(text: string): number | undefined {
    return this.#vocabulary.tokenOfText(text);
  }

  /** Special tokens by their text: what `allowedSpecial` may name. */
  get specialTokens(): ReadonlyMap<string, number> {
    return this.#vocabulary.special;
  }

  /** Throws: TokenizerError for an `allowedSpecial` that is no special token. */
  encode(text: string, { allowedSpecial }: EncodeOptions = {}): Int32Array {
    if (allowedSpecial === undefined) return this.#encoder.encode(utf8.encode(text));
    const parts: Int32Array[] = [];
    for (const segment of segments(text, allowedTokens(this.specialTokens, allowedSpecial))) {
      parts.push(this.#encodeSegment(segment));
    }
    return concatenated(parts);
  }

  /**
   * Like `encode`, with the place of each token in the text: in units of UTF-16, so that `text.slice(starts[i], ends[i])` is
   * what token i stands for, or in bytes of UTF-8. A character that is spread over several tokens belongs, in units of
   * UTF-16, whole to each of them; in bytes a token starts where the one before it ends.
   */
  encodeWithOffsets(text: string, { unit = "utf16", allowedSpecial = [] }: OffsetOptions = {}): TokensWithOffsets {
    const { starts, unknown } = this.#vocabulary;
    const parts: Int32Array[] = [];
    const sizes: Int32Array[] = [];
    for (const segment of segments(text, allowedTokens(this.specialTokens, allowedSpecial))) {
      const tokens = this.#encodeSegment(segment);
      parts.push(tokens);
      // The token for unknown bytes is one of them, except where its own name is written.
      const isText = segment.special === null;
      sizes.push(tokens.map((token) => (isText && token === unknown ? 1 : starts[token + 1]! - starts[token]!)));
    }
    const all = concatenated(sizes);
    const offsets = unit === "bytes" ? byteOffsets(all) : utf16Offsets(utf8.encode(text), all);
    return { tokens: concatenated(parts), ...offsets };
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
    const decoder = utf8Decoder();
    return {
      push: (token) => decoder.decode(this.#bytesOf("decoder", [token]), { stream: true }),
      end: () => decoder.decode(),
    };
  }

  toJSON(): BpeTokenizerJSON {
    const { symbols, merges, special, unknown } = this.#vocabulary;
    const implied = impliedSymbols("toJSON", merges);
    const isImplied = implied.length === symbols.length && implied.every((symbol, id) => symbol === symbols[id]);
    return {
      ...{ kind: "bpe", vocabSize: symbols.length, merges: [...merges] },
      ...(!isImplied && { vocabulary: [...symbols] }),
      ...(special.size > 0 && { special: [...special.keys()] }),
      ...(unknown !== -1 && { unknown: this.decode([unknown]) }),
    };
  }

  /** The same tokenizer as a `tokenizer.json` that Hugging Face's tokenizers read. */
  toHuggingFace(): object {
    return writeHuggingFace(this.#vocabulary);
  }

  #encodeSegment({ text, special }: Segment): Int32Array {
    return special === null ? this.#encoder.encode(utf8.encode(text)) : Int32Array.of(special);
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

function concatenated(parts: readonly Int32Array[]): Int32Array {
  if (parts.length === 1) return parts[0]!;
  const all = new Int32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function utf8Decoder(): TextDecoder {
  return new TextDecoder("utf-8", { ignoreBOM: true }); // a byte order mark is text like any other
}

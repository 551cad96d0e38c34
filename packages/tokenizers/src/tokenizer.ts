/** Turns text into token ids and back. */
export interface Tokenizer {
  /** Which tokenizer this is; `tokenizerFromJSON` dispatches on it. */
  readonly kind: string;
  /** Ids run from 0 to vocabSize - 1. */
  readonly vocabSize: number;
  encode(text: string, options?: EncodeOptions): Int32Array;
  decode(tokens: ArrayLike<number>): string;
  /** What `JSON.stringify` stores and `tokenizerFromJSON` reads. */
  toJSON(): object;
}

export interface EncodeOptions {
  /**
   * Special tokens, such as `<|endoftext|>`, that text may contain. The others are text like any other, and so are all of
   * them unless this is given: what a user typed cannot end a text.
   */
  readonly allowedSpecial?: "all" | Iterable<string>;
}

/**
 * Decodes one token at a time, as a model produces them. What `push` returns is ready to print: a character whose
 * bytes are spread over several tokens comes out with the last of them.
 */
export interface StreamingDecoder {
  push(token: number): string;
  /** What was still held back; the decoder is then as new. */
  end(): string;
}

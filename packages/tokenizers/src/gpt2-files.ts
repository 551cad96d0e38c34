import type { BpeParts } from "./bpe-vocabulary.js";
import { spell, unspell } from "./byte-alphabet.js";
import { quote, TokenizerError } from "./errors.js";
import { jsonObject } from "./json.js";

const OP = "BpeTokenizer.fromGpt2";
export const END_OF_TEXT = "<|endoftext|>";

/** The two files that GPT-2's vocabulary comes in. */
export interface Gpt2Files {
  /** `encoder.json` or `vocab.json`: token to id. The file's text, or what JSON.parse made of it. */
  readonly encoderJson: string | Readonly<Record<string, number>>;
  /** The text of `vocab.bpe` or `merges.txt`: a `#version` line, then a merge a line. */
  readonly vocabBpe: string;
}

/** What the two files say. The end of a text is a special token if there is one. */
export function readGpt2Files({ encoderJson, vocabBpe }: Gpt2Files): BpeParts {
  const parsed = typeof encoderJson === "string" ? parse(encoderJson) : encoderJson;
  const vocab = jsonObject(OP, parsed, "encoder.json");
  const special = Object.hasOwn(vocab, END_OF_TEXT) ? [END_OF_TEXT] : [];
  return { symbols: symbolsById(OP, new Map(Object.entries(vocab))), merges: readMergeLines(vocabBpe), special };
}

/** The merges of `vocab.bpe` or `merges.txt`. */
export function readMergeLines(text: string): string[] {
  const lines = text.split(/\r?\n/);
  if (lines[0]!.startsWith("#version")) lines.shift();
  return lines.filter((line) => line !== "");
}

/** Tokens by id, in the byte alphabet. One that was added by hand need not be in it: it then stands for its text. */
export function symbolsById(op: string, ids: ReadonlyMap<string, unknown>): string[] {
  const symbols = new Array<string>(ids.size);
  for (const [symbol, id] of ids) {
    checkId(op, symbol, id, symbols);
    symbols[id] = unspell(symbol) === null ? spell(new TextEncoder().encode(symbol)) : symbol;
  }
  return symbols;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TokenizerError({
      op: OP,
      what: "encoder.json is not JSON",
      given: `${quote(text)}: ${error instanceof Error ? error.message : error}`,
      expected: 'an object such as {"!": 0, …}',
      fix: "pass the file's whole text",
    });
  }
}

function checkId(
  op: string,
  symbol: string,
  id: unknown,
  symbols: readonly (string | undefined)[],
): asserts id is number {
  if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id >= symbols.length) {
    throw new TokenizerError({
      op,
      what: `token ${quote(symbol)} has no usable id`,
      given: quote(id),
      expected: `an integer from 0 to ${symbols.length - 1}, as there are ${symbols.length} tokens`,
      fix: "number the tokens without gaps",
    });
  }
  if (symbols[id] !== undefined) {
    throw new TokenizerError({
      op,
      what: `id ${id} is given twice`,
      given: `${quote(symbols[id])} and ${quote(symbol)}`,
      expected: "one token for each id",
      fix: "number the tokens without gaps",
    });
  }
}

import { spell, unspell } from "./byte-alphabet.js";
import { quote, TokenizerError } from "./errors.js";
import { jsonObject } from "./json.js";

const OP = "BpeTokenizer.fromGpt2";

/** The two files that GPT-2's vocabulary comes in. */
export interface Gpt2Files {
  /** `encoder.json` or `vocab.json`: token to id. The file's text, or what JSON.parse made of it. */
  readonly encoderJson: string | Readonly<Record<string, number>>;
  /** The text of `vocab.bpe` or `merges.txt`: a `#version` line, then a merge a line. */
  readonly vocabBpe: string;
}

/** Tokens by id and merges by rank, both in the byte alphabet. */
export function readGpt2Files({ encoderJson, vocabBpe }: Gpt2Files): { symbols: string[]; merges: string[] } {
  const parsed = typeof encoderJson === "string" ? parse(encoderJson) : encoderJson;
  const entries = Object.entries(jsonObject(OP, parsed, "encoder.json"));
  const symbols = new Array<string>(entries.length);
  for (const [symbol, id] of entries) {
    checkId(symbol, id, symbols);
    // A token added by hand need not be in the byte alphabet; it then stands for its text.
    symbols[id] = unspell(symbol) === null ? spell(new TextEncoder().encode(symbol)) : symbol;
  }
  const lines = vocabBpe.split(/\r?\n/);
  if (lines[0]!.startsWith("#version")) lines.shift();
  return { symbols, merges: lines.filter((line) => line !== "") };
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

function checkId(symbol: string, id: unknown, symbols: readonly (string | undefined)[]): asserts id is number {
  if (typeof id !== "number" || !Number.isInteger(id) || id < 0 || id >= symbols.length) {
    throw new TokenizerError({
      op: OP,
      what: `token ${quote(symbol)} has no usable id`,
      given: quote(id),
      expected: `an integer from 0 to ${symbols.length - 1}, as there are ${symbols.length} tokens`,
      fix: "number the tokens without gaps",
    });
  }
  if (symbols[id] !== undefined) {
    throw new TokenizerError({
      op: OP,
      what: `id ${id} is given twice`,
      given: `${quote(symbols[id])} and ${quote(symbol)}`,
      expected: "one token for each id",
      fix: "number the tokens without gaps",
    });
  }
}

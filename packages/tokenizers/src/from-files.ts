import { BpeTokenizer } from "./bpe.js";
import type { CharTokenizer } from "./char.js";
import { quote, TokenizerError } from "./errors.js";
import { tokenizerFromJSON } from "./from-json.js";
import { END_OF_TEXT, readMergeLines } from "./gpt2-files.js";
import { withAddedTokens } from "./hugging-face.js";
import { addedTokens, namedTokens, unknownName } from "./hugging-face-config.js";
import { type JsonObject, jsonObject } from "./json.js";

/** Names of the files that `tokenizerFromFiles` looks at. */
export const tokenizerFileNames: readonly string[] = [
  ...["tokenizer.json", "vocab.json", "merges.txt", "encoder.json", "vocab.bpe"],
  ...["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"],
];

const OP = "tokenizerFromFiles";

/**
 * The tokenizer of a model's folder, from its files by name; others than `tokenizerFileNames` are not looked at. In this order:
 * `tokenizer.json`, ours or Hugging Face's; `vocab.json` with `merges.txt`, and what `tokenizer_config.json`,
 * `special_tokens_map.json` and `added_tokens.json` add; OpenAI's `encoder.json` with `vocab.bpe`. Null when there are none.
 *
 * Throws: TokenizerError when a file is malformed, is one of two and the other is missing, or asks for what is not done here.
 */
export function tokenizerFromFiles(files: ReadonlyMap<string, Uint8Array>): BpeTokenizer | CharTokenizer | null {
  const text = (name: string): string | undefined => {
    const bytes = files.get(name);
    return bytes && new TextDecoder().decode(bytes);
  };
  const whole = text("tokenizer.json");
  if (whole !== undefined) return tokenizerFromJSON(parse("tokenizer.json", whole));
  for (const [vocabulary, merges] of [["vocab.json", "merges.txt"] as const, ["encoder.json", "vocab.bpe"] as const]) {
    const [vocabularyText, mergesText] = [text(vocabulary), text(merges)];
    if (vocabularyText === undefined && mergesText === undefined) continue;
    if (vocabularyText === undefined || mergesText === undefined) {
      failOnMissing(files, vocabularyText === undefined ? vocabulary : merges);
    }
    return fromTwoFiles(object(vocabulary, vocabularyText), mergesText, (name) => {
      const more = text(name);
      return more === undefined ? {} : object(name, more);
    });
  }
  return null;
}

function fromTwoFiles(vocab: JsonObject, merges: string, read: (name: string) => JsonObject): BpeTokenizer {
  const [config, map, ids] = ["tokenizer_config.json", "special_tokens_map.json", "added_tokens.json"].map(read);
  const added = addedTokens(config!, ids!);
  const symbols = withAddedTokens(OP, vocab, added);
  const isToken = (text: string): boolean =>
    Object.hasOwn(vocab, text) || added.some(({ content }) => content === text);
  const special = [...added.map(({ content }) => content), ...namedTokens(config!), ...namedTokens(map!), END_OF_TEXT];
  const unknown = unknownName(map!) ?? unknownName(config!);
  return BpeTokenizer.fromParts(OP, {
    symbols,
    merges: readMergeLines(merges),
    special: [...new Set(special)].filter(isToken),
    ...(unknown !== undefined && isToken(unknown) && { unknown }),
  });
}

function object(name: string, text: string): JsonObject {
  return jsonObject(OP, parse(name, text), name);
}

function parse(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TokenizerError({
      op: OP,
      what: `${name} is not JSON`,
      given: `${quote(text)}: ${error instanceof Error ? error.message : error}`,
      expected: "a JSON document",
      fix: "fetch the file again; it may have been cut off",
    });
  }
}

function failOnMissing(files: ReadonlyMap<string, Uint8Array>, name: string): never {
  throw new TokenizerError({
    op: OP,
    what: `${name} is missing`,
    given: quote([...files.keys()].filter((file) => tokenizerFileNames.includes(file))),
    expected: "vocab.json with merges.txt, or encoder.json with vocab.bpe",
    fix: `add ${name}`,
  });
}

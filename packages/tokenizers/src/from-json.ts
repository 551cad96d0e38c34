import { BpeTokenizer } from "./bpe.js";
import { CharTokenizer } from "./char.js";
import { quote, TokenizerError } from "./errors.js";
import { jsonObject } from "./json.js";

/**
 * The tokenizer that `toJSON` wrote, or that of Hugging Face's `tokenizer.json`, if it is one of bytes as GPT-2's is; `json` is
 * parsed already.
 *
 * Throws: TokenizerError when the kind is unknown or the contents are malformed.
 */
export function tokenizerFromJSON(json: unknown): CharTokenizer | BpeTokenizer {
  const object = jsonObject("tokenizerFromJSON", json, "the tokenizer");
  const kind = Object.hasOwn(object, "kind") ? object.kind : undefined;
  if (kind === "char") return CharTokenizer.fromJSON(object);
  if (kind === "bpe") return BpeTokenizer.fromJSON(object);
  if (kind === undefined && Object.hasOwn(object, "model")) return BpeTokenizer.fromHuggingFace(object);
  throw new TokenizerError({
    op: "tokenizerFromJSON",
    what: kind === undefined ? 'field "kind" is missing' : `there is no tokenizer of kind ${quote(kind)}`,
    given: quote(kind ?? Object.keys(object)),
    expected: '"char" or "bpe"',
    fix: "pass what JSON.parse gives for the file that was saved",
  });
}

import type { BpeParts } from "./bpe-vocabulary.js";
import { baseSymbols, spell } from "./byte-alphabet.js";
import { symbolsById } from "./gpt2-files.js";
import { checkStages, refuse } from "./hugging-face-stages.js";
import { type JsonObject, jsonObject } from "./json.js";

const OP = "tokenizer.json";

/** A token that was added to a vocabulary by hand. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
}

/**
 * Reads a `tokenizer.json` of Hugging Face's tokenizers that is a byte-level BPE as GPT-2's is. `truncation` and `padding` are
 * those of a batch, and are left aside, as transformers does.
 *
 * Throws: TokenizerError, which names the part, when it asks for anything that is not done here.
 */
export function readHuggingFace(json: JsonObject): BpeParts {
  checkStages(json);
  const model = jsonObject(OP, json.model, '"model"');
  checkModel(model);
  const vocab = jsonObject(OP, model.vocab, '"model.vocab"');
  const added = readAddedTokens(json.added_tokens ?? []);
  const symbols = withAddedTokens(OP, vocab, added);
  const unknown = unknownToken(model, symbols);
  return {
    symbols,
    merges: readMerges(model.merges),
    special: added.map(({ content }) => content),
    ...(unknown !== undefined && { unknown }),
  };
}

/** The vocabulary by id: tokens that were added stand for their text. */
export function withAddedTokens(op: string, vocab: JsonObject, added: readonly AddedToken[]): string[] {
  const entries = new Map<string, unknown>(Object.entries(vocab));
  for (const { content, id } of added) {
    entries.delete(content);
    entries.set(spell(new TextEncoder().encode(content)), id);
  }
  return symbolsById(op, entries);
}

/** The entries of `added_tokens`, checked. */
export function readAddedTokens(value: unknown): AddedToken[] {
  if (!Array.isArray(value)) refuse("added_tokens", value, "a list");
  return value.map((entry) => {
    const token = jsonObject(OP, entry, "an added token");
    const { content, id, special } = token;
    if (typeof content !== "string" || content === "" || typeof id !== "number") {
      refuse("added_tokens", token, "tokens with a content and an id");
    }
    if (special !== true) refuse("added_tokens", token, "special tokens alone: others are to be found in every text");
    for (const flag of ["lstrip", "rstrip", "single_word"]) {
      if (token[flag] === true) refuse(`added_tokens: ${flag}`, token, "false: a token is its text, no more");
    }
    return { content, id };
  });
}

function checkModel(model: JsonObject): void {
  const { type = "BPE", dropout = null } = model;
  if (type !== "BPE") refuse("model.type", type, '"BPE"');
  if (dropout !== null && dropout !== 0) refuse("model.dropout", dropout, "null: merges are never left out by chance");
  for (const field of ["continuing_subword_prefix", "end_of_word_suffix"]) {
    if ((model[field] ?? "") !== "") refuse(`model.${field}`, model[field], 'null or ""');
  }
  for (const field of ["byte_fallback", "ignore_merges"]) {
    if ((model[field] ?? false) !== false) refuse(`model.${field}`, model[field], "false");
  }
}

/** The token of bytes that have none; it matters only where there are such bytes. */
function unknownToken(model: JsonObject, symbols: readonly string[]): string | undefined {
  const known = new Set(symbols);
  if (baseSymbols.every((symbol) => known.has(symbol))) return undefined;
  const { unk_token: unknown = null, fuse_unk: fuse = false } = model;
  if (unknown === null) return undefined;
  if (typeof unknown !== "string") refuse("model.unk_token", unknown, "a token's text, or null");
  if (fuse !== false) refuse("model.fuse_unk", fuse, "false: one unknown token for each byte");
  return unknown;
}

/** `"a b"`, or `["a", "b"]` as newer files have it. */
function readMerges(value: unknown): string[] {
  if (!Array.isArray(value)) refuse("model.merges", value, "a list");
  return value.map((merge) => {
    const text = Array.isArray(merge) ? merge.join(" ") : merge;
    if (typeof text !== "string") refuse("model.merges", merge, 'pairs, such as "Ġ t" or ["Ġ", "t"]');
    return text;
  });
}

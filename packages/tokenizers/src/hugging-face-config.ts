import { type AddedToken, readAddedTokens } from "./hugging-face.js";
import { refuse } from "./hugging-face-stages.js";
import type { JsonObject } from "./json.js";

/**
 * Tokens beyond those of `vocab.json`: of `tokenizer_config.json`, by id, and of `added_tokens.json`, ids by text.
 *
 * Throws: TokenizerError when the configuration asks for what is not done here.
 */
export function addedTokens(config: JsonObject, ids: JsonObject): AddedToken[] {
  if ((config.add_prefix_space ?? false) !== false) {
    refuse("tokenizer_config.json: add_prefix_space", config.add_prefix_space, "false: a text starts as it is");
  }
  const byId = Object.entries(Object(config.added_tokens_decoder ?? {}));
  const listed = readAddedTokens(byId.map(([id, token]) => ({ ...Object(token), id: Number(id) })));
  const contents = new Set(listed.map(({ content }) => content));
  const rest = Object.entries(ids).filter(([content]) => !contents.has(content));
  return [...listed, ...readAddedTokens(rest.map(([content, id]) => ({ content, id, special: true })))];
}

const named = ["bos_token", "eos_token", "unk_token", "sep_token", "pad_token", "cls_token", "mask_token"];

/** Texts of the tokens that have a part to play, such as the end of a text. */
export function namedTokens(config: JsonObject): string[] {
  const more = config.additional_special_tokens;
  const values = [...named.map((name) => config[name]), ...(Array.isArray(more) ? more : [])];
  return values.map(textOf).filter((text) => text !== undefined);
}

/** Text of the token for what has none. */
export function unknownName(config: JsonObject): string | undefined {
  return textOf(config.unk_token);
}

/** A token is written as its text, or as an object with it. */
function textOf(value: unknown): string | undefined {
  const text: unknown = typeof value === "object" && value !== null ? (value as JsonObject).content : value;
  return typeof text === "string" && text !== "" ? text : undefined;
}

import { quote, TokenizerError } from "./errors.js";
import { type JsonObject, jsonObject } from "./json.js";

/** Throws: TokenizerError that names the part of a `tokenizer.json`. */
export function refuse(part: string, given: unknown, expected: string): never {
  throw new TokenizerError({
    op: "tokenizer.json",
    what: `"${part}" asks for what is not done here`,
    given: quote(given),
    expected,
    fix: "use the tokenizer of a GPT-2, or encode with the program that made this one",
  });
}

/** A stage or the stages of a list of them, each with its type. */
function stagesOf(part: string, value: unknown, list: string): { type: unknown; stage: JsonObject }[] {
  if (value === undefined || value === null) return [];
  const stage = jsonObject("tokenizer.json", value, `"${part}"`);
  if (stage.type !== "Sequence") return [{ type: stage.type, stage }];
  const parts = stage[list];
  if (!Array.isArray(parts)) refuse(part, value, `a "${list}" list`);
  return parts.flatMap((inner) => stagesOf(part, inner, list));
}

/**
 * Checks everything round the model: text unchanged, GPT-2's pattern, bytes, and no tokens that are added.
 *
 * Throws: TokenizerError that names the stage.
 */
export function checkStages(json: JsonObject): void {
  for (const { type } of stagesOf("normalizer", json.normalizer, "normalizers")) {
    refuse("normalizer", type, "null: text is encoded as it is");
  }
  const splitters = stagesOf("pre_tokenizer", json.pre_tokenizer, "pretokenizers");
  if (splitters.length !== 1) {
    refuse("pre_tokenizer", splitters.length === 0 ? null : splitters.map(({ type }) => type), "one ByteLevel");
  }
  const { type, stage } = splitters[0]!;
  if (type !== "ByteLevel") refuse("pre_tokenizer", type, "ByteLevel");
  if (stage.add_prefix_space !== false) {
    refuse("pre_tokenizer.add_prefix_space", stage.add_prefix_space, "false: a text starts as it is");
  }
  if ((stage.use_regex ?? true) !== true) refuse("pre_tokenizer.use_regex", stage.use_regex, "true: GPT-2's pattern");
  for (const { type, stage } of stagesOf("post_processor", json.post_processor, "processors")) {
    if (type === "ByteLevel" || (type === "TemplateProcessing" && addsNothing(stage))) continue;
    refuse("post_processor", type, "ByteLevel or null: no token is added to a text's own");
  }
  for (const { type } of stagesOf("decoder", json.decoder, "decoders")) {
    if (type !== "ByteLevel") refuse("decoder", type, "ByteLevel");
  }
}

function addsNothing({ single }: JsonObject): boolean {
  return Array.isArray(single) && single.every((piece) => Object.hasOwn(Object(piece), "Sequence"));
}

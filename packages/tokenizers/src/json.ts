import { quote, TokenizerError } from "./errors.js";

/** A parsed JSON object whose fields are yet to be checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** The value as an object. Throws: TokenizerError for anything else. */
export function jsonObject(op: string, value: unknown, what: string): JsonObject {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as JsonObject;
  throw new TokenizerError({
    op,
    what: `${what} is not an object`,
    given: quote(value),
    expected: "a JSON object",
    fix: "pass what JSON.parse gives for the file that was saved",
  });
}

/** The field as a list of strings. Throws: TokenizerError when it is missing or anything else. */
export function stringList(op: string, json: JsonObject, field: string): string[] {
  const value = Object.hasOwn(json, field) ? json[field] : undefined;
  const bad = Array.isArray(value) ? value.findIndex((item) => typeof item !== "string") : 0;
  if (Array.isArray(value) && bad === -1) return [...value];
  throw new TokenizerError({
    op,
    what: value === undefined ? `field "${field}" is missing` : `field "${field}" is not a list of strings`,
    given: Array.isArray(value) ? `${quote(value[bad])} at index ${bad}` : quote(value ?? Object.keys(json)),
    expected: `"${field}": a list of strings`,
    fix: "load the file that toJSON wrote, unchanged",
  });
}

/** The field as a string, undefined when it is missing. Throws: TokenizerError when it is anything else. */
export function optionalString(op: string, json: JsonObject, field: string): string | undefined {
  const value = Object.hasOwn(json, field) ? json[field] : undefined;
  if (value === undefined || typeof value === "string") return value;
  throw new TokenizerError({
    op,
    what: `field "${field}" is not a string`,
    given: quote(value),
    expected: `"${field}": a string, or nothing`,
    fix: "load the file that toJSON wrote, unchanged",
  });
}

/** Checks the stored size against the real one, which catches a file that was cut or edited. */
export function checkVocabSize(op: string, json: JsonObject, size: number): void {
  const stored = Object.hasOwn(json, "vocabSize") ? json.vocabSize : undefined;
  if (stored === size) return;
  throw new TokenizerError({
    op,
    what:
      stored === undefined
        ? 'field "vocabSize" is missing'
        : `vocabSize is ${quote(stored)} but there are ${size} tokens`,
    given: `vocabSize ${quote(stored)}`,
    expected: `${size}`,
    fix: "load the file that toJSON wrote, unchanged",
  });
}

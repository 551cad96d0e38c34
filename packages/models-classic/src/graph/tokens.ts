import { ExpressionError } from "./expression-error.js";

export type Sign = "+" | "-" | "*" | "/" | "^" | "(" | ")";

/** A word of an expression; `text` is as it was written, `column` in code points from 1. */
export type Token = { readonly text: string; readonly column: number } & (
  | { readonly kind: "number"; readonly value: number }
  | { readonly kind: "name" }
  | { readonly kind: "sign"; readonly sign: Sign }
  | { readonly kind: "end" }
);

const signs = new Map<string, Sign>([
  ...[..."+-*/^()"].map((sign) => [sign, sign as Sign] as const),
  ...[..."−–"].map((sign) => [sign, "-"] as const),
  ...[..."×·⋅∗"].map((sign) => [sign, "*"] as const),
  ...[..."÷∕"].map((sign) => [sign, "/"] as const),
]);

const number = /^(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?/;
const name = /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*/u;

/** Whether a word can be the name of an input. */
export function isName(word: string): boolean {
  return name.exec(word)?.[0] === word;
}

/** Takes an expression apart. Throws: ExpressionError for a character that has no meaning. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let column = 1;
  for (let rest = text; rest !== ""; ) {
    const word =
      /^\s+/.exec(rest)?.[0] ??
      number.exec(rest)?.[0] ??
      name.exec(rest)?.[0] ??
      String.fromCodePoint(rest.codePointAt(0)!);
    const token = tokenOf(text, word, column);
    if (token) tokens.push(token);
    column += [...word].length;
    rest = rest.slice(word.length);
  }
  return [...tokens, { kind: "end", text: "", column }];
}

/** Null for space. */
function tokenOf(text: string, word: string, column: number): Token | null {
  const sign = signs.get(word);
  if (sign) return { kind: "sign", sign, text: word, column };
  if (/^\s/.test(word)) return null;
  if (number.test(word)) {
    const value = Number(word);
    if (Number.isFinite(value)) return { kind: "number", value, text: word, column };
    throw new ExpressionError(text, column, `${word} is too large a number`, { expected: "at most 1.79e308" });
  }
  if (name.test(word)) return { kind: "name", text: word, column };
  const more = known.get(word) ?? {};
  throw new ExpressionError(text, column, `${JSON.stringify(word)} has no meaning here`, {
    expected: "numbers, names, + - * / ^ and round brackets",
    ...more,
  });
}

/** What to write for what one may be used to. */
const known = new Map<string, { fix: string }>([
  ["²", { fix: "write ^2" }],
  ["³", { fix: "write ^3" }],
  ["[", { fix: "write round brackets" }],
  ["{", { fix: "write round brackets" }],
  ["=", { fix: "give inputs after the expression, such as a=4" }],
  [",", { fix: "write a decimal fraction with a point: 0.5" }],
  [".", { fix: "a point stands only within a number: 0.5" }],
]);

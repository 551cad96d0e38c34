import { quote, TokenizerError } from "./errors.js";

/** A stretch of text: a special token's, or what lies between two of them. */
export interface Segment {
  readonly text: string;
  /** The special token's id, or null. */
  readonly special: number | null;
}

/** Those of the special tokens that are allowed. Throws: TokenizerError for a text that is none of them. */
export function allowedTokens(
  special: ReadonlyMap<string, number>,
  allowed: "all" | Iterable<string>,
): ReadonlyMap<string, number> {
  if (allowed === "all") return special;
  const chosen = new Map<string, number>();
  for (const text of allowed) {
    const id = special.get(text);
    if (id === undefined) {
      throw new TokenizerError({
        op: "encode",
        what: `${quote(text)} is not a special token`,
        given: `allowedSpecial with ${quote(text)}`,
        expected: special.size === 0 ? "none, as this tokenizer has none" : `some of ${quote([...special.keys()])}`,
        fix: 'leave it out, or allow "all" that there are',
      });
    }
    chosen.set(text, id);
  }
  return chosen;
}

/** Cuts the text at special tokens: the first that occurs, the longest of those that begin at one place. */
export function* segments(text: string, special: ReadonlyMap<string, number>): Generator<Segment, void> {
  const coming = [...special].map(([name, id]) => ({ name, id, at: text.indexOf(name) }));
  for (let start = 0; ; ) {
    let first: (typeof coming)[number] | undefined;
    for (const token of coming) {
      if (token.at !== -1 && token.at < start) token.at = text.indexOf(token.name, start);
      if (token.at === -1) continue;
      const isLonger = first !== undefined && token.at === first.at && token.name.length > first.name.length;
      if (first === undefined || token.at < first.at || isLonger) first = token;
    }
    const end = first?.at ?? text.length;
    if (end > start) yield { text: text.slice(start, end), special: null };
    if (first === undefined) return;
    yield { text: first.name, special: first.id };
    start = end + first.name.length;
  }
}

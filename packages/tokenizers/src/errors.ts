/** Parts of an error message, each written with the real values in it. */
export interface ErrorParts {
  readonly op: string;
  readonly what: string;
  readonly given: string;
  readonly expected: string;
  readonly fix: string;
}

/** Text, tokens or a saved tokenizer that cannot be used. */
export class TokenizerError extends Error {
  override readonly name: string = "TokenizerError";

  constructor({ op, what, given, expected, fix }: ErrorParts) {
    super(`${op}: ${what}.\n  given:    ${given}\n  expected: ${expected}\n  fix:      ${fix}`);
  }
}

const QUOTE_LIMIT = 60;

/** A value as an error message shows it: JSON, shortened, so that a whole file never lands in a message. */
export function quote(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length <= QUOTE_LIMIT ? text : `${text.slice(0, QUOTE_LIMIT)}…`;
}

/**
 * The token's id when it is one of a vocabulary's.
 *
 * Throws: TokenizerError for anything that is not an integer in [0, vocabSize).
 */
export function checkToken(op: string, token: number | undefined, position: number, vocabSize: number): number {
  if (token !== undefined && Number.isInteger(token) && token >= 0 && token < vocabSize) return token;
  throw new TokenizerError({
    op,
    what: `token ${token} is not in the vocabulary`,
    given: `${token} at position ${position}`,
    expected: `an integer from 0 to ${vocabSize - 1}`,
    fix: "decode with the tokenizer that encoded, and sample from as many logits as it has tokens",
  });
}

import type { TextPiece } from "@cairn-ml/models-gpt";
import type { Encoded } from "./codec.js";
import type { GenerateCommandOptions } from "./settings.js";

/** A continuation until now. */
export interface Continuation {
  text: string;
  readonly pieces: TextPiece[];
}

/** All that has been written. */
export class Written {
  readonly continuations: readonly Continuation[];
  count = 0;

  constructor(n: number) {
    this.continuations = Array.from({ length: n }, () => ({ text: "", pieces: [] }));
  }

  add(piece: TextPiece): void {
    const continuation = this.continuations[piece.row]!;
    continuation.text += piece.text;
    continuation.pieces.push(piece);
    this.count++;
  }
}

/** The document of `--json`. `text` and `tokens` are the first continuation's; `continuations` has all when there are several. */
export function documentOf(
  { model, n, logprobs }: GenerateCommandOptions,
  { prompt, tokens, hasText, nameOf }: Encoded,
  { continuations, count }: Written,
  seconds: number,
): object {
  const one = ({ text, pieces }: Continuation) => ({
    ...(hasText && { text }),
    tokens: pieces.map(({ token }) => token),
    ended: pieces.at(-1)?.ended ?? null,
    ...(logprobs !== undefined && { logprobs: pieces.map((piece) => logprobOf(piece, hasText, nameOf)) }),
  });
  return {
    ...{ command: "generate", model, ...(prompt === undefined ? { promptTokens: tokens } : { prompt }) },
    ...one(continuations[0]!),
    ...(n > 1 && { continuations: continuations.map(one) }),
    ...{ seconds, tokensPerSecond: count / seconds },
  };
}

function logprobOf(
  { token, logProbability, top = [] }: TextPiece,
  hasText: boolean,
  nameOf: (token: number) => string,
): object {
  const named = (id: number) => ({ token: id, ...(hasText && { piece: nameOf(id) }) });
  return {
    ...{ ...named(token), logprob: logProbability },
    top: top.map((other) => ({ ...named(other.token), logprob: other.logProbability })),
  };
}

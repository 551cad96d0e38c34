import type { StreamingDecoder } from "@cairn-ml/tokenizers";
import type { GPT } from "../gpt.js";
import { onlyKnown } from "../sampling/known-tokens.js";
import { Continuations, type ContinuationsOptions, type NextToken } from "./continuations.js";
import { StopStrings } from "./stop-strings.js";

/** What turns text into tokens, and tokens into text as they come. */
export interface TextCodec {
  /** How many tokens it has; the others of a model are then never drawn. */
  readonly vocabSize?: number;
  encode(text: string): ArrayLike<number>;
  decoder(): StreamingDecoder;
}

export interface GenerateTextOptions extends ContinuationsOptions {
  /** Texts that end a continuation before them. */
  readonly stop?: readonly string[] | undefined;
}

/** What a token adds to a continuation. */
export interface TextPiece extends NextToken {
  /** Ready to be shown: whole characters, and nothing that may belong to a stop string. */
  readonly text: string;
  /** With the last piece of a continuation: it reached `maxTokens`, or a stop string, which is not shown. */
  readonly ended?: "length" | "stop";
}

/**
 * Goes on with a text, and gives it as it is written.
 *
 * Throws: ValueError for an empty prompt, or options out of range; at once. TokenizerError for text that has no tokens.
 */
export function generateText(
  model: GPT,
  codec: TextCodec,
  prompt: string,
  options: GenerateTextOptions,
): Generator<TextPiece, void> {
  const { vocabSize } = model.config;
  const logitBias = onlyKnown(options.logitBias, { known: codec.vocabSize ?? vocabSize, vocabSize });
  const continuations = new Continuations(model, codec.encode(prompt), { ...options, logitBias });
  return writeText(continuations, () => codec.decoder(), options);
}

/** The text of continuations, a piece for each token; and ends them. */
export function* writeText(
  continuations: Pick<Continuations, "next" | "end"> & Disposable,
  decoder: () => StreamingDecoder,
  { n = 1, maxTokens, stop = [] }: Pick<GenerateTextOptions, "n" | "maxTokens" | "stop">,
): Generator<TextPiece, void> {
  using written = continuations;
  const rows = Array.from({ length: n }, () => ({ decoder: decoder(), stops: new StopStrings(stop), count: 0 }));
  for (let next = written.next(); next.length > 0; next = written.next()) {
    for (const token of next) {
      const row = rows[token.row]!;
      const piece = pieceOf(token, row, ++row.count === maxTokens);
      if (piece.ended) written.end(token.row);
      yield piece;
    }
  }
}

function pieceOf(
  next: NextToken,
  { decoder, stops }: { readonly decoder: StreamingDecoder; readonly stops: StopStrings },
  isLast: boolean,
): TextPiece {
  const shown = stops.push(decoder.push(next.token));
  if (shown.stopped) return { ...next, text: shown.text, ended: "stop" };
  if (!isLast) return { ...next, text: shown.text };
  const rest = stops.push(decoder.end()); // an unfinished character
  const text = shown.text + rest.text + (rest.stopped ? "" : stops.end());
  return { ...next, text, ended: rest.stopped ? "stop" : "length" };
}

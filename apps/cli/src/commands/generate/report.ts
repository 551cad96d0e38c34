import { math } from "@cairn-ml/tensor";
import { colors } from "../../output/colors.js";
import { section } from "../../output/say.js";
import { table } from "../../output/table.js";
import { grouped } from "../../output/text.js";
import { quotedPiece } from "../../output/visible.js";
import type { Encoded } from "./codec.js";
import type { Continuation, Written } from "./document.js";
import type { GenerateCommandOptions } from "./settings.js";

/** What is printed below the text. */
export function printReport(
  { logprobs }: GenerateCommandOptions,
  encoded: Encoded,
  { continuations, count }: Written,
  seconds: number,
): void {
  if (logprobs !== undefined) {
    continuations.forEach((continuation, i) => {
      const which = continuations.length > 1 ? ` of continuation ${i + 1}` : "";
      section(`How likely each token${which} was`, probabilities(continuation, encoded));
    });
  }
  if (!process.stderr.isTTY) return;
  process.stderr.write(`${colors(process.stderr).dim(`${count} tokens, ${grouped(count / seconds)} a second`)}\n`);
}

/** A table: each token, its probability and its logarithm, and the likeliest beside it. */
function probabilities({ pieces }: Continuation, { nameOf, hasText }: Encoded): string {
  const name = (token: number) => (hasText ? quotedPiece(nameOf(token)) : String(token));
  const percent = (logProbability: number) => `${(100 * math.exp(logProbability)).toFixed(1)} %`;
  const rows = pieces.map(({ token, logProbability = 0, top = [] }) => [
    name(token),
    percent(logProbability),
    logProbability.toFixed(3),
    top.map((other) => `${name(other.token)} ${percent(other.logProbability)}`).join("  "),
  ]);
  const hasTop = rows.some((row) => row[3] !== "");
  const columns = hasTop ? 4 : 3;
  return table(
    ["token", "probability", "ln", "the likeliest"].slice(0, columns),
    rows.map((row) => row.slice(0, columns)),
    { numbers: [1, 2] },
  );
}

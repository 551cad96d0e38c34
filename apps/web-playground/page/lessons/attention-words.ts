import type { SentenceAnswer } from "@cairn-ml/lessons/play";
import type { Cell } from "./attention-links.js";

/** How a number comes about, with the real numbers. */
export function inWords(
  { name, row, column }: Cell,
  answer: SentenceAnswer,
  { isMasked, own }: { readonly isMasked: boolean; readonly own: ReadonlySet<string> },
): string {
  const { words, features, begin, end, scale } = answer;
  const value = answer[name][row]?.[column];
  if (value === undefined) return "";
  const [asks, asked] = [words[row]!, words[column]];
  const is = plain(value);
  if (isMasked && column > row && (name === "scores" || name === "weights")) {
    return `“${asks}” may not see “${asked}”, which comes later: its share is 0.`;
  }
  if (own.has(name) && name === "scores") return `The score of “${asked}” for “${asks}”: ${is}, as you set it.`;
  if (own.has(name) && name === "weights") return `How much “${asks}” takes of “${asked}”: ${is}, as you set it.`;
  switch (name) {
    case "scores": {
      const products = features.slice(begin, end).map((_, k) => {
        return `${shown(answer.Q[row]![begin + k]!)}·${shown(answer.K[column]![begin + k]!)}`;
      });
      return `How well “${asked}” fits what “${asks}” asks: (${products.join(" + ")}) / ${shown(scale)} = ${is}`;
    }
    case "weights": {
      const scores = answer.scores[row]!.slice(0, isMasked ? row + 1 : undefined);
      const powers = scores.map((score) => `e^${shown(score)}`);
      return `How much “${asks}” takes of “${asked}”: e^${shown(answer.scores[row]![column]!)} / (${powers.join(" + ")}) = ${is}`;
    }
    case "output": {
      const shares = answer.weights[row]!.slice(0, isMasked ? row + 1 : undefined);
      const products = shares.map((share, j) => `${shown(share)}·${shown(answer.V[j]![begin + column]!)}`);
      return `${features[begin + column]} of “${asks}” after attention: ${products.join(" + ")} = ${is}`;
    }
    default:
      return `${features[column]} of “${asks}” in ${name}: ${is}`;
  }
}

const plain = (x: number) => String(Number(x.toFixed(2))).replace("-", "−");
const shown = (x: number) => (x < 0 ? `(${plain(x)})` : plain(x));

type Rows = readonly (readonly number[])[];

/** Rows with semicolons between, as the address has them. */
export function textOfMatrix(rows: Rows): string {
  return rows.map((row) => row.map((x) => Number(x.toPrecision(6))).join(",")).join(";");
}

/** What is no number becomes NaN. */
export function matrixOfText(text: string): number[][] {
  return text.split(";").map((row) => row.split(",").map(Number));
}

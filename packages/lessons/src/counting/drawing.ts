import { Rng } from "@cairn-ml/tensor";
import type { Exhibit } from "../exhibit.js";
import type { Findings } from "./run.js";
import { visible } from "./words.js";

const barWidth = 60;

/** How a letter is drawn from a row: the row as a bar of shares, and a sequence drawn number by number. */
export function drawingExhibits(findings: Findings): Exhibit[] {
  const { chain, results } = findings;
  const context = exampleContext(findings);
  const shares = chain.predictProbabilities(context);
  const names = results.symbols.map(visible);
  const shown = shares.map((share, i) => ({ name: names[i]!, share })).filter(({ share }) => share > 0);
  const largest = shown.length > 8 ? [...shown].sort((a, b) => b.share - a.share).slice(0, 8) : shown;
  const listed = largest.map(({ name, share }) => `${name} ${Math.round(100 * share)} %`);
  const after = context === "" ? "the beginning" : [...context].map(visible).join("");
  return [
    {
      kind: "text",
      title: "How the next letter is drawn",
      text:
        `A row is made into shares: after ${after} comes ${listed.join(", ")}${shown.length > 8 ? ", …" : ""}. ` +
        `Laid out as a bar from 0 to 1, each symbol has as much of it as its share:\n\n  0 ${bar(shown)} 1\n\n` +
        "Now a number between 0 and 1 is drawn, each as likely as any other. The symbol where it falls comes next, and " +
        `${results.order === 1 ? "the row of that symbol" : `the row of the last ${results.order} symbols`} is the next bar. A point ends the sequence.`,
    },
    exampleDraws(findings),
  ];
}

/** The row that is read most among those of one letter; for longer contexts the most frequent one that has letters only. */
function exampleContext({ chain, isOwn, results: { order } }: Findings): string {
  if (isOwn && order === 1) return "t";
  let [best, most] = ["", 0];
  for (const [context, following] of chain.config.counts) {
    const all = Object.values(following).reduce((a, b) => a + b);
    if (all > most && !/\\|^\./.test(context)) [best, most] = [context, all];
  }
  return best;
}

/** Symbols, each repeated over its share of the width. */
function bar(shares: readonly { readonly name: string; readonly share: number }[]): string {
  let sum = 0;
  let text = "";
  for (const { name, share } of shares) {
    const from = Math.round(sum * barWidth);
    sum += share;
    const width = Math.round(sum * barWidth) - from;
    text += ([...name].length === 1 ? name : "?").repeat(width);
  }
  return text;
}

/** A sequence drawn with the numbers shown, of a few letters if possible. */
function exampleDraws({ chain, seed, results: { symbols } }: Findings): Exhibit {
  const drawn = Array.from({ length: 20 }, (_, i) => draws(chain, new Rng(seed).fork("example", i)));
  const rows = drawn.find(({ length }) => length > 3 && length < 7) ?? drawn[0]!.slice(0, 7);
  return {
    kind: "table",
    title: "A new sequence, number by number",
    head: ["so far", "number drawn", "falls into", "of the bar from … to"],
    rows: rows.map(({ text, number, index, from, to }) => [
      text === "" ? "." : [...text].map(visible).join(""),
      number.toFixed(3),
      visible(symbols[index]!),
      `${from.toFixed(3)} … ${to.toFixed(3)}`,
    ]),
  };
}

interface Draw {
  readonly text: string;
  readonly number: number;
  readonly index: number;
  readonly from: number;
  readonly to: number;
}

function draws(chain: Findings["chain"], rng: Rng): Draw[] {
  const rows: Draw[] = [];
  for (let text = ""; rows.length < 8; ) {
    const shares = chain.predictProbabilities(text);
    const number = rng.uniform();
    let [index, from, to] = [0, 0, 0];
    for (const [i, share] of shares.entries()) {
      if (share === 0) continue;
      [index, from, to] = [i, to, to + share];
      if (number < to) break;
    }
    rows.push({ text, number, index, from, to });
    if (index === 0) break;
    const symbol = chain.symbols[index]!;
    text += symbol === "\\." ? "." : symbol;
  }
  return rows;
}

import { MarkovChain } from "@cairn-ml/models-classic";
import { math } from "@cairn-ml/tensor";
import type { Exhibit } from "../exhibit.js";
import type { Findings } from "./run.js";
import { grouped, many, visible } from "./words.js";

/** How well the model knows what comes next, and what more context gives. */
export function surpriseExhibits(findings: Findings): Exhibit[] {
  return [meaningExhibit(findings), guessers(findings), orders(findings)];
}

function meaningExhibit({ chain, measured, heldOut, results: { nll } }: Findings): Exhibit {
  const { impossible, symbols } = chain.evaluate(measured);
  const where = heldOut ? `the lines of ${heldOut}, which were not counted` : "the sequences that were counted";
  const meaning =
    "Read the model a sequence, letter by letter, and look each time what probability p it gave to the letter that came. " +
    "The surprise is −ln p: 0 for what was certain, 0.69 for one in two, 4.61 for one in a hundred. The mean over all " +
    `${many(symbols, "symbol")} of ${where}, with the points that end them, is the figure to look at: less is better. e to the power of it, the ` +
    "perplexity, says among how many equally likely symbols it is like choosing.";
  if (nll !== null) return { kind: "text", title: "How well does it know what comes next?", text: meaning };
  const listed = impossible
    .slice(0, 5)
    .map(({ context, symbol, times }) => `“${visible(symbol)}” after “${visible(context)}” (${grouped(times)}×)`);
  return {
    kind: "text",
    title: "How well does it know what comes next?",
    text:
      `${meaning}\n\nHere it is infinite (null in JSON): something came that the model holds impossible, for it was never counted. ` +
      `${listed.join(", ")}${impossible.length > 5 ? `, and ${impossible.length - 5} more` : ""}. With --smoothing 1 nothing is impossible.`,
  };
}

/** Three that guess, from one that knows nothing to the model. */
function guessers({ measured, sequences, results: { symbols, nll, perplexity, order } }: Findings): Exhibit {
  const size = symbols.length;
  const alone = frequencySurprise(sequences, measured);
  const row = (who: string, surprise: number | null, choices: number | null) => [
    who,
    surprise === null ? "infinite" : surprise.toFixed(3),
    choices === null ? "infinite" : choices.toFixed(2),
  ];
  return {
    kind: "table",
    title: "Three that guess",
    head: ["who guesses", "mean surprise", "like choosing among"],
    rows: [
      row(`one who knows nothing: ${size} symbols, all alike (ln ${size})`, math.log(size), size),
      row("one who knows how frequent each symbol is", alone, alone === null ? null : math.exp(alone)),
      row(`this model, which looks at ${order === 1 ? "one letter" : `${order} letters`}`, nll, perplexity),
    ],
  };
}

/** The mean surprise of one who knows the shares of the symbols alone; null when it is infinite. */
function frequencySurprise(sequences: readonly string[], measured: readonly string[]): number | null {
  const counts = new Map<string, number>([["", sequences.length]]);
  let all = sequences.length;
  for (const sequence of sequences) {
    for (const letter of sequence) {
      counts.set(letter, (counts.get(letter) ?? 0) + 1);
      all++;
    }
  }
  let [nats, symbols] = [0, 0];
  for (const sequence of measured) {
    for (const letter of [...sequence, ""]) {
      const count = counts.get(letter);
      if (count === undefined) return null;
      nats -= math.log(count / all);
      symbols++;
    }
  }
  return nats / symbols;
}

/** More letters of context: how many rows there are, how many were seen, and what they are good for. */
function orders({ sequences, measured, heldOut, isOwn, results: { order } }: Findings): Exhibit {
  const own = beginningOf(sequences);
  const tested = heldOut ? beginningOf(measured) : own.filter((_, i) => i % 5 === 4);
  const counted = heldOut ? own : own.filter((_, i) => i % 5 !== 4);
  const canTest = heldOut !== undefined || own.length >= 10;
  const alphabet = [...own, ...tested].join("");
  const rows = [...new Set([1, 2, 3, 4, order])].map((order) => {
    const chain = new MarkovChain({ order, alphabet }).fit(own);
    const smoothed = new MarkovChain({ order, smoothing: 1, alphabet }).fit(counted);
    return [
      String(order),
      grouped(chain.contextsPossible),
      grouped(chain.contextsSeen),
      chain.negativeLogLikelihood(own).toFixed(3),
      ...(canTest ? [smoothed.negativeLogLikelihood(tested).toFixed(3)] : []),
    ];
  });
  const how = heldOut
    ? `the lines of ${heldOut}, with 1 added to every count`
    : "counted in four of five sequences, with 1 added to every count, measured on the fifth";
  const honest = `The last column is the honest one: ${how}.`;
  const part =
    own.length < sequences.length
      ? ` Of this long text only the first ${grouped(own.length)} lines were taken here.`
      : "";
  const gain = isOwn && !heldOut ? " There nothing is gained: these sequences were made from a table of pairs." : "";
  return {
    kind: "table",
    title: "Would a context of more letters help? The mean surprise",
    head: ["context", "rows that exist", "rows seen", "on those counted", ...(canTest ? ["on others"] : [])],
    rows,
    note:
      "With a longer context the model foretells its own sequences better and better: it comes to know them by heart. Most of its rows " +
      `are never seen, or once. ${canTest ? honest + gain : "Whether it has learnt anything shows on others only: --held-out FILE."}${part}`,
  };
}

/** As many sequences as make some 200,000 letters: ten chains are counted in them. */
function beginningOf(sequences: readonly string[]): readonly string[] {
  let letters = 0;
  const end = sequences.findIndex((sequence) => {
    letters += sequence.length;
    return letters > 200_000;
  });
  return end < 0 ? sequences : sequences.slice(0, Math.max(1, end));
}

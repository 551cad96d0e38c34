import { MarkovChain } from "@cairn-ml/models-classic";
import { Rng } from "@cairn-ml/tensor";
import type { TextFile } from "../option.js";
import { dnaSequences } from "./dna.js";
import { readSequences } from "./read-sequences.js";

export interface CountQuestion {
  /** The sequences that are counted; null for the lesson's own. */
  readonly sequences: readonly string[] | null;
  /** The reader's own file, in place of the lesson's sequences. */
  readonly own?: TextFile;
  readonly order: number;
  readonly smoothing: number;
  readonly seed: number;
  /** How many letters of a new sequence have been drawn so far, its end mark too. */
  readonly drawn: number;
}

export interface CountAnswer {
  /** The first is ".", where a sequence begins and ends. */
  readonly symbols: readonly string[];
  /** What was seen most before a letter, and how often each symbol followed; for order 1 all of it, in the order of the symbols. */
  readonly rows: readonly { readonly context: string; readonly counts: readonly number[] }[];
  readonly contextsSeen: number;
  /** The row and the column of the last letter that was counted. */
  readonly last: { readonly context: string; readonly symbol: string } | null;
  /** New sequences, the last of them perhaps unfinished. */
  readonly walk: readonly string[];
  /** What the next letter depends on, and how likely each is; null where nothing can come next. */
  readonly next: { readonly context: string; readonly probabilities: readonly number[] } | null;
}

const mostRows = 12;
const longest = 200; // letters of a new sequence

/** Counts, and goes some steps on in drawing new sequences from the counts. Null while there is nothing to count. */
export function count({ sequences, own, order, smoothing, seed, drawn }: CountQuestion): CountAnswer | null {
  const all = sequences ?? (own ? readSequences(own) : dnaSequences(seed));
  if (all.every((sequence) => sequence === "")) return null;
  const chain = new MarkovChain({ order, smoothing }).fit(all);
  const { symbols, config } = chain;
  const rows = config.counts.map(([context, following]) => ({
    context,
    counts: symbols.map((symbol) => following[symbol] ?? 0),
  }));
  const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b, 0);
  const most = order === 1 ? rows : rows.sort((a, b) => sum(b.counts) - sum(a.counts)).slice(0, mostRows);
  const place = ({ context }: { context: string }) => symbols.indexOf(context);
  return {
    symbols,
    rows: order === 1 ? most.sort((a, b) => place(a) - place(b)) : most,
    contextsSeen: chain.contextsSeen,
    last: lastOf(all.at(-1)!, order),
    ...walkOf(chain, new Rng(seed).fork("walk"), drawn),
  };
}

/** The last letter that was typed, as the table has it. */
function lastOf(sequence: string, order: number): CountAnswer["last"] {
  const letters = [...sequence];
  const symbol = letters.pop();
  if (symbol === undefined) return null;
  const before = letters.slice(-order);
  return { symbol, context: ".".repeat(order - before.length) + before.join("") };
}

function walkOf(chain: MarkovChain, rng: Rng, drawn: number): Pick<CountAnswer, "walk" | "next"> {
  const walk = [""];
  const probabilitiesAfter = (text: string) => {
    try {
      return chain.predictProbabilities(text);
    } catch {
      return null; // never seen, and nothing was added to the counts
    }
  };
  for (let step = 0; step < drawn; step++) {
    const text = walk.at(-1)!;
    const probabilities = probabilitiesAfter(text);
    const symbol = probabilities && text.length < longest ? pick(probabilities, rng.uniform()) : 0;
    if (symbol === 0) walk.push("");
    else walk[walk.length - 1] += chain.symbols[symbol]!;
  }
  const text = walk.at(-1)!;
  const probabilities = probabilitiesAfter(text);
  const { order } = chain.options;
  const before = [...text].slice(-order).join("");
  return { walk, next: probabilities && { context: before.padStart(order, "."), probabilities } };
}

/** The symbol in whose part of the whole a number from 0 to 1 lies. */
function pick(probabilities: readonly number[], share: number): number {
  let left = share;
  return Math.max(
    0,
    probabilities.findIndex((p) => {
      left -= p;
      return left < 0;
    }),
  );
}

import { MarkovChain } from "@cairn-ml/models-classic";
import { math, Rng, ValueError } from "@cairn-ml/tensor";
import { type Check, exactly } from "../check.js";
import type { Host, Outcome, Suggestion } from "../lesson.js";
import { dnaPublished, dnaSequences, dnaSymbols } from "./dna.js";
import { exhibitsOf } from "./exhibits.js";
import type { CountingOptions, CountingResults } from "./lesson.js";
import { readSequences } from "./read-sequences.js";

const longest = 1000; // letters of a new sequence

/** What the lesson found, for its exhibits. */
export interface Findings {
  readonly sequences: readonly string[];
  /** The lesson's own 100 sequences. */
  readonly isOwn: boolean;
  /** What the surprise is measured on. */
  readonly measured: readonly string[];
  readonly heldOut: string | undefined;
  readonly chain: MarkovChain;
  readonly results: CountingResults;
  readonly seed: number;
}

export async function run(
  options: CountingOptions & { readonly seed: number },
  host: Host,
): Promise<Outcome<CountingResults>> {
  const { order, smoothing, samples: n, seed, heldOut } = options;
  const { sequences, isOwn } = sequencesOf(options, host);
  const measured = heldOut ? readSequences(heldOut) : sequences;
  // letters that only the held-out lines have are letters too: smoothing then gives them a share
  const chain = new MarkovChain({ order, smoothing, alphabet: heldOut ? measured.join("") : "" }).fit(sequences);
  host.signal.throwIfAborted();
  const samples = chain.sample(new Rng(seed).fork("samples"), n, { maxLength: longest });
  const nll = chain.negativeLogLikelihood(measured);
  const results: CountingResults = {
    symbols: chain.symbols,
    ...(order === 1 && {
      counts: chain.counts.map((row) => row.map((count) => count + smoothing)),
      probabilities: chain.probabilities,
    }),
    samples,
    sampleCounts: new MarkovChain({ alphabet: [...measured, ...sequences].join("") }).fit(samples).counts,
    order,
    contextsSeen: chain.contextsSeen,
    contextsPossible: chain.contextsPossible,
    nll: Number.isFinite(nll) ? nll : null,
    perplexity: Number.isFinite(nll) ? math.exp(nll) : null,
  };
  host.signal.throwIfAborted();
  const findings = { sequences, isOwn, measured, heldOut: heldOut?.name, chain, results, seed };
  return {
    results,
    checks: isOwn ? checksOf(results) : [],
    exhibits: exhibitsOf(findings),
    suggestions: suggestionsOf(findings),
    model: { config: chain.config },
  };
}

function sequencesOf(
  { sequences, seed }: CountingOptions & { readonly seed: number },
  { input }: Host,
): { sequences: readonly string[]; isOwn: boolean } {
  if (sequences && input) {
    throw new ValueError("lesson 1", "there are two sources of sequences.", {
      given: "--sequences and --from",
      expected: "one of them",
    });
  }
  if (input?.kind === "text") return { sequences: readSequences(input), isOwn: false };
  if (!sequences) return { sequences: dnaSequences(seed), isOwn: true };
  const own = sequences.filter((sequence) => sequence !== "");
  if (own.length > 0) return { sequences: own, isOwn: false };
  throw new ValueError("lesson 1", "--sequences holds no sequence.", {
    given: JSON.stringify(sequences.join(",")),
    expected: "sequences with commas between them",
    fix: "--sequences ctatgt,gattaca",
  });
}

/** Each published cell; none for a longer context, which has another table. */
function checksOf({ counts }: CountingResults): Check[] {
  if (!counts) return [];
  const cells = dnaPublished.flatMap((row, i) =>
    row.flatMap((cell, j) =>
      cell === null ? [] : [exactly(`counts.${i}.${j}`, counts[i]![j]!, cell, cellLabel(i, j))],
    ),
  );
  const sum = (i: number) => counts[i]!.reduce((total, count) => total + count);
  return [
    ...cells,
    exactly("sum of counts.3", sum(3), 72, "what follows a g, in all"),
    exactly("sum of counts.4", sum(4), 232, "what follows a t, in all"),
  ];
}

function cellLabel(i: number, j: number): string {
  const [from, to] = [dnaSymbols[i], dnaSymbols[j]];
  if (i === 0) return `sequences that begin with ${to}`;
  return j === 0 ? `sequences that end with ${from}` : `${to} after ${from}`;
}

function suggestionsOf({ results: { order, nll }, isOwn }: Findings): Suggestion[] {
  const unseen = {
    what: "Nothing is impossible any more: one is added to every count.",
    command: "lesson 1 --smoothing 1",
  };
  return [
    ...(nll === null ? [unseen] : []),
    { what: "One sequence, so short that you can count with a pencil.", command: "lesson 1 --sequences ctatgt" },
    order === 1
      ? { what: "Two letters of context: 21 rows instead of 5.", command: "lesson 1 --order 2" }
      : { what: "One letter of context again.", command: "lesson 1" },
    { what: "Other sequences, the same table: is the surprise the same?", command: "lesson 1 --seed 1" },
    { what: "A text of your own, with three letters of context.", command: "lesson 1 --from FILE.txt --order 3" },
    ...(nll === null || !isOwn ? [] : [unseen]),
  ];
}

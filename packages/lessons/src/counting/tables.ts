import type { Exhibit } from "../exhibit.js";
import type { Findings } from "./run.js";
import { grouped, many, short, visible } from "./words.js";

const widest = 8; // symbols in a table

/** One sequence as a walk, so that it is clear what is counted. */
export function walkExhibit({ sequences, results: { order } }: Findings): Exhibit {
  const letters = [
    ...(sequences.find((sequence) => [...sequence].length > 3 && [...sequence].length < 9) ?? sequences[0]!),
  ];
  const begin = letters.slice(0, 12).map((letter) => (letter === "." ? "\\." : visible(letter)));
  const end = letters.length > 12 ? "…" : ".";
  const arrows = sequences.reduce((total, sequence) => total + [...sequence].length + 1, 0);
  const context =
    order === 1 ? "" : ` With --order ${order} an arrow starts from the last ${order} symbols, not from one.`;
  return {
    kind: "text",
    title: "One sequence, as a walk",
    text:
      `${sequences.length === 1 ? "The sequence" : `One of ${many(sequences.length, "sequence")}`} is “${short(letters.map(visible).join(""))}”. A point ` +
      `stands for where it begins and ends${letters.includes(".") ? "; a point of the text itself is written \\." : ""}:\n\n  ${[".", ...begin, end].join(" → ")}\n\n` +
      `Each arrow is one count: ${begin[0]} follows the point once${begin[1] ? `, ${begin[1]} follows ${begin[0]}` : ""}, ` +
      `and so on. ${sequences.length === 1 ? "It has" : "All together have"} ${many(arrows, "arrow")}, and this is how often each of them occurs.${context}`,
  };
}

/** The counts. */
export function tableExhibit(findings: Findings): Exhibit {
  return findings.results.counts ? letterTable(findings) : contextTable(findings);
}

function letterTable({ chain, isOwn, sequences }: Findings): Exhibit {
  const { symbols, counts } = chain;
  const { smoothing } = chain.options;
  const shown = mostFrequent(counts);
  const names = shown.map((i) => visible(symbols[i]!));
  const [row, column] = isOwn ? [4, 2] : likeliest(counts);
  const [from, to] = [visible(symbols[row]!), visible(symbols[column]!)];
  const times = (count: number) => (count === 1 ? "once" : `${grouped(count)} times`);
  const example =
    column === 0
      ? `${times(counts[row]![column]!)} a sequence ended with ${from}`
      : row === 0
        ? `${times(counts[row]![column]!)} a sequence began with ${to}`
        : `${times(counts[row]![column]!)} a ${to} came right after a ${from}`;
  const left =
    symbols.length > shown.length
      ? ` The ${shown.length - 1} most frequent of ${symbols.length - 1} letters are shown.`
      : "";
  return {
    kind: "table",
    title: `How often the letter of a column follows the letter of a row`,
    head: ["after", ...names, "in all"],
    rows: shown.map((i) => [
      visible(symbols[i]!),
      ...shown.map((j) => String(counts[i]![j])),
      String(counts[i]!.reduce((total, count) => total + count)),
    ]),
    note:
      `Row ${from}, column ${to}: ${example}. Row “.” is where ${many(sequences.length, "sequence begins", "sequences begin")}, ` +
      `column “.” where they end.${left}${smoothing > 0 ? ` To each count ${smoothing} is added before it is worked with (--smoothing).` : ""}`,
  };
}

/** The largest cell between two letters, or else the largest of all. */
function likeliest(counts: readonly (readonly number[])[]): [row: number, column: number] {
  let [best, place]: [number, [number, number]] = [-1, [0, 0]];
  for (const [i, row] of counts.entries()) {
    for (const [j, count] of row.entries()) {
      const weight = count * (i > 0 && j > 0 ? 1e9 : 1);
      if (weight > best) [best, place] = [weight, [i, j]];
    }
  }
  return place;
}

/** The mark, and the letters that are seen most, in their order. */
function mostFrequent(counts: readonly (readonly number[])[], most: number = widest): number[] {
  const all = counts.map((row, i) => [i, row.reduce((total, count) => total + count, 0)] as const);
  const letters = all.slice(1).sort(([, a], [, b]) => b - a);
  return [0, ...letters.slice(0, most - 1).map(([i]) => i)].sort((a, b) => a - b);
}

/** For a longer context: the rows that are seen most. */
function contextTable({ chain, results: { symbols, order, contextsSeen } }: Findings): Exhibit {
  const contexts = chain.config.counts
    .map(([context, following]) => ({ context, following, all: Object.values(following).reduce((a, b) => a + b) }))
    .sort((a, b) => b.all - a.all);
  const shown = contexts.slice(0, 8);
  const weight = (symbol: string) => shown.reduce((total, { following }) => total + (following[symbol] ?? 0), 0);
  const columns = [...symbols].sort((a, b) => weight(b) - weight(a)).slice(0, widest);
  const names = symbols.filter((symbol) => columns.includes(symbol));
  return {
    kind: "table",
    title: `How often each letter follows ${order} others: the ${shown.length} most frequent of ${grouped(contextsSeen)} rows`,
    head: ["after", ...names.map(visible), "in all"],
    rows: shown.map(({ context, following, all }) => [
      visible(context),
      ...names.map((symbol) => String(following[symbol] ?? 0)),
      String(all),
    ]),
    note: "A row with points in front is near the beginning of a sequence, where fewer letters have been read.",
  };
}

/** The table of the new sequences beside the old one: counts where there are as many sequences, else shares. */
export function newTable({ sequences, results }: Findings): Exhibit[] {
  const { symbols, counts, sampleCounts, samples } = results;
  if (!counts) return [];
  const shown = mostFrequent(counts, 6);
  const areAsMany = samples.length === sequences.length;
  const cell = (table: readonly (readonly number[])[], i: number, j: number) => {
    if (areAsMany) return String(table[i]![j]);
    const all = table[i]!.reduce((total, count) => total + count);
    return all === 0 ? "–" : `${Math.round((100 * table[i]![j]!) / all)}%`;
  };
  const what = areAsMany ? "The table of the" : "Shares of each row in the table of the";
  return [
    {
      kind: "table",
      title: `${what} ${many(samples.length, "new sequence")}; in brackets the one they were drawn from`,
      head: ["after", ...shown.map((i) => visible(symbols[i]!))],
      rows: shown.map((i) => [
        visible(symbols[i]!),
        ...shown.map((j) => `${cell(sampleCounts, i, j)} (${cell(counts, i, j)})`),
      ]),
      note: "Nearly the same: chance moves each a little, and the less, the more sequences are drawn (--samples 10000).",
    },
  ];
}

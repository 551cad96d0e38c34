import { type Rng, ValueError } from "@cairn-ml/tensor";

/**
 * Walks from place 0 back to place 0 that together go from i to j exactly `table[i][j]` times, whatever is drawn: a random
 * circuit through all the steps, cut where it comes through 0. For each place the step that is taken last is drawn as
 * an edge of a random tree towards 0, so that no step is left over; the others come in any order. Place 0 is left out of the walks.
 *
 * Source: Altschul & Erickson 1985, "Significance of nucleotide sequence alignments" (the circuit); Wilson 1996, "Generating
 * random spanning trees more quickly than the cover time" (the tree).
 *
 * Throws: ValueError when a place is not left as often as it is come to, or there is no way from it to 0.
 */
export function walksOf(table: readonly (readonly number[])[], rng: Rng): number[][] {
  checkTable(table);
  const last = randomTree(table, rng);
  const exits = table.map((row, place) => {
    const steps = row.flatMap((times, to) => new Array<number>(times).fill(to));
    if (place === 0 || steps.length === 0) return shuffled(steps, rng);
    steps.splice(steps.indexOf(last[place]!), 1);
    return [...shuffled(steps, rng), last[place]!];
  });
  const taken = table.map(() => 0);
  const walks: number[][] = [];
  let place = 0;
  while (taken[place]! < exits[place]!.length) {
    if (place === 0) walks.push([]);
    place = exits[place]![taken[place]!++]!;
    if (place !== 0) walks.at(-1)!.push(place);
  }
  return walks;
}

/** For each place but 0 the next one on the way to 0, each tree with a probability in proportion to its steps' counts. */
function randomTree(table: readonly (readonly number[])[], rng: Rng): number[] {
  const next = table.map(() => -1);
  const isInTree = table.map((_, place) => place === 0);
  const totals = table.map(sum);
  for (const start of table.keys()) {
    if (totals[start] === 0) continue;
    for (let place = start; !isInTree[place]; place = next[place]!) {
      next[place] = nth(table[place]!, rng.integer(totals[place]!)); // a second visit forgets the loop
    }
    for (let place = start; !isInTree[place]; place = next[place]!) isInTree[place] = true;
  }
  return next;
}

/** The place of the n-th step of a row. */
function nth(row: readonly number[], n: number): number {
  let left = n;
  return row.findIndex((times) => {
    left -= times;
    return left < 0;
  });
}

/** Source: Durstenfeld 1964, algorithm 235. */
function shuffled<T>(values: readonly T[], rng: Rng): T[] {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = rng.integer(i + 1);
    [result[i], result[j]] = [result[j]!, result[i]!];
  }
  return result;
}

function checkTable(table: readonly (readonly number[])[]): void {
  const reaches = table.map((_, place) => place === 0);
  for (const _ of table) {
    for (const [place, row] of table.entries()) {
      if (row.some((times, to) => times > 0 && reaches[to])) reaches[place] = true;
    }
  }
  for (const [place, row] of table.entries()) {
    const [left, come] = [sum(row), sum(table.map((other) => other[place]!))];
    const counts = row.length === table.length && row.every((times) => Number.isSafeInteger(times) && times >= 0);
    if (counts && left === come && (left === 0 || reaches[place])) continue;
    throw new ValueError("walksOf", `no walks have this table: place ${place} is a dead end.`, {
      given: `it is left ${left} times and come to ${come} times`,
      expected: "the same number, in whole numbers, and a way to place 0",
    });
  }
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

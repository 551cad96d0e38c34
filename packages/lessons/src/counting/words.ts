/** A symbol as it can be seen. */
export function visible(symbol: string): string {
  return [...symbol].map((letter) => unseen.get(letter) ?? letter).join("");
}

const unseen = new Map([
  [" ", "␣"],
  ["\t", "⇥"],
  ["\u00a0", "⍽"],
]);

/** A sequence, or as much of it as a line has place for. */
export function short(sequence: string, width = 44): string {
  const letters = [...sequence];
  return letters.length <= width ? sequence : `${letters.slice(0, width - 1).join("")}…`;
}

/** "1,234 sequences", "one sequence" */
export function many(count: number, one: string, more = `${one}s`): string {
  return count === 1 ? `one ${one}` : `${grouped(count)} ${more}`;
}

/** 842112 -> "842,112"; what is too large to be counted is rounded. */
export function grouped(count: number): string {
  if (count >= 1e15) return count.toPrecision(3).replace("e+", "e");
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}

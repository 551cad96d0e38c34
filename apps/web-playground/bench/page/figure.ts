/** A figure of the page. */
export interface Figure {
  /** "home" or "lesson 3". */
  readonly page: string;
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** What it shall be, at most or at least; none where the figure only helps to understand others. */
  readonly bar?: { readonly most: number } | { readonly least: number };
}

export function isMet({ value, bar }: Figure): boolean {
  if (!bar) return true;
  return "most" in bar ? value <= bar.most : value >= bar.least;
}

/** A figure as a line of a table. */
export function lineOf(figure: Figure): string {
  const { page, what, value, unit, bar } = figure;
  const shown = String(Number(value.toPrecision(4))).padStart(8);
  const wanted = bar && ("most" in bar ? `≤ ${bar.most}` : `≥ ${bar.least}`);
  const verdict = wanted ? `${isMet(figure) ? "✓" : "✗"} ${wanted}` : "";
  return `${page.padEnd(10)} ${what.padEnd(56)} ${shown} ${unit.padEnd(5)} ${verdict}`.trimEnd();
}

/** What a run of tests or checks came to. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly place: string; readonly reason: string }[];
}

export function add(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

/** The last line of `npm test` and `.ci/run`, for scripts to read: what was skipped is said before it. */
export function totalsLine({ passed, failed }: Totals): string {
  return `${passed} passed, ${failed} failed`;
}

/** The same with what was skipped, for people. */
export function summary(totals: Totals): string {
  const { length } = totals.skipped;
  return totalsLine(totals) + (length > 0 ? `, ${length} skipped` : "");
}

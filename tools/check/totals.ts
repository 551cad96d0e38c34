/** What a run of tests or checks came to. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly { readonly place: string; readonly reason: string }[];
}

export function add(a: Totals, b: Totals): Totals {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: [...a.skipped, ...b.skipped] };
}

/** The last line of `npm test` and `.ci/run`. */
export function totalsLine({ passed, failed, skipped }: Totals): string {
  const rest = skipped.length > 0 ? `, ${skipped.length} skipped` : "";
  return `${passed} passed, ${failed} failed${rest}`;
}

/** What an error says beside its first line. */
export interface Explanation {
  readonly given: string;
  readonly expected: string;
  readonly fix: string;
}

/** The text of an error: the op and what is wrong, then what was given, what was expected and how to mend it. */
export function explain(op: string, problem: string, { given, expected, fix }: Explanation): string {
  return `${op}: ${problem}\n  given:    ${given}\n  expected: ${expected}\n  fix:      ${fix}`;
}

/** One thing that was tried with the packed packages. */
export interface Check {
  readonly name: string;
  /** What was wrong, or "" when nothing was. */
  readonly problem: string;
}

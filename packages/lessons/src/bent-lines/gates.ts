/** How no and yes are written for a model. */
export interface Writing {
  readonly no: number;
  readonly yes: number;
}

export const writings: Readonly<Record<string, Writing>> = {
  centred: { no: -1, yes: 1 },
  plain: { no: 0, yes: 1 },
};

export const gates = {
  /** Yes where both are. */
  AND: [0, 0, 0, 1],
  /** Yes where at least one is. */
  OR: [0, 1, 1, 1],
  /** Yes where exactly one is. */
  XOR: [0, 1, 1, 0],
} as const;

/** The four rows: no no, no yes, yes no, yes yes. */
export function rowsOf({ no, yes }: Writing): [number, number][] {
  return [
    [no, no],
    [no, yes],
    [yes, no],
    [yes, yes],
  ];
}

/** A line of OR, where every descent of one line begins: it has three rows of XOR right. */
export function lineOfOr({ no, yes }: Writing): { coefficients: number[]; intercept: number } {
  const middle = (no + yes) / 2;
  const half = (yes - no) / 2;
  // In units where no is −1 and yes is +1 the score is a + b + 1, with half the weights.
  return { coefficients: [0.5 / half, 0.5 / half], intercept: 0.5 - middle / half };
}

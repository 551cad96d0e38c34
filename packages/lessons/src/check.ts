/** A figure held against one that was published, or against a bound. */
export interface Check {
  /** Where the figure is in `results`: "coefficients.height". */
  readonly name: string;
  /** What people call it: "kg for a metre of height"; the name unless given. */
  readonly label?: string;
  readonly value: number;
  readonly expected: number;
  /** How far they may be apart; 0 for a bound. */
  readonly tolerance: number;
  readonly relation: "near" | "at least" | "at most";
  readonly ok: boolean;
}

/** |value - expected| <= tolerance. */
export function near(name: string, value: number, expected: number, tolerance: number, label?: string): Check {
  // Decimal bounds have no exact double: 0.3 against 0.1 ± 0.2 holds.
  const ok = Math.abs(value - expected) <= tolerance + 1e-12 * Math.abs(expected);
  return { name, ...(label && { label }), value, expected, tolerance, relation: "near", ok };
}

/** The same number. */
export function exactly(name: string, value: number, expected: number, label?: string): Check {
  return near(name, value, expected, 0, label);
}

export function atLeast(name: string, value: number, expected: number, label?: string): Check {
  return { name, ...(label && { label }), value, expected, tolerance: 0, relation: "at least", ok: value >= expected };
}

export function atMost(name: string, value: number, expected: number, label?: string): Check {
  return { name, ...(label && { label }), value, expected, tolerance: 0, relation: "at most", ok: value <= expected };
}

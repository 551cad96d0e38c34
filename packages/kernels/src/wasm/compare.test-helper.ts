import { byReference, type Launch, type TestEngine } from "./engine.test-helper.js";

/** How far a result may be off: in units in the last place of a float32, or as |a - e| <= atol + rtol |e|. */
export interface Tolerance {
  readonly ulp?: number;
  readonly rtol?: number;
  /** One number, or one for each element (a share of the sum of the terms' sizes). */
  readonly atol?: number | ArrayLike<number>;
}

/**
 * Runs a launch in one piece and in several, which must give the same bits, and compares it with the reference in float64.
 * Throws: naming the worst element.
 */
export function compare(engine: TestEngine, launch: Launch, tolerances: Tolerance | readonly Tolerance[] = {}): void {
  const whole = engine.run(launch);
  for (const parts of [2, 3]) {
    engine.run(launch, parts).forEach((output, i) => {
      const bytes = Buffer.from(output.buffer);
      if (!bytes.equals(Buffer.from(whole[i]!.buffer))) {
        throw new Error(`${launch.kernel}: ${parts} parts give other bits than one, in output ${i}`);
      }
    });
  }
  byReference(launch).forEach((expected, i) => {
    const tolerance = Array.isArray(tolerances) ? tolerances[i] : tolerances;
    expectClose(`${launch.kernel}, output ${i}`, whole[i]!, expected, tolerance ?? {});
  });
}

/** NaN equals only NaN, an infinity only itself or, where the tolerance reaches it, the largest float. */
export function expectClose(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { ulp = 0, rtol = 0, atol = 0 }: Tolerance,
): void {
  let worst = 0;
  let index = -1;
  for (let i = 0; i < expected.length; i++) {
    const a = actual[i]!;
    const e = expected[i]!;
    if (a === e || a === Math.fround(e) || (Number.isNaN(a) && Number.isNaN(e))) continue;
    const allowed = ulp * ulpOf(e) + rtol * Math.abs(e) + (typeof atol === "number" ? atol : atol[i]!);
    const excess = Number.isFinite(a) || Math.abs(e) < 3.4e38 ? Math.abs(a - e) / allowed : Math.abs(a) / 3.4e38;
    if (!(excess <= worst)) {
      worst = Number.isNaN(excess) ? Number.POSITIVE_INFINITY : excess;
      index = i;
    }
  }
  if (worst > 1) {
    const off = ((actual[index]! - expected[index]!) / ulpOf(expected[index]!)).toFixed(2);
    throw new Error(
      `${what}: element ${index} is ${actual[index]}, expected ${expected[index]} (${off} ulp, ${worst.toFixed(2)} of what is allowed)`,
    );
  }
}

/** The distance of neighbouring float32 numbers at x. */
export function ulpOf(x: number): number {
  const size = Math.min(Math.max(Math.abs(Math.fround(x)), 2 ** -126), 3.4e38);
  return 2 ** (Math.floor(Math.log2(size)) - 23);
}

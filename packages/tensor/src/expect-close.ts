import { CairnError } from "./errors.js";
import { formatShape, sameShape } from "./shape.js";
import { Tensor } from "./tensor.js";

/** Passes when |actual - expected| ≤ atol + rtol |expected|. */
export interface Tolerance {
  readonly rtol?: number;
  readonly atol?: number;
}

/** Thrown by `expectClose`; a test runner shows its message. */
export class NotCloseError extends CairnError {}

type Values = Tensor | ArrayLike<number> | number;

/**
 * Throws a NotCloseError that names the worst element unless all are close: |actual - expected| ≤ atol + rtol |expected|. NaN
 * equals only NaN, an infinity only itself. Between two tensors the shapes must be equal too.
 */
export function expectClose(actual: Values, expected: Values, { rtol = 1e-6, atol = 0 }: Tolerance = {}): void {
  if (actual instanceof Tensor && expected instanceof Tensor && !sameShape(actual.shape, expected.shape)) {
    throw new NotCloseError("expectClose", "the shapes differ.", {
      given: formatShape(actual.shape),
      expected: formatShape(expected.shape),
    });
  }
  const [a, e] = [valuesOf(actual), valuesOf(expected)];
  if (a.length !== e.length) {
    throw new NotCloseError("expectClose", "the numbers of elements differ.", {
      given: String(a.length),
      expected: String(e.length),
    });
  }
  let worst = -1;
  let excess = 0;
  let failures = 0;
  for (let i = 0; i < a.length; i++) {
    const ratio = excessOf(a[i]!, e[i]!, atol + rtol * Math.abs(e[i]!));
    if (ratio > 0) failures++;
    if (ratio > excess) [worst, excess] = [i, ratio];
  }
  if (failures === 0) return;
  throw new NotCloseError("expectClose", `${failures} of ${a.length} elements are not close; the worst is ${worst}.`, {
    given: `${a[worst]} at index ${worst}`,
    expected: `${e[worst]} ± ${atol + rtol * Math.abs(e[worst]!)} (rtol ${rtol}, atol ${atol})`,
    ...(Number.isFinite(excess) && {
      fix: `it is off by ${Math.abs(a[worst]! - e[worst]!)}, ${Number(excess.toPrecision(3))} times what is allowed`,
    }),
  });
}

function valuesOf(x: Values): ArrayLike<number> {
  if (x instanceof Tensor) return x.data();
  return typeof x === "number" ? [x] : x;
}

/** 0 when close, else how many times the allowed difference: Infinity where that cannot be said. */
function excessOf(a: number, e: number, allowed: number): number {
  if (a === e || (Number.isNaN(a) && Number.isNaN(e))) return 0;
  const difference = Math.abs(a - e);
  if (!Number.isFinite(difference)) return Number.POSITIVE_INFINITY;
  if (difference <= allowed) return 0;
  return allowed > 0 ? difference / allowed : Number.POSITIVE_INFINITY;
}

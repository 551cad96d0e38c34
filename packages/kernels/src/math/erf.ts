import { errorOfProduct, horner } from "./exact.js";
import { expOfSum } from "./exp.js";

const TWO_OVER_SQRT_PI = 1.1283791670955126;
// The terms after the first of erf x = 2/√π Σ (-1)ⁿ x^(2n+1) / (n! (2n + 1)), for |x| < 1
const SERIES: readonly number[] = erfSeries(19);

// exp(x²) erfc(x) (x + 2) as a polynomial in t = (x - 2)/(x + 2), 0.5 <= x <= 28; made by golden/erfc.py
const TAIL: readonly number[] = [
  1.021582705242023, -0.6871606844138105, 0.2794720925560581, -0.036442231506898015, -0.021510661889768502,
  0.006479185068795213, 0.003090612068229312, -0.0008372960904458549, -0.00066307364861708, 3.437185389022466e-5,
  0.00014447200214788694, 3.414508506098984e-5, -2.1702386210586833e-5, -1.6098957842223747e-5, -1.1103814177022056e-6,
  3.5638953813973393e-6, 1.997730318370156e-6, 1.7897241117738162e-7, -6.441994231782204e-7, -5.391455293315642e-7,
  1.6887787780850588e-7, 2.133006733638475e-7, -8.048393836758138e-8,
];

function erfSeries(count: number): number[] {
  const coefficients: number[] = [];
  let factor = TWO_OVER_SQRT_PI;
  for (let n = 1; n < count; n++) {
    factor /= -n;
    coefficients.push(factor / (2 * n + 1));
  }
  return coefficients;
}

/** erf x for |x| < 1. */
function erfNearZero(x: number): number {
  return x + x * (TWO_OVER_SQRT_PI - 1 + x * x * horner(SERIES, x * x));
}

/** erfc x for x >= 0.5. */
function erfcTail(x: number): number {
  if (x > 27.3) return 0; // below the smallest subnormal
  const square = x * x;
  const rest = errorOfProduct(x, x, square); // exp turns an absolute error into a relative one, so x² needs it
  return (expOfSum(-square, -rest) * horner(TAIL, (x - 2) / (x + 2))) / (x + 2);
}

/** erf x = 2/√π ∫₀ˣ e^(-t²) dt; error below 1.5 ulp. */
export function erf(x: number): number {
  if (Math.abs(x) < 1) return erfNearZero(x);
  if (Number.isNaN(x)) return x;
  if (Math.abs(x) > 6) return x > 0 ? 1 : -1;
  return x > 0 ? 1 - erfcTail(x) : erfcTail(-x) - 1;
}

/**
 * erfc x = 1 - erf x, with all digits where erf is near 1; error below 4 ulp.
 *
 * Source: Schonfelder 1978, "Chebyshev expansions for the error and related functions", Math. Comp. 32 (the form).
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) return x;
  if (x >= 0.5) return erfcTail(x);
  if (x < -6) return 2;
  return x > -1 ? 1 - erfNearZero(x) : 2 - erfcTail(-x);
}

/*
 * log and exp in doubles, for one number at a time: the sum of a row's exponentials, and powers. Relative error of exp and
 * of log below 2^-45 (golden/minimax.py).
 */

/** ln x: -inf at 0, inf at inf, NaN below. x may not be below 2^-1022 otherwise. */
export function logScalar(x: f64): f64 {
  if (!(x > 0)) return x === 0 ? -Infinity : NaN;
  if (x === Infinity) return x;
  const offset = reinterpret<i64>(x) - 0x3fe6a09e00000000; // near sqrt(1/2), where the exponent is to change
  const e = offset >> 52;
  const m = reinterpret<f64>((offset & 0x000fffffffffffff) + 0x3fe6a09e00000000);
  const s = (m - 1) / (m + 1); // log m = 2 atanh s
  const z = s * s;
  let p: f64 = 0.1683909654687906 * z + 0.18121807600214732;
  p = p * z + 0.2222343874632913;
  p = p * z + 0.28571415957045504;
  p = p * z + 0.4000000006218336;
  p = p * z + 0.666666666665518;
  p = p * z + 2.0;
  return (e as f64) * 0.6931471805599453 + s * p;
}

/** e^x, with x held to [-200, 200], past which a float is 0 or infinite. */
export function expScalar(x: f64): f64 {
  const bounded = max<f64>(min<f64>(x, 200), -200);
  const n = nearest(bounded * 1.4426950408889634);
  const r = bounded - n * 0.6931471803691238 - n * 1.9082149292705877e-10; // ln 2, the first part with zeros at its end
  let p: f64 = 2.7647727229709133e-6 * r + 2.488446141892627e-5;
  p = p * r + 0.00019841149876075363;
  p = p * r + 0.0013888801745647634;
  p = p * r + 0.00833333340403977;
  p = p * r + 0.041666667040582056;
  p = p * r + 0.16666666666493107;
  p = p * r + 0.49999999999438516;
  p = p * r + 1.0000000000000122;
  p = p * r + 1.0000000000000135;
  const exponent = (n as i64) + 1023; // NaN makes it any number, and p stays NaN
  return p * reinterpret<f64>(exponent << 52);
}

/** a^b with the special values of IEEE 754, at most 1 ulp off. */
export function powScalar(a: f32, b: f32): f32 {
  if (b === 0 || a === 1) return 1;
  if (a !== a || b !== b) return NaN;
  const size = Math.abs(a as f64);
  const power = size === 1 ? 1 : expScalar((b as f64) * logScalar(size));
  if (reinterpret<i32>(a) >= 0) return power as f32;
  const whole = Math.floor(b as f64) === (b as f64); // infinities are whole, and even
  const half = (b as f64) * 0.5;
  const odd = whole && Math.floor(half) !== half;
  if (!whole && size !== 0 && size !== Infinity) return NaN;
  return (odd ? -power : power) as f32;
}

/*
 * sin and cos in doubles: x = n pi/2 + r, |r| <= pi/4, then minimax polynomials in r^2, absolute error below 2^-44
 * (golden/minimax.py), so that the float result is at most 1 ulp off.
 */

/** The bits of 2/pi after the point, in words of 32, most significant first, preceded by one of zeros. */
const twoOverPi = memory.data<u32>([
  0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
]);

const piOverTwo: f64 = 1.5707963267948966;

export function sinScalar(x: f32): f32 {
  return turned(x, 0);
}

export function cosScalar(x: f32): f32 {
  return turned(x, 1);
}

/** sin(x + quarters pi/2). */
function turned(x: f32, quarters: i32): f32 {
  const wide = x as f64;
  if (Math.abs(wide) > 1048576) return far(x, quarters);
  const n = nearest(wide * 0.6366197723675814);
  // pi/2 in two parts, the first with so few bits that n times it is exact
  const r = wide - n * 1.5707963267341256 - n * 6.077100506506192e-11;
  return quadrant(r, (n as i32) + quarters) as f32;
}

/** The remainder of a large x: m 2^e times the window of bits of 2/pi that matters (Payne & Hanek 1983). */
function far(x: f32, quarters: i32): f32 {
  const bits = reinterpret<u32>(x);
  const exponent = ((bits >> 23) & 255) as i32;
  if (exponent === 255) return x - x; // NaN for infinities
  const m = ((bits & 0x7fffff) | 0x800000) as u64;
  // x = m 2^e. Bits of 2/pi that give multiples of 4 once multiplied by 2^e are left out.
  const e = exponent - 150;
  const start = e + 32 - 2; // in a table that begins with 32 zeros, the bit that will count 2 (mod 4)
  const high = window(start);
  const middle = window(start + 32);
  const low = window(start + 64);
  // (high 2^64 + middle 2^32 + low) m mod 2^96, in quarters of 2^94
  const lowProduct = low * m;
  const middleProduct = middle * m + (lowProduct >> 32);
  const highProduct = ((high * m) & 0xffffffff) + (middleProduct >> 32);
  let fraction = (highProduct << 32) | (middleProduct & 0xffffffff); // 2^62 counts one quarter turn
  const n = ((fraction + ((1 as u64) << 61)) >> 62) as i32;
  fraction -= (n as u64) << 62;
  const r = (fraction as i64 as f64) * (piOverTwo / 4.611686018427388e18);
  const negative = bits >> 31 !== 0;
  return (negative ? quadrant(-r, quarters - n) : quadrant(r, n + quarters)) as f32;
}

/** 32 bits of 2/pi from a bit of the table on. */
function window(start: i32): u64 {
  const at = twoOverPi + ((start >> 5) << 2);
  const shift = start & 31;
  const pair = ((load<u32>(at) as u64) << 32) | (load<u32>(at, 4) as u64);
  return ((pair << shift) >> 32) & 0xffffffff;
}

/** sin(r + n pi/2). */
function quadrant(r: f64, n: i32): f64 {
  const z = r * r;
  const value = n & 1 ? cosine(z) : r * sine(z);
  return n & 2 ? -value : value;
}

function sine(z: f64): f64 {
  let p = -2.475659481251281e-8 * z + 2.755527244921108e-6;
  p = p * z - 0.00019841263301390735;
  p = p * z + 0.00833333332388476;
  p = p * z - 0.16666666666616736;
  return p * z + 0.9999999999999957;
}

function cosine(z: f64): f64 {
  let p = -2.7173483836405067e-7 * z + 2.479892958804346e-5;
  p = p * z - 0.0013888880398271277;
  p = p * z + 0.041666666544010224;
  p = p * z - 0.4999999999935188;
  return p * z + 0.9999999999999445;
}

import { constant, madd } from "../lanes/arithmetic";
import { expNegative, expTable } from "../lanes/exp";

/*
 * Six targets are worked on at once: six chains of additions hide the latency of one, the input row is read twice instead of
 * twelve times, and rows that are not in the cache are waited for together.
 *
 * slots: six addresses of target rows (and two unused), then eight labels, then eight rates. A rate of 0 leaves a target as
 * it is.
 */
export const slotCount: i32 = 6;
export const labelsAt: usize = 32;
export const ratesAt: usize = 64;

/**
 * One step down the gradient of Σ -log σ(±h·t) over six targets t: with g = rate (label - σ(h·t)), out = start + Σ g t and
 * t += g h. A row is `bytes` long, a multiple of 32. start and out may be h itself.
 * Source: Mikolov et al. 2013, "Distributed representations of words and phrases and their compositionality", equation 4.
 */
export function descend(slots: usize, h: usize, start: usize, out: usize, bytes: usize): void {
  const a = load<usize>(slots);
  const b = load<usize>(slots, 4);
  const c = load<usize>(slots, 8);
  const d = load<usize>(slots, 12);
  const e = load<usize>(slots, 16);
  const f = load<usize>(slots, 20);
  let sumA = f32x4.splat(0);
  let sumB = sumA;
  let sumC = sumA;
  let sumD = sumA;
  let sumE = sumA;
  let sumF = sumA;
  for (let k: usize = 0; k < bytes; k += 32) {
    const low = v128.load(h + k);
    const high = v128.load(h + k, 16);
    sumA = madd(high, v128.load(a + k, 16), madd(low, v128.load(a + k), sumA));
    sumB = madd(high, v128.load(b + k, 16), madd(low, v128.load(b + k), sumB));
    sumC = madd(high, v128.load(c + k, 16), madd(low, v128.load(c + k), sumC));
    sumD = madd(high, v128.load(d + k, 16), madd(low, v128.load(d + k), sumD));
    sumE = madd(high, v128.load(e + k, 16), madd(low, v128.load(e + k), sumE));
    sumF = madd(high, v128.load(f + k, 16), madd(low, v128.load(f + k), sumF));
  }
  const g = change(slots, sumRows(sumA, sumB, sumC, sumD));
  const gEF = change(slots + 16, sumRows(sumE, sumF, sumE, sumF));
  const gA = i32x4.shuffle(g, g, 0, 0, 0, 0);
  const gB = i32x4.shuffle(g, g, 1, 1, 1, 1);
  const gC = i32x4.shuffle(g, g, 2, 2, 2, 2);
  const gD = i32x4.shuffle(g, g, 3, 3, 3, 3);
  const gE = i32x4.shuffle(gEF, gEF, 0, 0, 0, 0);
  const gF = i32x4.shuffle(gEF, gEF, 1, 1, 1, 1);
  for (let k: usize = 0; k < bytes; k += 16) {
    const x = v128.load(h + k);
    let sum = v128.load(start + k);
    let row = v128.load(a + k);
    v128.store(a + k, madd(gA, x, row));
    sum = madd(gA, row, sum);
    row = v128.load(b + k);
    v128.store(b + k, madd(gB, x, row));
    sum = madd(gB, row, sum);
    row = v128.load(c + k);
    v128.store(c + k, madd(gC, x, row));
    sum = madd(gC, row, sum);
    row = v128.load(d + k);
    v128.store(d + k, madd(gD, x, row));
    sum = madd(gD, row, sum);
    row = v128.load(e + k);
    v128.store(e + k, madd(gE, x, row));
    sum = madd(gE, row, sum);
    row = v128.load(f + k);
    v128.store(f + k, madd(gF, x, row));
    v128.store(out + k, madd(gF, row, sum));
  }
}

/** Four rows' sums as four lanes. */
function sumRows(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(i32x4.shuffle(a, b, 0, 4, 1, 5), i32x4.shuffle(a, b, 2, 6, 3, 7)); // a02 b02 a13 b13
  const cd = f32x4.add(i32x4.shuffle(c, d, 0, 4, 1, 5), i32x4.shuffle(c, d, 2, 6, 3, 7));
  return f32x4.add(i64x2.shuffle(ab, cd, 0, 2), i64x2.shuffle(ab, cd, 1, 3));
}

const most = memory.data<f32>([87]); // exp(87) is finite

/** rate (label - σ(x)) of four targets. */
function change(slots: usize, x: v128): v128 {
  const one = constant(expTable, 9);
  const exp = expNegative(f32x4.pmin(f32x4.neg(x), constant(most, 0)));
  const label = v128.load(slots, labelsAt);
  return f32x4.mul(v128.load(slots, ratesAt), f32x4.sub(label, f32x4.div(one, f32x4.add(one, exp))));
}

import { maxLanes, minLanes } from "./lanes/arithmetic";
import { storeUpTo } from "./lanes/memory";
import { sumColumns } from "./parts/column-sums";
import { sumRow } from "./parts/row-sums";

/*
 * Reductions of the middle axis of (outer, n, inner), for the outputs [begin, end) of outer*inner. Along contiguous memory
 * (inner = 1) lanes take neighbours of one sum, else lanes are neighbouring sums.
 */

export function sum(x: usize, y: usize, n: i32, inner: i32, begin: i32, end: i32): void {
  for (let output = begin; output < end; ) {
    const o = output / inner;
    if (inner === 1) {
      store<f32>(y + (output << 2), sumRow(x + ((o * n) << 2), n) as f32);
      output++;
      continue;
    }
    const i = output - o * inner;
    const count = inner - i < end - output ? inner - i : end - output;
    sumColumns(x + ((o * n * inner + i) << 2), y + (output << 2), n, inner, count);
    output += count;
  }
}

export function max(x: usize, y: usize, n: i32, inner: i32, begin: i32, end: i32): void {
  extreme(true, x, y, n, inner, begin, end);
}

export function min(x: usize, y: usize, n: i32, inner: i32, begin: i32, end: i32): void {
  extreme(false, x, y, n, inner, begin, end);
}

/** The largest or the smallest; NaN where one is. */
function extreme(largest: bool, x: usize, y: usize, n: i32, inner: i32, begin: i32, end: i32): void {
  const start = f32x4.splat(largest ? -Infinity : Infinity);
  for (let output = begin; output < end; ) {
    const o = output / inner;
    if (inner === 1) {
      store<f32>(y + (output << 2), extremeOfRow(largest, x + ((o * n) << 2), n));
      output++;
      continue;
    }
    const i = output - o * inner;
    const left = inner - i < end - output ? inner - i : end - output;
    let best = start;
    let at = x + ((o * n * inner + i) << 2);
    for (let k = 0; k < n; k++, at += inner << 2) {
      best = largest ? f32x4.max(best, v128.load(at)) : f32x4.min(best, v128.load(at));
    }
    storeUpTo(y + (output << 2), best, left);
    output += left < 4 ? left : 4;
  }
}

function extremeOfRow(largest: bool, x: usize, n: i32): f32 {
  let best = f32x4.splat(largest ? -Infinity : Infinity);
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const lanes = v128.load(x + (i << 2));
    best = largest ? f32x4.max(best, lanes) : f32x4.min(best, lanes);
  }
  for (; i < n; i++) {
    const lanes = v128.load32_splat(x + (i << 2));
    best = largest ? f32x4.max(best, lanes) : f32x4.min(best, lanes);
  }
  return largest ? maxLanes(best) : minLanes(best);
}

/** Where the largest is: the first of equals, and NaN counts as larger than any number. */
export function argmax(x: usize, y: usize, n: i32, inner: i32, begin: i32, end: i32): void {
  for (let output = begin; output < end; output++) {
    const o = output / inner;
    let at = x + ((o * n * inner + (output - o * inner)) << 2);
    let best = 0;
    let largest = load<f32>(at);
    for (let k = 1; k < n; k++) {
      at += inner << 2;
      const value = load<f32>(at);
      if (value > largest || (value !== value && largest === largest)) {
        best = k;
        largest = value;
      }
    }
    store<i32>(y + (output << 2), best);
  }
}

/** Running sums along the middle axis, for the lanes [begin, end) of outer*inner. */
export function cumsum(x: usize, y: usize, n: i32, inner: i32, begin: i32, end: i32): void {
  for (let lane = begin; lane < end; lane++) {
    const o = lane / inner;
    let at = (o * n * inner + (lane - o * inner)) << 2;
    let total: f64 = 0;
    for (let k = 0; k < n; k++, at += inner << 2) {
      total += load<f32>(x + at) as f64;
      store<f32>(y + at, total as f32);
    }
  }
}

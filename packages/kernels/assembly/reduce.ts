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
    const count = min32(inner - i, end - output);
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
  for (let output = begin; output < end; ) {
    const o = output / inner;
    if (inner === 1) {
      store<f32>(y + (output << 2), extremeOfRow(largest, x + ((o * n) << 2), n));
      output++;
      continue;
    }
    const i = output - o * inner;
    const count = min32(inner - i, end - output);
    extremeOfColumns(largest, x + ((o * n * inner + i) << 2), y + (output << 2), n, inner << 2, count);
    output += count;
  }
}

function extremeOfRow(largest: bool, x: usize, n: i32): f32 {
  let best = extremeOf(largest, x, n >> 2, 16);
  for (let i = n & ~3; i < n; i++) {
    const lanes = v128.load32_splat(x + (i << 2));
    best = largest ? f32x4.max(best, lanes) : f32x4.min(best, lanes);
  }
  return largest ? maxLanes(best) : minLanes(best);
}

/** Four columns at a time, in blocks of rows whose cache lines stay near for the next four. */
function extremeOfColumns(largest: bool, x: usize, y: usize, n: i32, row: i32, count: i32): void {
  for (let k = 0; k < n; k += 256) {
    const rows = min32(256, n - k);
    for (let c = 0; c < count; c += 4) {
      let best = extremeOf(largest, x + k * row + (c << 2), rows, row);
      const at = y + (c << 2);
      if (k) best = largest ? f32x4.max(best, v128.load(at)) : f32x4.min(best, v128.load(at));
      storeUpTo(at, best, count - c);
    }
  }
}

/** Of `count` vectors that are `step` bytes apart, lane by lane; lanes that met NaN are NaN. */
function extremeOf(largest: bool, at: usize, count: i32, step: i32): v128 {
  let even = f32x4.splat(largest ? -Infinity : Infinity);
  let odd = even;
  let nan = f32x4.splat(0); // f32x4.max minds NaN by itself and is slow
  for (; count > 0; count -= 2) {
    const a = v128.load(at);
    const b = v128.load(count > 1 ? at + step : at);
    even = largest ? f32x4.pmax(even, a) : f32x4.pmin(even, a);
    odd = largest ? f32x4.pmax(odd, b) : f32x4.pmin(odd, b);
    nan = v128.or(nan, v128.or(f32x4.ne(a, a), f32x4.ne(b, b)));
    at += step << 1;
  }
  return v128.or(nan, largest ? f32x4.pmax(even, odd) : f32x4.pmin(even, odd));
}

/** The smaller; `min` is a kernel here. */
function min32(a: i32, b: i32): i32 {
  return a < b ? a : b;
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

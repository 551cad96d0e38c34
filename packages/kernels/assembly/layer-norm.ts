import { madd, narrow, promoteHigh, promoteLow, sumPair } from "./lanes/arithmetic";
import { keepFirst, storeUpTo } from "./lanes/memory";
import { squaresRow, sumRow } from "./parts/row-sums";

/** y = (x - mean) rstd weight + bias by rows; the variance in a second pass, around the mean. */
export function layerNorm(
  x: usize,
  weight: usize,
  bias: usize,
  y: usize,
  mean: usize,
  rstd: usize,
  cols: i32,
  eps: f32,
  begin: i32,
  end: i32,
): void {
  const zero = f32x4.splat(0);
  const one = f32x4.splat(1);
  for (let r = begin; r < end; r++) {
    const row = (r * cols) << 2;
    const wide = sumRow(x + row, cols) / cols;
    const centre = wide as f32;
    const rest = wide - (centre as f64); // what the float mean lacks
    const variance = squaresRow(x + row, cols, centre) / cols - rest * rest;
    const scale = (1 / Math.sqrt(variance + (eps as f64))) as f32;
    store<f32>(mean + (r << 2), centre);
    store<f32>(rstd + (r << 2), scale);
    const centres = f32x4.splat(centre);
    const rests = f32x4.splat(rest as f32);
    const scales = f32x4.splat(scale);
    for (let c = 0; c < cols; c += 4) {
      const at = c << 2;
      const offset = f32x4.sub(f32x4.sub(v128.load(x + row + at), centres), rests);
      const gain = weight ? v128.load(weight + at) : one;
      const shift = bias ? v128.load(bias + at) : zero;
      storeUpTo(y + row + at, madd(f32x4.mul(offset, scales), gain, shift), cols - c);
    }
  }
}

/** dx = rstd (g - average(g) - n average(g n)), n = (x - mean) rstd, g = dy weight. */
export function layerNormBackward(
  x: usize,
  weight: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dx: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  const one = f32x4.splat(1);
  for (let r = begin; r < end; r++) {
    const row = (r * cols) << 2;
    const centres = f32x4.splat(load<f32>(mean + (r << 2)));
    const scales = f32x4.splat(load<f32>(rstd + (r << 2)));
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let lowProduct = f64x2.splat(0);
    let highProduct = f64x2.splat(0);
    for (let c = 0; c < cols; c += 4) {
      const at = c << 2;
      const gain = weight ? v128.load(weight + at) : one;
      const g = keepFirst(f32x4.mul(v128.load(dy + row + at), gain), cols - c);
      const n = f32x4.mul(f32x4.sub(v128.load(x + row + at), centres), scales);
      const product = keepFirst(f32x4.mul(g, n), cols - c);
      low = f64x2.add(low, promoteLow(g));
      high = f64x2.add(high, promoteHigh(g));
      lowProduct = f64x2.add(lowProduct, promoteLow(product));
      highProduct = f64x2.add(highProduct, promoteHigh(product));
    }
    const average = f32x4.splat((sumPair(f64x2.add(low, high)) / cols) as f32);
    const averageProduct = f32x4.splat((sumPair(f64x2.add(lowProduct, highProduct)) / cols) as f32);
    for (let c = 0; c < cols; c += 4) {
      const at = c << 2;
      const gain = weight ? v128.load(weight + at) : one;
      const g = f32x4.sub(f32x4.mul(v128.load(dy + row + at), gain), average);
      const n = f32x4.mul(f32x4.sub(v128.load(x + row + at), centres), scales);
      storeUpTo(dx + row + at, f32x4.mul(scales, f32x4.sub(g, f32x4.mul(n, averageProduct))), cols - c);
    }
  }
}

/** dweight = sum over rows of dy n, dbias = sum over rows of dy, for columns [begin, end), four at a time. */
export function layerNormBackwardWeight(
  x: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dweight: usize,
  dbias: usize,
  rows: i32,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  for (let c = begin; c < end; c += 4) {
    let low = f64x2.splat(0);
    let high = f64x2.splat(0);
    let lowProduct = f64x2.splat(0);
    let highProduct = f64x2.splat(0);
    for (let r = 0; r < rows; r++) {
      const at = (r * cols + c) << 2;
      const offset = f32x4.sub(v128.load(x + at), v128.load32_splat(mean + (r << 2)));
      const g = v128.load(dy + at);
      const product = f32x4.mul(g, f32x4.mul(offset, v128.load32_splat(rstd + (r << 2))));
      low = f64x2.add(low, promoteLow(g));
      high = f64x2.add(high, promoteHigh(g));
      lowProduct = f64x2.add(lowProduct, promoteLow(product));
      highProduct = f64x2.add(highProduct, promoteHigh(product));
    }
    storeUpTo(dweight + (c << 2), narrow(lowProduct, highProduct), end - c);
    if (dbias) storeUpTo(dbias + (c << 2), narrow(low, high), end - c);
  }
}

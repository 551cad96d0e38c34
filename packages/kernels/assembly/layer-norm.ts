import { addWide, madd, narrow, promoteHigh, promoteLow, sumPair } from "./lanes/arithmetic";
import { firstOr, keepFirst, storeUpTo } from "./lanes/memory";
import { blockOfSum } from "./parts/row-sums";

const mostColumns = 65536; // whose sums fit into the scratch area

/**
 * y = (x - mean) rstd weight + bias by rows. One pass gives mean and variance, from the differences to the row's first element
 * in doubles, which cannot be large beside the deviation.
 * Source: Chan, Golub & LeVeque 1983, "Algorithms for computing the sample variance", section 3.
 */
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
    const row = x + ((r * cols) << 2);
    const to = y + ((r * cols) << 2);
    const first = v128.load32_splat(row);
    const start = promoteLow(first);
    let low = f64x2.splat(0);
    let high = low;
    let lowSquares = low;
    let highSquares = low;
    for (let c = 0; c < cols; c += 4) {
      const lanes = firstOr(v128.load(row + (c << 2)), first, cols - c);
      const a = f64x2.sub(promoteLow(lanes), start);
      const b = f64x2.sub(promoteHigh(lanes), start);
      low = f64x2.add(low, a);
      high = f64x2.add(high, b);
      lowSquares = f64x2.add(lowSquares, f64x2.mul(a, a));
      highSquares = f64x2.add(highSquares, f64x2.mul(b, b));
    }
    const shift = sumPair(f64x2.add(low, high)) / cols;
    const wide = shift + f64x2.extract_lane(start, 0);
    const variance = max<f64>(0, sumPair(f64x2.add(lowSquares, highSquares)) / cols - shift * shift);
    const centre = wide as f32;
    const scale = (1 / Math.sqrt(variance + (eps as f64))) as f32;
    store<f32>(mean + (r << 2), centre);
    store<f32>(rstd + (r << 2), scale);
    const centres = f32x4.splat(centre);
    const scales = f32x4.splat(scale);
    const rests = f32x4.splat((((centre as f64) - wide) as f32) * scale); // what the float mean has too much
    for (let c = 0; c < cols; c += 4) {
      const at = c << 2;
      const normal = madd(f32x4.sub(v128.load(row + at), centres), scales, rests);
      const gain = weight ? v128.load(weight + at) : one;
      const shifts = bias ? v128.load(bias + at) : zero;
      storeUpTo(to + at, madd(normal, gain, shifts), cols - c);
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
    let total = f64x2.splat(0);
    let totalProduct = total;
    for (let c = 0; c < cols; ) {
      let sums = f32x4.splat(0);
      let products = sums;
      const stop = min(cols, c + blockOfSum);
      for (; c < stop; c += 4) {
        const at = c << 2;
        const gain = weight ? v128.load(weight + at) : one;
        const g = keepFirst(f32x4.mul(v128.load(dy + row + at), gain), cols - c);
        const n = f32x4.mul(f32x4.sub(v128.load(x + row + at), centres), scales);
        sums = f32x4.add(sums, g);
        products = f32x4.add(products, keepFirst(f32x4.mul(g, n), cols - c));
      }
      total = addWide(total, sums);
      totalProduct = addWide(totalProduct, products);
    }
    const average = f32x4.splat((sumPair(total) / cols) as f32);
    const averageProduct = f32x4.splat((sumPair(totalProduct) / cols) as f32);
    for (let c = 0; c < cols; c += 4) {
      const at = c << 2;
      const gain = weight ? v128.load(weight + at) : one;
      const g = f32x4.sub(f32x4.mul(v128.load(dy + row + at), gain), average);
      const n = f32x4.mul(f32x4.sub(v128.load(x + row + at), centres), scales);
      storeUpTo(dx + row + at, f32x4.mul(scales, f32x4.sub(g, f32x4.mul(n, averageProduct))), cols - c);
    }
  }
}

/**
 * dweight = sum over rows of dy n, dbias = sum over rows of dy, for columns [begin, end), four at a time: in blocks of rows whose
 * cache lines stay near for the next four, with the sums so far in the scratch area.
 */
export function layerNormBackwardWeight(
  x: usize,
  mean: usize,
  rstd: usize,
  dy: usize,
  dweight: usize,
  dbias: usize,
  rows: i32,
  cols: i32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  const block = end - begin > mostColumns ? max(rows, 1) : 64;
  let first = 0;
  do {
    const last = min(rows, first + block);
    let sums = scratch;
    for (let c = begin; c < end; c += 4) {
      let low = f64x2.splat(0);
      let high = low;
      let lowProduct = low;
      let highProduct = low;
      if (first) {
        low = v128.load(sums);
        high = v128.load(sums, 16);
        lowProduct = v128.load(sums, 32);
        highProduct = v128.load(sums, 48);
      }
      for (let r = first; r < last; r++) {
        const at = (r * cols + c) << 2;
        const offset = f32x4.sub(v128.load(x + at), v128.load32_splat(mean + (r << 2)));
        const g = v128.load(dy + at);
        const product = f32x4.mul(g, f32x4.mul(offset, v128.load32_splat(rstd + (r << 2))));
        low = f64x2.add(low, promoteLow(g));
        high = f64x2.add(high, promoteHigh(g));
        lowProduct = f64x2.add(lowProduct, promoteLow(product));
        highProduct = f64x2.add(highProduct, promoteHigh(product));
      }
      if (last < rows) {
        v128.store(sums, low);
        v128.store(sums, high, 16);
        v128.store(sums, lowProduct, 32);
        v128.store(sums, highProduct, 48);
      } else {
        storeUpTo(dweight + (c << 2), narrow(lowProduct, highProduct), end - c);
        if (dbias) storeUpTo(dbias + (c << 2), narrow(low, high), end - c);
      }
      sums += 64;
    }
    first += block;
  } while (first < rows);
}

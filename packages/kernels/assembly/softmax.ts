import { nmadd } from "./lanes/arithmetic";
import { expNegative } from "./lanes/exp";
import { storeUpTo } from "./lanes/memory";
import { expRow, largestOfRow, logSumExpRow, scaleRow } from "./parts/row-exp";
import { dotRow, sumRow } from "./parts/row-sums";

/** y = exp(x - max x) / sum exp(x - max x) by rows. */
export function softmax(x: usize, y: usize, cols: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) {
    const at = (r * cols) << 2;
    const total = expRow(x + at, y + at, cols, largestOfRow(x + at, cols));
    scaleRow(y + at, cols, (1.0 / total) as f32);
  }
}

/** y = x - log sum exp x by rows. */
export function logSoftmax(x: usize, y: usize, cols: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) {
    const at = (r * cols) << 2;
    const wide = logSumExpRow(x + at, cols);
    const high = f32x4.splat(wide as f32);
    const rest = (wide - (wide as f32 as f64)) as f32; // so that far from zero no digit is lost; NaN for infinities
    const low = f32x4.splat(rest === rest ? rest : 0);
    for (let c = 0; c < cols; c += 4) {
      const here = at + (c << 2);
      storeUpTo(y + here, f32x4.sub(f32x4.sub(v128.load(x + here), high), low), cols - c);
    }
  }
}

/** dx = y (dy - sum y dy) by rows. */
export function softmaxBackward(y: usize, dy: usize, dx: usize, cols: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) {
    const at = (r * cols) << 2;
    const mean = f32x4.splat(dotRow(y + at, dy + at, cols) as f32);
    for (let c = 0; c < cols; c += 4) {
      const here = at + (c << 2);
      storeUpTo(dx + here, f32x4.mul(v128.load(y + here), f32x4.sub(v128.load(dy + here), mean)), cols - c);
    }
  }
}

/** dx = dy - exp(y) sum dy by rows. */
export function logSoftmaxBackward(y: usize, dy: usize, dx: usize, cols: i32, begin: i32, end: i32): void {
  for (let r = begin; r < end; r++) {
    const at = (r * cols) << 2;
    const total = f32x4.splat(sumRow(dy + at, cols) as f32);
    for (let c = 0; c < cols; c += 4) {
      const here = at + (c << 2);
      storeUpTo(dx + here, nmadd(expNegative(v128.load(y + here)), total, v128.load(dy + here)), cols - c);
    }
  }
}

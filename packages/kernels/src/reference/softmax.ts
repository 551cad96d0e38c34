import * as math from "../math/index.js";
import { rowDot, rowLogSumExp, rowMax } from "./row-statistics.js";
import type { Floats } from "./types.js";

/**
 * Softmax of each row: yⱼ = exp(xⱼ - max x) / Σₖ exp(xₖ - max x). A row of nothing but -inf gives NaN, as 0/0 is.
 *
 * Shapes: (rows, cols) -> (rows, cols)
 */
export function softmax(x: Floats, y: Floats, cols: number, begin: number, end: number): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    const largest = rowMax(x, first, cols);
    let total = 0;
    for (let c = 0; c < cols; c++) total += math.exp(x[first + c]! - largest);
    for (let c = 0; c < cols; c++) y[first + c] = math.exp(x[first + c]! - largest) / total;
  }
}

/**
 * Logarithm of the softmax of each row: yⱼ = xⱼ - ln Σₖ exp xₖ.
 *
 * Shapes: (rows, cols) -> (rows, cols)
 */
export function logSoftmax(x: Floats, y: Floats, cols: number, begin: number, end: number): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    const lse = rowLogSumExp(x, first, cols);
    for (let c = 0; c < cols; c++) y[first + c] = x[first + c]! - lse;
  }
}

/**
 * Gradient of `softmax` from its result: dxⱼ = yⱼ (dyⱼ - Σₖ dyₖ yₖ).
 *
 * Shapes: (rows, cols), (rows, cols) -> (rows, cols)
 */
export function softmaxBackward(y: Floats, dy: Floats, dx: Floats, cols: number, begin: number, end: number): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    const mean = rowDot(y, dy, first, cols); // of dy, weighted by y
    for (let c = 0; c < cols; c++) dx[first + c] = y[first + c]! * (dy[first + c]! - mean);
  }
}

/**
 * Gradient of `logSoftmax` from its result: dxⱼ = dyⱼ - exp(yⱼ) Σₖ dyₖ.
 *
 * Shapes: (rows, cols), (rows, cols) -> (rows, cols)
 */
export function logSoftmaxBackward(y: Floats, dy: Floats, dx: Floats, cols: number, begin: number, end: number): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    let total = 0;
    for (let c = 0; c < cols; c++) total += dy[first + c]!;
    for (let c = 0; c < cols; c++) dx[first + c] = dy[first + c]! - math.exp(y[first + c]!) * total;
  }
}

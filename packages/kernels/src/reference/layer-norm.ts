import type { Floats } from "./types.js";

/**
 * Normalises each row to mean 0 and variance 1, then scales and shifts by column: y = (x - mean) rstd weight + bias
 * with rstd = 1/√(variance + eps). The variance is taken around the mean in a second pass, so that rows far from
 * zero keep their digits. `mean` and `rstd` hold one number a row, for the gradient.
 *
 * Shapes: (rows, cols), (cols), (cols) -> (rows, cols), (rows), (rows)
 * Source: Ba, Kiros & Hinton 2016, arXiv:1607.06450, equation 3.
 */
export function layerNorm(
  x: Floats,
  weight: Floats | null,
  bias: Floats | null,
  y: Floats,
  mean: Floats,
  rstd: Floats,
  cols: number,
  eps: number,
  begin: number,
  end: number,
): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    let total = 0;
    for (let c = 0; c < cols; c++) total += x[first + c]!;
    const centre = total / cols;
    let squares = 0;
    for (let c = 0; c < cols; c++) squares += (x[first + c]! - centre) * (x[first + c]! - centre);
    const scale = 1 / Math.sqrt(squares / cols + eps);
    for (let c = 0; c < cols; c++) {
      const normal = (x[first + c]! - centre) * scale;
      y[first + c] = normal * (weight ? weight[c]! : 1) + (bias ? bias[c]! : 0);
    }
    mean[r] = centre;
    rstd[r] = scale;
  }
}

/**
 * Gradient of `layerNorm` with respect to x: with n = (x - mean) rstd and g = dy weight,
 * dx = rstd (g - average(g) - n average(g n)).
 *
 * Shapes: (rows, cols), (cols), (rows), (rows), (rows, cols) -> (rows, cols)
 */
export function layerNormBackward(
  x: Floats,
  weight: Floats | null,
  mean: Floats,
  rstd: Floats,
  dy: Floats,
  dx: Floats,
  cols: number,
  begin: number,
  end: number,
): void {
  for (let r = begin; r < end; r++) {
    const first = r * cols;
    const centre = mean[r]!;
    const scale = rstd[r]!;
    let sum = 0; // of g
    let product = 0; // of g n
    for (let c = 0; c < cols; c++) {
      const g = dy[first + c]! * (weight ? weight[c]! : 1);
      sum += g;
      product += g * (x[first + c]! - centre) * scale;
    }
    for (let c = 0; c < cols; c++) {
      const g = dy[first + c]! * (weight ? weight[c]! : 1);
      const n = (x[first + c]! - centre) * scale;
      dx[first + c] = scale * (g - sum / cols - (n * product) / cols);
    }
  }
}

/**
 * Gradient of `layerNorm` with respect to weight and bias, for the columns [begin, end):
 * dweight = Σᵣ dy (x - mean) rstd, dbias = Σᵣ dy.
 *
 * Shapes: (rows, cols), (rows), (rows), (rows, cols) -> (cols), (cols)
 */
export function layerNormBackwardWeight(
  x: Floats,
  mean: Floats,
  rstd: Floats,
  dy: Floats,
  dweight: Floats,
  dbias: Floats | null,
  rows: number,
  cols: number,
  begin: number,
  end: number,
): void {
  for (let c = begin; c < end; c++) {
    let weightSum = 0;
    let biasSum = 0;
    for (let r = 0, at = c; r < rows; r++, at += cols) {
      weightSum += dy[at]! * (x[at]! - mean[r]!) * rstd[r]!;
      biasSum += dy[at]!;
    }
    dweight[c] = weightSum;
    if (dbias) dbias[c] = biasSum;
  }
}

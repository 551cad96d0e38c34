import { Binary, binary } from "./lanes/binary";

/** y = a + b. */
export function add(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Add, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = a - b. */
export function sub(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Sub, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = a * b. */
export function mul(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Mul, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = a / b. */
export function div(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Div, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = a ^ b. */
export function pow(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Pow, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = the larger of a and b; NaN if either is. */
export function maximum(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Maximum, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = the smaller of a and b; NaN if either is. */
export function minimum(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.Minimum, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** The gradient of relu, given that of the result: y = a where the result b is positive, else 0. */
export function reluBackward(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.ReluBackward, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** The gradient of sigmoid, given that of the result: y = a b (1 - b) where b is the result. */
export function sigmoidBackward(
  a: usize,
  b: usize,
  y: usize,
  cols: i32,
  aRow: i32,
  aCol: i32,
  bRow: i32,
  bCol: i32,
  scalar: f32,
  scratch: usize,
  begin: i32,
  end: i32,
): void {
  binary(Binary.SigmoidBackward, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

import { Binary, binary } from "./lanes/binary";

/** y = 1 where a = b, else 0. */
export function equal(
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
  binary(Binary.Equal, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = 1 where a != b, else 0. */
export function notEqual(
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
  binary(Binary.NotEqual, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = 1 where a < b, else 0. What is greater is less the other way round. */
export function less(
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
  binary(Binary.Less, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

/** y = 1 where a <= b, else 0. */
export function lessEqual(
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
  binary(Binary.LessEqual, a, b, y, cols, aRow, aCol, bRow, bCol, scalar, scratch, begin, end);
}

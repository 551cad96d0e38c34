/*
 * Rows of int8, each with a scale of its own: value = scale * integer, integers from -127 to 127.
 */

const tiny: f32 = 1e-30; // what is below counts as 0: it has no reciprocal

/**
 * Rounds the rows [begin, end) of x, (rows, cols) with strides in elements, to the nearest such values, ties to even. A row that is
 * not finite gets a scale that is not.
 */
export function quantizeRows(
  x: usize,
  y: usize,
  scale: usize,
  cols: i32,
  xRow: i32,
  xCol: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const from = x + ((r * xRow) << 2);
    let largest: f32 = 0;
    for (let c = 0; c < cols; c++) largest = max<f32>(largest, abs<f32>(load<f32>(from + ((c * xCol) << 2))));
    store<f32>(scale + (r << 2), largest / 127);
    const factor: f32 = largest > tiny ? 127 / largest : 0;
    const to = y + r * cols;
    for (let c = 0; c < cols; c++) {
      store<i8>(to + c, i32(nearest<f32>(load<f32>(from + ((c * xCol) << 2)) * factor)) as i8);
    }
  }
}

/** y[r] = scale[index[r]] table[index[r]] for the rows [begin, end). */
export function takeQuantizedRows(
  table: usize,
  scale: usize,
  index: usize,
  y: usize,
  cols: i32,
  begin: i32,
  end: i32,
): void {
  for (let r = begin; r < end; r++) {
    const i = load<i32>(index + (r << 2));
    const from = table + i * cols;
    const to = y + ((r * cols) << 2);
    const factor = load<f32>(scale + (i << 2));
    for (let c = 0; c < cols; c++) store<f32>(to + (c << 2), factor * (load<i8>(from + c) as f32));
  }
}

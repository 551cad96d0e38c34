import { storeSquare, storeUpTo } from "./lanes/memory";

/** y[i0 y0 + i1 y1 + i2 y2 + i3 y3] = x[i0 x0 + i1 x1 + i2 x2 + i3 x3], of 4-byte elements, for i0 in [begin, end). */
export function copy32(
  x: usize,
  y: usize,
  _d0: i32,
  d1: i32,
  d2: i32,
  d3: i32,
  x0: i32,
  x1: i32,
  x2: i32,
  x3: i32,
  y0: i32,
  y1: i32,
  y2: i32,
  y3: i32,
  begin: i32,
  end: i32,
): void {
  for (let i0 = begin; i0 < end; i0++) {
    for (let i1 = 0; i1 < d1; i1++) {
      const from = x + ((i0 * x0 + i1 * x1) << 2);
      const to = y + ((i0 * y0 + i1 * y1) << 2);
      if (x3 === 1 && y3 === 1) {
        for (let i2 = 0; i2 < d2; i2++) copyRow(from + ((i2 * x2) << 2), to + ((i2 * y2) << 2), d3);
      } else copyPlane(from, to, d2, d3, x2 << 2, x3 << 2, y2 << 2, y3 << 2);
    }
  }
}

function copyRow(from: usize, to: usize, count: i32): void {
  for (let c = 0; c < count; c += 4) storeUpTo(to + (c << 2), v128.load(from + (c << 2)), count - c);
}

/** A plane with any strides, in squares of 16 so that a transposition reuses the cache lines that it reads. */
function copyPlane(from: usize, to: usize, d2: i32, d3: i32, x2: i32, x3: i32, y2: i32, y3: i32): void {
  const whole = x2 === 4 && y3 === 4 ? ~3 : 0; // a transposition: squares of four by shuffles, as far as they go
  for (let top = 0; top < d2; top += 16) {
    const height = min(16, d2 - top);
    for (let left = 0; left < d3; left += 16) {
      const width = min(16, d3 - left);
      const source = from + top * x2 + left * x3;
      const target = to + top * y2 + left * y3;
      const rows = height & whole;
      const cols = width & whole;
      for (let i2 = 0; i2 < rows; i2 += 4) {
        for (let i3 = 0; i3 < cols; i3 += 4) {
          const at = source + (i2 << 2) + i3 * x3;
          const rest = at + 2 * x3;
          const to4 = target + i2 * y2 + (i3 << 2);
          storeSquare(to4, y2, v128.load(at), v128.load(at + x3), v128.load(rest), v128.load(rest + x3));
        }
      }
      copySquare(source + cols * x3, target + cols * y3, rows, width - cols, x2, x3, y2, y3);
      copySquare(source + rows * x2, target + rows * y2, height - rows, width, x2, x3, y2, y3);
    }
  }
}

function copySquare(from: usize, to: usize, d2: i32, d3: i32, x2: i32, x3: i32, y2: i32, y3: i32): void {
  for (let i2 = 0; i2 < d2; i2++) {
    let source = from + i2 * x2;
    let target = to + i2 * y2;
    for (let i3 = 0; i3 < d3; i3++) {
      store<u32>(target, load<u32>(source));
      source += x3;
      target += y3;
    }
  }
}

/** The same for bytes. */
export function copy8(
  x: usize,
  y: usize,
  _d0: i32,
  d1: i32,
  d2: i32,
  d3: i32,
  x0: i32,
  x1: i32,
  x2: i32,
  x3: i32,
  y0: i32,
  y1: i32,
  y2: i32,
  y3: i32,
  begin: i32,
  end: i32,
): void {
  for (let i0 = begin; i0 < end; i0++) {
    for (let i1 = 0; i1 < d1; i1++) {
      for (let i2 = 0; i2 < d2; i2++) {
        let from = x + i0 * x0 + i1 * x1 + i2 * x2;
        let to = y + i0 * y0 + i1 * y1 + i2 * y2;
        for (let i3 = 0; i3 < d3; i3++) {
          store<u8>(to, load<u8>(from));
          from += x3;
          to += y3;
        }
      }
    }
  }
}

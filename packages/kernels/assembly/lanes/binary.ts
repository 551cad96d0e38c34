import { powScalar } from "../scalar/logarithm";
import { storeUpTo } from "./memory";

export enum Binary {
  Add,
  Sub,
  Mul,
  Div,
  Pow,
  Maximum,
  Minimum,
  ReluBackward,
  SigmoidBackward,
  Equal, // the comparisons, which write bytes, begin here
  NotEqual,
  Less,
  LessEqual,
}

/** a op b in four lanes. `op` is known where this is inlined. */
export function binaryLanes(op: i32, a: v128, b: v128): v128 {
  if (op === Binary.Add) return f32x4.add(a, b);
  if (op === Binary.Sub) return f32x4.sub(a, b);
  if (op === Binary.Mul) return f32x4.mul(a, b);
  if (op === Binary.Div) return f32x4.div(a, b);
  if (op === Binary.Pow) return powLanes(a, b);
  if (op === Binary.Maximum) return f32x4.max(a, b);
  if (op === Binary.Minimum) return f32x4.min(a, b);
  if (op === Binary.ReluBackward) return v128.and(a, f32x4.gt(b, f32x4.splat(0)));
  if (op === Binary.SigmoidBackward) return f32x4.mul(f32x4.mul(a, b), f32x4.sub(f32x4.splat(1), b));
  if (op === Binary.Equal) return f32x4.eq(a, b);
  if (op === Binary.NotEqual) return f32x4.ne(a, b);
  if (op === Binary.Less) return f32x4.lt(a, b);
  return f32x4.le(a, b);
}

export function powLanes(a: v128, b: v128): v128 {
  let y = f32x4.splat(powScalar(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0)));
  y = f32x4.replace_lane(y, 1, powScalar(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1)));
  y = f32x4.replace_lane(y, 2, powScalar(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2)));
  return f32x4.replace_lane(y, 3, powScalar(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3)));
}

/**
 * y[r*cols + c] = a[r*aRow + c*aCol] op b[r*bRow + c*bCol] for the elements [begin, end). An element that a row repeats
 * (column stride 0) is spread into the scratch area and read again and again, so that one loop serves all. An absent
 * operand is the scalar, with strides of 0.
 */
export function binary(
  op: i32,
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
  if (cols === 1) {
    // one long row, where its strides allow
    if ((aRow | bRow) >>> 0 <= 1) {
      aCol = aRow;
      bCol = bRow;
      aRow = bRow = 0;
      cols = max(end, 1);
    }
  } else if (continues(aRow, aCol, cols) && continues(bRow, bCol, cols)) cols = max(end, 1);
  const aStep = aCol << 4;
  const bStep = bCol << 4;
  let r = begin / cols;
  let c = begin - r * cols;
  for (let i = begin; i < end; r++, c = 0) {
    const stop = min(end, i + cols - c);
    let ai = a + ((r * aRow + c * aCol) << 2);
    let bi = b + ((r * bRow + c * bCol) << 2);
    if (!aCol) {
      v128.store(scratch, a ? v128.load32_splat(ai) : f32x4.splat(scalar));
      ai = scratch;
    }
    if (!bCol) {
      v128.store(scratch, b ? v128.load32_splat(bi) : f32x4.splat(scalar), 16);
      bi = scratch + 16;
    }
    if (op !== Binary.Pow) {
      for (; i + 8 <= stop; i += 8) {
        put(op, y, i, binaryLanes(op, v128.load(ai), v128.load(bi)), 4);
        put(op, y, i + 4, binaryLanes(op, v128.load(ai + aStep), v128.load(bi + bStep)), 4);
        ai += aStep << 1;
        bi += bStep << 1;
      }
    }
    for (; i < stop; i += 4) {
      put(op, y, i, binaryLanes(op, v128.load(ai), v128.load(bi)), stop - i);
      ai += aStep;
      bi += bStep;
    }
    i = stop;
  }
}

/** Whether row r + 1 goes on where row r ends, so that all rows are one. */
export function continues(row: i32, col: i32, cols: i32): bool {
  return row === cols * col;
}

/** Stores four results, or the first `count` where those are fewer. */
export function put(op: i32, y: usize, i: i32, value: v128, count: i32): void {
  if (op < Binary.Equal) storeUpTo(y + (i << 2), value, count);
  else {
    const bytes = bytesOf(value);
    if (count >= 4) store<u32>(y + i, bytes);
    else {
      store<u8>(y + i, bytes);
      if (count > 1) store<u8>(y + i, bytes >> 8, 1);
      if (count > 2) store<u8>(y + i, bytes >> 16, 2);
    }
  }
}

/** A mask of four lanes as four bytes of 0 or 1. */
export function bytesOf(mask: v128): u32 {
  return (
    i32x4.extract_lane(i8x16.shuffle(mask, mask, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12, 0, 4, 8, 12), 0) & 0x01010101
  );
}

import { geluTanhLanes, sigmoidLanes, tanhLanes } from "./activation";
import { constant, select } from "./arithmetic";
import { expLanes } from "./exp";
import { erfLanes, geluLanes } from "./gauss";
import { logLanes } from "./log";
import { storeUpTo } from "./memory";

export enum Unary {
  Neg,
  Abs,
  Sign,
  Square,
  Relu, // the cheap ones end here
  Sqrt,
  Rsqrt,
  Exp,
  Log,
  Tanh,
  Sigmoid,
  Erf,
  Gelu,
  GeluTanh,
  Silu,
  Floor,
}

const table = memory.data<f32>([1.0, -0.0]);

/** f(x) in four lanes. `op` is known where this is inlined, so that only its line remains. */
export function unaryLanes(op: i32, x: v128): v128 {
  const one = constant(table, 0);
  if (op === Unary.Neg) return f32x4.neg(x);
  if (op === Unary.Abs) return f32x4.abs(x);
  if (op === Unary.Sign) {
    const sized = v128.or(v128.and(x, constant(table, 1)), one);
    return select(f32x4.gt(f32x4.abs(x), f32x4.sub(one, one)), sized, x);
  }
  if (op === Unary.Square) return f32x4.mul(x, x);
  if (op === Unary.Sqrt) return f32x4.sqrt(x);
  if (op === Unary.Rsqrt) return f32x4.div(one, f32x4.sqrt(x));
  if (op === Unary.Exp) return expLanes(x);
  if (op === Unary.Log) return logLanes(x);
  if (op === Unary.Tanh) return tanhLanes(x);
  if (op === Unary.Sigmoid) return sigmoidLanes(x);
  if (op === Unary.Relu) return f32x4.pmax(x, f32x4.sub(one, one)); // NaN passes
  if (op === Unary.Erf) return erfLanes(x);
  if (op === Unary.Gelu) return geluLanes(x);
  if (op === Unary.GeluTanh) return geluTanhLanes(x);
  if (op === Unary.Silu) return f32x4.mul(x, sigmoidLanes(x));
  return f32x4.floor(x);
}

/** y = f(x) for the elements [begin, end). The last load may read past the end; the last store does not write there. */
export function unary(op: i32, x: usize, y: usize, begin: i32, end: i32): void {
  const distance = y - x;
  const last = x + (end << 2);
  let at = x + (begin << 2);
  if (op <= Unary.Relu) {
    // so cheap that going round the loop would cost as much
    for (; at + 32 <= last; at += 32) {
      v128.store(at + distance, unaryLanes(op, v128.load(at)));
      v128.store(at + distance, unaryLanes(op, v128.load(at, 16)), 16);
    }
  }
  for (; at < last; at += 16) {
    storeUpTo(at + distance, unaryLanes(op, v128.load(at)), ((last - at) as i32) >> 2);
  }
}

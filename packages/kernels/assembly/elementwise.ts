import { loadPart, storePart } from "./lanes/memory";

export function neg(x: usize, y: usize, begin: i32, end: i32): void {
  let i = begin;
  for (; i < end - 3; i += 4) v128.store(y + (i << 2), f32x4.neg(v128.load(x + (i << 2))));
  if (i < end) storePart(y + (i << 2), f32x4.neg(loadPart(x + (i << 2), end - i)), end - i);
}

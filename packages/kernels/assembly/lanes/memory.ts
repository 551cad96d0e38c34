/** Loads and stores of the last one to three floats of a row, so that nothing past the row is touched. */

/** The first `count` (1 to 3) floats at `address`, zeros after them. */
export function loadPart(address: usize, count: i32): v128 {
  let part = v128.load32_zero(address);
  if (count > 1) part = v128.load_lane<u32>(address, part, 1, 4);
  if (count > 2) part = v128.load_lane<u32>(address, part, 2, 8);
  return part;
}

export function storePart(address: usize, part: v128, count: i32): void {
  v128.store_lane<u32>(address, part, 0);
  if (count > 1) v128.store_lane<u32>(address, part, 1, 4);
  if (count > 2) v128.store_lane<u32>(address, part, 2, 8);
}

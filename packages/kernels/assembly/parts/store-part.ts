/** Stores the first one to three lanes. */
export function storeFew(address: usize, part: v128, count: i32): void {
  v128.store_lane<u32>(address, part, 0);
  if (count > 1) v128.store_lane<u32>(address, part, 1, 4);
  if (count > 2) v128.store_lane<u32>(address, part, 2, 8);
}

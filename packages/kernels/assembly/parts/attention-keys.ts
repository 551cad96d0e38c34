/** The widest head, D. */
export const mostWidth: i32 = 4096;

/** How many of the keys [first, first + keys) query i sees: those up to i + offset, or all where offset >= Tk. */
export function visibleKeys(i: i32, Tk: i32, offset: i32, first: i32, keys: i32): i32 {
  const seen = offset >= Tk ? Tk : min(Tk, i + offset + 1);
  return max(0, min(keys, seen - first));
}

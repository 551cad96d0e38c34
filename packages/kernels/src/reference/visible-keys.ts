/** How many keys query i sees: those with j <= i + offset and j < Tk. */
export function visibleKeys(i: number, Tk: number, offset: number): number {
  return offset >= Tk ? Tk : Math.max(0, Math.min(Tk, i + offset + 1));
}

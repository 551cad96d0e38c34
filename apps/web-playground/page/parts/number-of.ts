/** A number of the address, brought within its bounds; `otherwise` where there is none. */
export function numberOf(
  text: string | undefined,
  otherwise: number,
  {
    least = Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
  }: { readonly least?: number; readonly most?: number } = {},
): number {
  const value = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(value) ? Math.min(most, Math.max(least, value)) : otherwise;
}

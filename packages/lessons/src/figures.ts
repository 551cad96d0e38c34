/** A number with so many decimals, and a minus sign that is as wide as a plus. */
export function fixed(value: number, decimals: number): string {
  const text = value.toFixed(decimals);
  return (Number(text) === 0 ? text.replace("-", "") : text).replace("-", "−");
}

/** A whole number as it is read: 1,000,000. */
export function grouped(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ",");
}

/** The smallest and the largest. A call takes some 100,000 arguments, so that Math.min(...values) fails for a long table. */
export function extent(values: readonly number[]): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}

/** A number of a matrix as it is read: so many decimals, a wide minus sign, −∞. */
export function cellText(value: number, decimals: number): string {
  if (Number.isFinite(value)) return fixed(value, decimals);
  return Number.isNaN(value) ? "NaN" : value < 0 ? "−∞" : "∞";
}

/** How strong each number is beside the largest of its matrix, from -1 to 1; 0 for what is not finite. */
export function strengths(values: readonly (readonly number[])[]): number[][] {
  const finite = values.flat().filter(Number.isFinite);
  const [low, high] = extent(finite);
  const most = Math.max(-low, high);
  return values.map((row) => row.map((value) => (Number.isFinite(value) && most > 0 ? value / most : 0)));
}

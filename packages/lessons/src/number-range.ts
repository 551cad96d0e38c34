import type { NumberOption } from "./option.js";

/** Whether an option may have this value. */
export function isInRange({ kind, least, most, above }: NumberOption, value: number): boolean {
  if (!Number.isFinite(value) || (kind === "integer" && !Number.isSafeInteger(value))) return false;
  return !(value < (least ?? value) || value > (most ?? value) || value <= (above ?? Number.NEGATIVE_INFINITY));
}

/** "a whole number from 1 to 5". */
export function rangeOf({ kind, least, most, above }: NumberOption): string {
  const what = kind === "integer" ? "a whole number" : "a number";
  if (above !== undefined) return `${what} above ${above}${most === undefined ? "" : ` and at most ${most}`}`;
  if (least !== undefined && most !== undefined) return `${what} from ${least} to ${most}`;
  if (least !== undefined) return `${what} of ${least} or more`;
  return most === undefined ? what : `${what} of ${most} or less`;
}

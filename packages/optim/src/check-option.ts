import { ValueError } from "@cairn-ml/tensor";

/** Throws: ValueError unless the option is a finite number that is at least 0 and, if a bound is given, below it. */
export function checkOption(op: string, name: string, value: number, below: number = Number.POSITIVE_INFINITY): void {
  if (value >= 0 && value < below) return;
  throw new ValueError(op, `${name} is out of range.`, {
    given: `${name} ${value}`,
    expected: below === Number.POSITIVE_INFINITY ? "a number from 0 up" : `a number from 0 up, below ${below}`,
  });
}

/** Throws: ValueError unless the number is an integer from 0 up. */
export function checkCount(op: string, name: string, value: number): void {
  if (Number.isSafeInteger(value) && value >= 0) return;
  throw new ValueError(op, `${name} is not a count.`, {
    given: `${name} ${value}`,
    expected: "an integer from 0 up",
  });
}

import { ValueError } from "@cairn-ml/tensor";

/**
 * The classes that occur in y, rising.
 *
 * Throws: ValueError for a single one.
 */
export function classesOf(op: string, y: ArrayLike<number>): number[] {
  const classes = [...new Set(Array.from(y))].sort((a, b) => a - b);
  if (classes.length > 1) return classes;
  throw new ValueError(op, "y has one class only: there is nothing to tell apart.", {
    given: `${y.length} rows of class ${classes[0]}`,
    expected: "two classes or more",
  });
}

/** For each value its place among the classes. */
export function indicesOf(y: ArrayLike<number>, classes: readonly number[]): Int32Array<ArrayBuffer> {
  const places = new Map(classes.map((value, i) => [value, i]));
  return Int32Array.from(y, (value) => places.get(value)!);
}

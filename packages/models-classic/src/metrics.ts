import { ShapeError, ValueError } from "@cairn-ml/tensor";

/** The share of predictions that are right. Throws: ShapeError unless there are as many as labels, ValueError for none. */
export function accuracy(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPairs("accuracy", actual, predicted);
  let right = 0;
  for (let i = 0; i < actual.length; i++) if (actual[i] === predicted[i]) right++;
  return right / actual.length;
}

/**
 * `matrix[i][j]`: how often class i was taken for class j.
 *
 * Throws: ShapeError unless there are as many predictions as labels; ValueError for none, and for a label that is no class.
 */
export function confusionMatrix(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  classes: readonly number[],
): number[][] {
  checkPairs("confusionMatrix", actual, predicted);
  const places = new Map(classes.map((value, i) => [value, i]));
  const place = (value: number) => {
    const found = places.get(value);
    if (found !== undefined) return found;
    throw new ValueError("confusionMatrix", "a label is no class.", {
      given: String(value),
      expected: classes.join(", "),
    });
  };
  const matrix = classes.map(() => new Array<number>(classes.length).fill(0));
  for (let i = 0; i < actual.length; i++) matrix[place(actual[i]!)]![place(predicted[i]!)]!++;
  return matrix;
}

function checkPairs(op: string, actual: ArrayLike<number>, predicted: ArrayLike<number>): void {
  if (actual.length !== predicted.length) {
    throw new ShapeError(op, "there are not as many predictions as labels.", {
      given: `${actual.length} labels, ${predicted.length} predictions`,
      expected: "a prediction for each label",
    });
  }
  if (actual.length === 0) throw new ValueError(op, "there are no predictions.", { given: "0", expected: "1 or more" });
}

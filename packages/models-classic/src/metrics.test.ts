import { describe, expect, it } from "vitest";
import { accuracy, confusionMatrix } from "./index.js";

describe("accuracy", () => {
  it("is the share that is right", () => {
    expect(accuracy([0, 1, 1, 2], [0, 1, 2, 2])).toBe(0.75);
  });

  it("wants a prediction for each label, and one at least", () => {
    expect(() => accuracy([0, 1], [0])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: accuracy: there are not as many predictions as labels.
        given:    2 labels, 1 predictions
        expected: a prediction for each label]
    `);
    expect(() => accuracy([], [])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: accuracy: there are no predictions.
        given:    0
        expected: 1 or more]
    `);
  });
});

describe("confusionMatrix", () => {
  it("counts [true][predicted]", () => {
    expect(confusionMatrix([1, 1, 1, 3, 3], [1, 3, 3, 3, 1], [1, 2, 3])).toEqual([
      [1, 0, 2],
      [0, 0, 0],
      [1, 0, 1],
    ]);
  });

  it("wants classes that are known", () => {
    expect(() => confusionMatrix([1], [4], [1, 2])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: confusionMatrix: a label is no class.
        given:    4
        expected: 1, 2]
    `);
  });
});

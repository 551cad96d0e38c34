import { init, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { LinearRegression, LogisticRegression, MLPClassifier, SoftmaxRegression } from "./index.js";

beforeAll(async () => {
  await init({ threads: 1 });
});

const X = [
  [1, 2],
  [3, 4],
  [5, 6],
];
const fit = (rows: number[][], y: number[], model = new LinearRegression({ steps: 1 })) => model.fit(rows, y);

describe("fit refuses", () => {
  it("no rows", async () => {
    await expect(fit([], [])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: LinearRegression.fit: X is empty.
        given:    (0, 0)
        expected: (N, D): a row of numbers for each example]
    `);
    await expect(fit([[], []], [1, 2])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: LinearRegression.fit: X is empty.
        given:    (2, 0)
        expected: (N, D): a row of numbers for each example]
    `);
    await expect(new LinearRegression().fit(tensor([1, 2]), [1, 2])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: LinearRegression.fit: X is no table.
        given:    (2,)
        expected: (N, D): a row of numbers for each example]
    `);
  });

  it("rows of different lengths", async () => {
    await expect(fit([[1, 2], [3]], [1, 2])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: LinearRegression.fit: row 2 of X has another length than the first.
        given:    1 numbers
        expected: 2 numbers]
    `);
  });

  it("X and y of different lengths", async () => {
    await expect(fit(X, [1, 2])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: LinearRegression.fit: X and y are of different lengths.
        given:    3 rows in X, 2 values in y
        expected: a value in y for each row in X]
    `);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("%s in X, naming the place", async (value) => {
    const rows = [...X.slice(0, 2), [5, value]];
    await expect(fit(rows, [1, 2, 3])).rejects.toThrow(`given:    ${value} in row 3, column 2`);
    await expect(new LinearRegression().fit(tensor(rows), [1, 2, 3])).rejects.toThrow("row 3, column 2");
  });

  it("NaN in X and in y, in full", async () => {
    await expect(fit([[1], [Number.NaN]], [1, 2])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: LinearRegression.fit: X has a number that is not finite.
        given:    NaN in row 2, column 1
        expected: numbers that are finite as float32
        fix:      leave the row out, or put a number there]
    `);
    await expect(fit(X, [1, 2, Number.NaN])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: LinearRegression.fit: y has a number that is not finite.
        given:    NaN in row 3
        expected: finite numbers
        fix:      leave the row out, or put a number there]
    `);
  });

  it("numbers that are too large for the device", async () => {
    await expect(fit([[1], [-1e39]], [1, 2])).rejects.toThrow("-Infinity in row 2, column 1");
    await expect(fit(X, [1, 1e39, 2])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: LinearRegression.fit: y has a number that is not finite.
        given:    Infinity in row 2, column 1
        expected: numbers that are finite as float32
        fix:      leave the row out, or put a number there]
    `);
  });

  it("NaN far down in a large table", async () => {
    const rows = Array.from({ length: 3000 }, () => new Float32Array(784));
    rows[2900]![783] = Number.NaN;
    await expect(new LinearRegression().fit(rows, new Float32Array(3000))).rejects.toThrow("row 2901, column 784");
  });

  it.each([LogisticRegression, SoftmaxRegression, MLPClassifier])("one class only: %o", async (Model) => {
    await expect(new Model().fit(X, [1, 1, 1])).rejects.toThrow("y has one class only");
  });

  it("one class, and more than two", async () => {
    await expect(new LogisticRegression().fit(X, [1, 1, 1])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: LogisticRegression.fit: y has one class only: there is nothing to tell apart.
        given:    3 rows of class 1
        expected: two classes or more]
    `);
    await expect(new LogisticRegression().fit(X, [1, 2, 3])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: LogisticRegression.fit: y has more than two classes.
        given:    3: 1, 2, 3
        expected: two classes, such as 0 and 1
        fix:      use SoftmaxRegression]
    `);
  });

  it("a beginning for another number of columns", async () => {
    const model = new LinearRegression({ initial: { coefficients: [1] } });
    await expect(model.fit(X, [1, 2, 3])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: initial: the coefficients are not as many as the columns of X.
        given:    1 coefficients
        expected: 2]
    `);
  });

  it("options that make no sense", async () => {
    const run = (options: object) => new MLPClassifier(options).fit(X, [0, 1, 0]);
    await expect(run({ steps: 3, epochs: 3 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: MLPClassifier.fit: both steps and epochs are given.
        given:    steps 3, epochs 3
        expected: one of them]
    `);
    await expect(run({ epochs: 0.5 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: MLPClassifier.fit: epochs is not a number of epochs.
        given:    0.5
        expected: an integer of 1 or more]
    `);
    await expect(run({ batchSize: 0 })).rejects.toThrow("batchSize");
    await expect(run({ steps: 0 })).rejects.toThrow("steps");
    await expect(run({ lr: -1 })).rejects.toThrow("lr");
    expect(() => new MLPClassifier({ hidden: [0] })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: MLPClassifier: hidden is not a list of widths.
        given:    [0]
        expected: the number of units of each hidden layer, such as [128, 64]]
    `);
    expect(() => new MLPClassifier({ dropout: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: MLPClassifier: dropout is not a share below 1.
        given:    1
        expected: 0 ≤ dropout < 1]
    `);
  });
});

describe("a fit that fails", () => {
  it("leaves the model as it was", async () => {
    const model = await fit(X, [1, 2, 3]);
    const before = model.predict(X);
    await expect(model.fit(X, [1, Number.NaN, 3])).rejects.toThrow("NaN in row 2");
    const store = () => Promise.reject(new Error("the disk is full"));
    await expect(model.fit(X, [4, 5, 6], { store })).rejects.toThrow("the disk is full");
    const onStep = () => {
      throw new Error("stop");
    };
    await expect(model.fit(X, [4, 5, 6], { callbacks: { onStep } })).rejects.toThrow("stop");
    expect(model.predict(X)).toEqual(before);
  });
});

describe("a prediction", () => {
  it("needs a model that was fitted", () => {
    expect(() => new LinearRegression().predict(X)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: LinearRegression.predict: the model has not been fitted.
        given:    a model without weights
        expected: one that has learned from examples
        fix:      call \`await model.fit(X, y)\` first]
    `);
    expect(() => new LogisticRegression().classes).toThrow("has not been fitted");
    expect(() => new MLPClassifier().config).toThrow("has not been fitted");
  });

  it("needs the columns that the model was fitted to, and numbers", async () => {
    const model = await fit(X, [1, 2, 3]);
    expect(() => model.predict([[1]])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: LinearRegression.predict: X has another number of columns than the model was fitted to.
        given:    1 columns
        expected: 2 columns]
    `);
    expect(() => model.predict([[1, Number.NaN]])).toThrow("NaN in row 1, column 2");
    expect(() => model.score(X, [1])).toThrow("different lengths");
  });
});

import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { init, math, tensor } from "@cairn-ml/tensor";
import { beforeEach, describe, expect, it } from "vitest";
import { LogisticRegression } from "./index.js";
import { logLoss } from "./log-loss.js";

beforeEach(async () => {
  await init({ device: "reference" });
});

const X = [[1], [2], [3], [4], [5], [6]];
const y = [0, 0, 1, 0, 1, 1];

describe("LogisticRegression", () => {
  it("does one step as worked by hand", async () => {
    // at zeros every p is ½: d/dw = mean(x (½ - y)) = (10.5 - 14) / 6, d/db = mean(½ - y) = 0
    const model = await new LogisticRegression({ lr: 6, steps: 1 }).fit(X, y);
    expect(model.coefficients[0]).toBeCloseTo(3.5, 12);
    expect(model.intercept).toBeCloseTo(0, 12);
    expect(model.result!.history[0]!.loss).toBeCloseTo(Math.LN2, 12);
  });

  it("finds the border", async () => {
    const model = await new LogisticRegression({ lr: 1, steps: 1000 }).fit(X, y);
    expect(-model.intercept / model.coefficients[0]!).toBeCloseTo(3.5, 6); // the data are symmetric about it
    expect(model.predict([[0], [3.4], [3.6], [9]])).toEqual([0, 0, 1, 1]);
    const [low, high] = model.predictProbabilities([[2], [5]]);
    expect(low! + high!).toBeCloseTo(1, 6);
    expect(model.score(X, y)).toBeCloseTo(4 / 6, 12);
  });

  it("takes any two values for classes, the larger as class 1", async () => {
    const named = y.map((value) => (value === 1 ? 7 : -2));
    const model = await new LogisticRegression({ lr: 0.5, steps: 500 }).fit(X, named);
    const plain = await new LogisticRegression({ lr: 0.5, steps: 500 }).fit(X, y);
    expect(model.classes).toEqual([-2, 7]);
    expect(model.predict([[0], [9]])).toEqual([-2, 7]);
    expect(model.coefficients).toEqual(plain.coefficients);
  });

  it("stays finite far out, on either device", async () => {
    for (const device of ["reference", "wasm"] as const) {
      await init({ device });
      const model = await new LogisticRegression({ lr: 1e-6, steps: 3, initial: { coefficients: [1] } }).fit(
        [[1000], [-1000], [1000], [-1000]],
        [1, 0, 0, 1],
        { logEvery: 1 },
      );
      expect(model.result!.history[0]!.loss).toBeCloseTo(500, 2); // two right for nothing, two wrong for 1000
      expect(model.predictProbabilities([[1000], [-1000]])).toEqual([1, 0]);
    }
  });

  it("has the loss and the slope of -y ln p - (1 - y) ln(1 - p)", () => {
    for (const z of [-30, -2, -1e-9, 0, 1e-9, 0.5, 30]) {
      for (const label of [0, 1]) {
        const logit = new Parameter(tensor([[z]]));
        const { value, grads } = valueAndGrad([logit], () => logLoss(logit, tensor([[label]])));
        const p = 1 / (1 + math.exp(-z));
        const wrong = label === 1 ? math.log(1 + math.exp(-z)) : math.log(1 + math.exp(z));
        expect(value.item()).toBeCloseTo(wrong, 10);
        expect(grads[0]!.item()).toBeCloseTo(p - label, 10);
      }
    }
  });
});

import { init, normal, Rng, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { MLPClassifier, MLPRegressor, SoftmaxRegression } from "./index.js";

beforeAll(async () => {
  await init({ threads: 1 });
});

/** Three clouds around (0, 0), (4, 0) and (0, 4), as classes 2, 3 and 5. */
function clouds(count: number): { X: number[][]; y: number[] } {
  const noise = normal(new Rng(1), [count, 2]).toArray() as [number, number][];
  const y = noise.map((_, i) => [2, 3, 5][i % 3]!);
  return { X: noise.map(([a, b], i) => [a + (i % 3 === 1 ? 4 : 0), b + (i % 3 === 2 ? 4 : 0)]), y };
}

describe.each([
  ["SoftmaxRegression", () => new SoftmaxRegression({ lr: 0.5, steps: 300 })],
  ["SoftmaxRegression in batches", () => new SoftmaxRegression({ lr: 0.1, epochs: 20, batchSize: 16 })],
  ["MLPClassifier", () => new MLPClassifier({ hidden: [16], lr: 0.01, epochs: 20, batchSize: 16 })],
  [
    "MLPClassifier with everything",
    () =>
      new MLPClassifier({
        hidden: [32, 16],
        dropout: 0.1,
        weightDecay: 0.01,
        schedule: "cosine",
        lr: 0.01,
        epochs: 20,
        batchSize: 16,
      }),
  ],
])("%s", (_, make) => {
  it("tells three classes apart", async () => {
    const { X, y } = clouds(150);
    const model = await make().fit(X, y);
    expect(model.classes).toEqual([2, 3, 5]);
    expect(model.score(X, y)).toBeGreaterThan(0.93);
    expect(
      model.predict([
        [-1, -1],
        [6, 0],
        [0, 6],
      ]),
    ).toEqual([2, 3, 5]);
    const [shares] = model.predictProbabilities([[1, 1]]);
    const [logits] = model.predictLogits([[1, 1]]);
    expect(shares!.reduce((sum, share) => sum + share)).toBeCloseTo(1, 5);
    expect(shares![0]! / shares![1]!).toBeCloseTo(Math.exp(logits![0]! - logits![1]!), 2);
  });

  it("gives the same numbers again, from a tensor too", async () => {
    const { X, y } = clouds(30);
    const [first, second] = [await make().fit(X, y), await make().fit(tensor(X), y)];
    expect(second.predictLogits(X)).toEqual(first.predictLogits(X));
  });
});

describe("MLPClassifier", () => {
  it("learns XOR", async () => {
    const X = [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ];
    const model = await new MLPClassifier({ hidden: [8], lr: 0.03, steps: 500 }).fit(X, [0, 1, 1, 0]);
    expect(model.predict(X)).toEqual([0, 1, 1, 0]);
    const other = await new MLPClassifier({ hidden: [8], lr: 0.03, steps: 500, seed: 1 }).fit(X, [0, 1, 1, 0]);
    expect(other.predictLogits(X)).not.toEqual(model.predictLogits(X));
  });

  it("has 109,386 parameters for digits", async () => {
    const X = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((i) => Array.from({ length: 784 }, (_, j) => (j % 10 === i ? 1 : 0)));
    const model = new MLPClassifier({ steps: 1, batchSize: 10 });
    await model.fit(X, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(model.parameters).toBe(109_386);
  });
});

describe("MLPRegressor", () => {
  it("follows a curve the closer, the more units it has", async () => {
    const X = Array.from({ length: 41 }, (_, i) => [i / 20 - 1]);
    const y = X.map(([x]) => x! * x!);
    const losses: number[] = [];
    for (const units of [1, 8]) {
      const model = await new MLPRegressor({ hidden: [units], lr: 0.02, steps: 1000, batchSize: 41 }).fit(X, y);
      losses.push(1 - model.score(X, y));
    }
    expect(losses[1]! < losses[0]! / 10).toBe(true);
  });
});

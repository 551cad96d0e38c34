import { init, memory, tensor } from "@cairn-ml/tensor";
import { beforeEach, describe, expect, it } from "vitest";
import { LinearRegression } from "./index.js";

beforeEach(async () => {
  await init({ device: "reference" });
});

const X = [[1], [2], [3], [4]];
const y = [3, 5, 7, 9]; // 2 x + 1

describe("LinearRegression", () => {
  it("does one step as worked by hand", async () => {
    // errors -3, -5, -7, -9 of zeros; d/dw = 2 · mean(x e) = -35, d/db = 2 · mean(e) = -12
    const model = await new LinearRegression({ lr: 0.01, steps: 1 }).fit(X, y);
    expect(model.coefficients[0]).toBeCloseTo(0.35, 12);
    expect(model.intercept).toBeCloseTo(0.12, 12);
    expect(model.result!.history).toEqual([{ step: 1, loss: 41, lr: 0.01 }]);
  });

  it("finds the line, and predicts by it", async () => {
    const model = await new LinearRegression({ lr: 0.1, steps: 2000 }).fit(X, y);
    expect(model.coefficients[0]).toBeCloseTo(2, 6);
    expect(model.intercept).toBeCloseTo(1, 6);
    expect(model.predict([[10], [0]]).map((value) => Math.round(value * 1e6) / 1e6)).toEqual([21, 1]);
    expect(model.score(X, y)).toBeCloseTo(1, 9);
  });

  it("has a finite score where all values are the same", async () => {
    const model = await new LinearRegression({ steps: 1, lr: 1e-9, initial: { coefficients: [0], intercept: 2 } }).fit(
      X,
      y,
    );
    expect(model.score(X, [5, 5, 5, 5])).toBe(0);
    expect(model.score(X.slice(1), [0.1, 0.1, 0.1])).toBe(0); // whose mean is not 0.1
    const constant = await new LinearRegression({ steps: 1, initial: { coefficients: [0], intercept: 2 } }).fit(
      X,
      [2, 2, 2, 2],
    );
    expect(constant.score(X, [2, 2, 2, 2])).toBe(1);
  });

  it("begins where it is told", async () => {
    const initial = { coefficients: [2], intercept: 1 };
    const model = await new LinearRegression({ steps: 3, initial }).fit(X, y);
    expect([model.coefficients, model.intercept]).toEqual([[2], 1]);
  });

  it("holds nothing but its weights when it has learned, and leaves a tensor that it was given", async () => {
    const rows = Array.from({ length: 1000 }, (_, i) => [i / 1000, 1]);
    const values = rows.map(([x]) => x!);
    const table = tensor(rows);
    const before = memory().tensors;
    const models = [];
    for (let i = 0; i < 10; i++)
      models.push(await new LinearRegression({ steps: 2 }).fit(i % 2 ? rows : table, values));
    expect(memory().tensors - before).toBeLessThanOrEqual(10 * 2);
    expect(table.sum().item()).toBeCloseTo(1499.5, 6);
    expect(models[0]!.coefficients).toEqual(models[1]!.coefficients);
  });

  it("goes through the origin without an intercept", async () => {
    const model = await new LinearRegression({ lr: 0.05, steps: 500, fitIntercept: false }).fit(X, y);
    expect(model.intercept).toBe(0);
    expect(model.coefficients[0]).toBeCloseTo(70 / 30, 9); // Σ x y / Σ x²
  });

  it("takes tensors, batches and a falling rate", async () => {
    const options = { lr: 0.05, epochs: 300, batchSize: 3, schedule: "cosine", seed: 3 } as const;
    const model = await new LinearRegression(options).fit(tensor(X), tensor(y), { logEvery: 1 });
    expect(model.result!.step).toBe(600); // batches of 3 and 1
    const { history } = model.result!;
    expect([history[0]!.lr, history.at(-1)!.lr]).toEqual([0.05, expect.closeTo(0, 6)]);
    expect(model.coefficients[0]).toBeCloseTo(2, 2);
    const again = await new LinearRegression(options).fit(X, y);
    expect(again.coefficients).toEqual(model.coefficients);
  });

  it("can be read while it learns, and stops when asked", async () => {
    const seen: number[] = [];
    const stop = new AbortController();
    const model = new LinearRegression({ lr: 0.01, steps: 100 });
    const onPoint = () => {
      seen.push(model.coefficients[0]!);
      if (seen.length === 3) stop.abort();
    };
    await model.fit(X, y, { logEvery: 1, callbacks: { onPoint }, signal: stop.signal });
    expect(model.result).toMatchObject({ interrupted: true });
    expect(seen[0]).toBeCloseTo(0.35, 12);
    expect(seen[2]! > seen[1]! && seen[1]! > seen[0]!).toBe(true);
  });

  it("keeps its options, with the defaults of the others", () => {
    expect(new LinearRegression().options).toEqual({ lr: 0.1, steps: 1000 });
    expect(new LinearRegression({ epochs: 3 }).options).toEqual({ lr: 0.1, epochs: 3 });
  });
});

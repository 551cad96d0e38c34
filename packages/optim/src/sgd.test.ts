import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { expectClose, init, tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { SGD } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** By multiplying, as the closed forms are to be compared with. */
const power = (base: number, n: number) => new Array<number>(n).fill(base).reduce((a, b) => a * b, 1);

describe("SGD", () => {
  it("goes against the gradient", () => {
    const p = new Parameter(tensor([1, 2]));
    new SGD([p], { lr: 0.5 }).step([tensor([2, -4])]);
    expect(p.toArray()).toEqual([0, 4]);
  });

  it("adds the decay to the gradient", () => {
    const p = new Parameter(tensor([8]));
    new SGD([p], { lr: 0.5, weightDecay: 0.25 }).step([tensor([2])]); // 8 - 0.5 (2 + 0.25 · 8)
    expect(p.toArray()).toEqual([6]);
  });

  it("keeps momentum", () => {
    const p = new Parameter(tensor([0]));
    const optimizer = new SGD([p], { lr: 1, momentum: 0.5 });
    const path = [4, 2, 0].map((g) => {
      optimizer.step([tensor([g])]);
      return p.toArray();
    });
    expect(path).toEqual([[-4], [-8], [-10]]); // the sums are 4, 2 + 2, 0 + 2
    expect([...optimizer.state()].map(([name, b]) => [name, b.toArray()])).toEqual([["momentum.0", [2]]]);
  });

  it("looks ahead with nesterov", () => {
    const p = new Parameter(tensor([0]));
    const optimizer = new SGD([p], { lr: 1, momentum: 0.5, nesterov: true });
    optimizer.step([tensor([4])]); // b = 4, step 4 + 2
    optimizer.step([tensor([2])]); // b = 4, step 2 + 2
    expect(p.toArray()).toEqual([-10]);
  });

  it("has no state without momentum, and only for the groups that have it", () => {
    const make = () => new Parameter(tensor([0]));
    expect(new SGD([make()], { lr: 1 }).state().size).toBe(0);
    const mixed = new SGD([{ parameters: [make()] }, { parameters: [make()], momentum: 0.9 }], { lr: 1 });
    expect([...mixed.state().keys()]).toEqual(["momentum.1"]);
  });

  it("shrinks the error of a quadratic by 1 - lr a a step", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(number(0.1, 3), number(-5, 5), number(-5, 5)), { minLength: 1, maxLength: 9 }),
        number(0.01, 0.6),
        fc.integer({ min: 0, max: 30 }),
        (axes, lr, steps) => {
          const [a, centre] = [tensor(axes.map(([a]) => a)), tensor(axes.map(([, c]) => c))];
          const p = new Parameter(tensor(axes.map(([, , x]) => x)));
          const optimizer = new SGD([p], { lr });
          for (let i = 0; i < steps; i++) {
            optimizer.step(valueAndGrad([p], () => a.mul(p.sub(centre).square()).mul(0.5).sum()).grads);
          }
          const expected = axes.map(([a, c, x]) => c + power(1 - lr * a, steps) * (x - c));
          expectClose(p, expected, { rtol: 1e-10, atol: 1e-10 }); // the sum cancels where the path crosses zero
        },
      ),
    );
  });

  it("walks as far as the momentum's geometric series says", () => {
    fc.assert(
      fc.property(
        number(-3, 3),
        number(0.001, 1),
        number(0.1, 0.95),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        (g, lr, mu, nesterov, n) => {
          const p = new Parameter(tensor([1]));
          const optimizer = new SGD([p], { lr, momentum: mu, nesterov });
          for (let i = 0; i < n; i++) optimizer.step([tensor([g])]);
          const sums = (n - (mu * (1 - power(mu, n))) / (1 - mu)) / (1 - mu); // Σ (1 - μᵗ) / (1 - μ), t = 1 … n
          expectClose(p, [1 - lr * g * (nesterov ? n + mu * sums : sums)], { rtol: 1e-9, atol: 1e-9 });
        },
      ),
    );
  });

  it("says which option is wrong", () => {
    const p = new Parameter(tensor([0]));
    expect(() => new SGD([p], { lr: 1, momentum: -0.1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: momentum is out of range.
        given:    momentum -0.1
        expected: a number from 0 up]
    `);
    expect(() => new SGD([p], { lr: 1, weightDecay: Number.NaN })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: weightDecay is out of range.
        given:    weightDecay NaN
        expected: a number from 0 up]
    `);
    expect(() => new SGD([p], { lr: 1, nesterov: true })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: nesterov is nothing without momentum.
        given:    nesterov true, momentum 0
        expected: momentum above 0
        fix:      pass { momentum: 0.9, nesterov: true }]
    `);
  });
});

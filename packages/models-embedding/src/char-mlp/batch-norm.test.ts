import { gradCheck, valueAndGrad } from "@cairn-ml/autograd";
import { SGD } from "@cairn-ml/optim";
import { capture, expectClose, init, memoryScope, normal, Rng, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { BatchNorm } from "../index.js";

describe.each(["reference", "wasm"] as const)("BatchNorm on %s", (device) => {
  beforeAll(() => init({ device }));

  it("moves the columns of a batch to mean 0 and variance 1, and notes what they were", () => {
    const norm = new BatchNorm(2, { eps: 0, momentum: 0.5 });
    const x = tensor([
      [1, 10],
      [3, 30],
    ]);
    expectClose(norm.forward(x, { training: true }), [-1, -1, 1, 1]);
    expectClose(norm.runningMean, [1, 10]); // half of 2 and 20
    expectClose(norm.runningVariance, [0.5 + 0.5 * 2, 0.5 + 0.5 * 200]); // n / (n - 1) of 1 and 100
    const [first, second] = [1.5, 100.5].map(Math.sqrt);
    expectClose(norm.forward(x), [0, 0, 2 / first!, 20 / second!]);
    expectClose(norm.runningMean, [1, 10]); // as it was
  });

  it("refuses to train on one row", () => {
    const norm = new BatchNorm(2);
    expect(() => norm.forward(tensor([[1, 2]]), { training: true })).toThrow("a batch of one row has no variance");
    expectClose(norm.forward(tensor([[1, 2]])), [1, 2], { rtol: 1e-5 });
  });

  it("is replayed with the same bits as it runs", () => {
    const results = [true, false].map((captured) => {
      const norm = new BatchNorm(3);
      const parameters = [norm.weight, norm.bias];
      const optimizer = new SGD(parameters, { lr: 0.1 });
      const step = (x: ReturnType<typeof normal>) => {
        const { grads } = valueAndGrad(parameters, () => norm.forward(x, { training: true }).sub(x).square().mean());
        optimizer.step(grads);
      };
      const run = captured ? capture(step) : step;
      for (let i = 0; i < 6; i++) {
        using _ = memoryScope();
        run(normal(new Rng(i), [8, 3], 1, 2));
      }
      return [...norm.namedParameters()].map(([name, p]) => [name, p.toArray()]);
    });
    expect(results[0]).toEqual(results[1]);
  });
});

it("has the gradient that finite differences give", async () => {
  await init({ device: "reference" });
  const norm = new BatchNorm(3);
  gradCheck((x) => norm.forward(x, { training: true }), [normal(new Rng(1), [4, 3], 0, 1)]);
});

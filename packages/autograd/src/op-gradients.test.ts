import { concat, type Device, init, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { gradCheck } from "./grad-check.js";
import { isReal, runOp } from "./op-call.test-data.js";
import { InputMaker } from "./op-inputs.test-data.js";
import { opSamples } from "./op-samples.test-data.js";
import { grad } from "./value-and-grad.js";

let device: Device;
beforeAll(async () => {
  device = await init({ device: "reference" });
});

/** The real inputs, and the op as a function of them. */
function asFunction(name: string, inputs: readonly (Tensor | null)[], args: readonly unknown[]) {
  const reals = inputs.filter(isReal);
  const f = (...values: Tensor[]) => {
    const moved = values.slice();
    const all = inputs.map((x) => (isReal(x) ? moved.shift()! : x));
    return runOp(name, all, args);
  };
  return { f, reals };
}

/** The gradients of Σ y w, side by side. */
function slopes(f: (...values: Tensor[]) => Tensor, values: Tensor[], w: Tensor): Tensor {
  const grads = grad(values, () =>
    f(...values)
      .mul(w)
      .sum(),
  );
  return concat(grads.map((g) => g.reshape([g.size])));
}

/**
 * Checks the slopes of the slopes with respect to each input, and to the weights, alone: an op that takes a shortcut where
 * nothing is recorded must see what is.
 */
function checkSlopes(f: (...values: Tensor[]) => Tensor, values: Tensor[]): void {
  const w = uniform(new Rng(11), f(...values).shape, 0.5, 1.5);
  const all = [...values, w];
  all.forEach((x, i) => {
    gradCheck(
      (moved) => {
        const mixed = all.with(i, moved);
        return slopes(f, mixed.slice(0, -1), mixed.at(-1)!);
      },
      [x],
    );
  });
}

for (const [name, { gradient, samples }] of Object.entries(opSamples)) {
  if (gradient !== "some") continue;
  describe(name, () => {
    samples.forEach(({ title, inputs, args }, seed) => {
      it(`has the gradient that differences give: ${title}`, () => {
        const { f, reals } = asFunction(name, inputs(new InputMaker(device, seed)), args);
        gradCheck(f, reals);
      });

      it(`has the second derivative that differences give: ${title}`, () => {
        const { f, reals } = asFunction(name, inputs(new InputMaker(device, seed)), args);
        checkSlopes(f, reals);
      });
    });
  });
}

describe("ops without a slope", () => {
  for (const [name, { gradient, samples }] of Object.entries(opSamples)) {
    const { inputs, args } = samples[0]!;
    if (gradient === "zero") {
      it(`${name} has a gradient of zeros`, () => {
        const { f, reals } = asFunction(name, inputs(new InputMaker(device, 1)), args);
        for (const g of grad(reals, () => f(...reals).sum())) expect(g.data()).toEqual(g.mul(0).data());
      });
    }
    if (gradient === "constant") {
      it(`${name} is a constant to differentiation`, () => {
        const { f, reals } = asFunction(name, inputs(new InputMaker(device, 1)), args);
        grad(reals, () => {
          const y = f(...reals);
          expect(y.tapes).toEqual([]);
          return (y.dtype === device.float ? y : y.astype("float64")).sum();
        }).forEach((g) => {
          expect(g.data()).toEqual(g.mul(0).data());
        });
      });
    }
    if (gradient === "none") {
      it(`${name} refuses to be differentiated, by its name`, () => {
        const { f, reals } = asFunction(name, inputs(new InputMaker(device, 1)), args);
        const run = () =>
          grad(reals, () =>
            f(...reals)
              .astype("float64")
              .sum(),
          );
        expect(run).toThrow(new RegExp(`^${name}: has no gradient`));
      });
    }
  }
});

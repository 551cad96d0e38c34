import { Parameter } from "@cairn-ml/autograd";
import { type Device, expectClose, ReferenceDevice, Rng, tensor, uniform, WasmDevice } from "@cairn-ml/tensor";
import { describe, it } from "vitest";
import { Adam, AdamW, clipGradNorm, SGD } from "./index.js";

const shapes = [[7, 5], [5], [1000], []];
const kinds = {
  SGD: (p: Parameter[]) => new SGD(p, { lr: 0.01, weightDecay: 0.1 }),
  "SGD with momentum": (p: Parameter[]) => new SGD(p, { lr: 0.01, momentum: 0.9, nesterov: true }),
  Adam: (p: Parameter[]) => new Adam(p, { lr: 0.01, weightDecay: 0.1 }),
  AdamW: (p: Parameter[]) => new AdamW(p, { lr: 0.01, weightDecay: 0.1 }),
};

/** The parameters after 100 steps down a bowl around another point, which give gradients of both signs and many sizes. */
function walk(make: (p: Parameter[]) => SGD | Adam | AdamW, device: Device): Parameter[] {
  const rng = new Rng(1);
  const parameters = shapes.map((shape) => new Parameter(uniform(rng, shape, -1, 1, { device })));
  const centres = shapes.map((shape) => uniform(rng, shape, -1, 1, { device }));
  const optimizer = make(parameters);
  for (let step = 0; step < 100; step++) {
    const grads = parameters.map((p, i) => p.sub(centres[i]!).mul(1 + (step % 3)));
    optimizer.step(clipGradNorm(grads, 20).grads);
  }
  return parameters;
}

describe.each(Object.entries(kinds))("100 steps of %s", (_, make) => {
  // Each step rounds to float32 (6e-8 of about 1) a few times; 100 steps add up to 1e-5 at worst.
  const tolerance = { rtol: 1e-5, atol: 1e-5 };
  const expected = () => walk(make, new ReferenceDevice());

  it("lead to the same place in float32", () => {
    const got = walk(make, new ReferenceDevice({ dtype: "float32" }));
    expected().forEach((p, i) => {
      expectClose(got[i]!.data(), p.data(), tolerance);
    });
  });

  it("lead to the same place on wasm", async () => {
    const got = walk(make, await WasmDevice.create());
    expected().forEach((p, i) => {
      expectClose(got[i]!.data(), p.data(), tolerance);
    });
  });
});

it.each(Object.entries({ Adam, AdamW }))("the first step of %s on wasm is lr to the last digits", async (_, Kind) => {
  const device = await WasmDevice.create();
  const p = new Parameter(tensor([0, 0], { device }));
  new Kind([p], { lr: 1, weightDecay: 0 }).step([tensor([3, -0.25], { device })]);
  expectClose(p, [-1, 1], { rtol: 5e-7 }); // 7e-6 off if means and corrections had not the same β: see `onDevice`
});

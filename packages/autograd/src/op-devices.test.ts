import { type Device, ReferenceDevice, Rng, type Tensor, uniform, WasmDevice } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { expectWithin, inputGradients, type OpCall, runOp, smallestNormal } from "./op-call.test-data.js";
import { InputMaker } from "./op-inputs.test-data.js";
import { opSamples } from "./op-samples.test-data.js";

const bound = { rtol: 1e-6, atol: smallestNormal }; // of Σ|terms|; of the value itself for an op of one term

const reference = new ReferenceDevice();
let wasm: Device;
beforeAll(async () => {
  wasm = await WasmDevice.create();
});

function cotangent(y: Tensor): Tensor {
  return uniform(new Rng(5), y.shape, -1, 1, { device: y.device });
}

for (const [name, { terms, samples }] of Object.entries(opSamples)) {
  describe(name, () => {
    samples.forEach(({ title, inputs, args }, seed) => {
      const call = (device: Device): OpCall => ({ name, args, inputs: inputs(new InputMaker(device, seed)) });

      it(`is on wasm what it is on the reference: ${title}`, () => {
        const [fast, exact] = [call(wasm), call(reference)];
        const actual = runOp(name, fast.inputs, args);
        const expected = runOp(name, exact.inputs, args);
        expect(actual.shape).toEqual(expected.shape);
        if (expected.dtype !== reference.float) {
          expect(actual.dtype).toBe(expected.dtype);
          expect(actual.data()).toEqual(expected.data());
          return;
        }
        const bounds = terms(exact, expected, cotangent(expected));
        expectWithin("the result", actual.data(), expected.data(), bounds.y.data(), bound);
        const grads = inputGradients(fast, cotangent(actual));
        inputGradients(exact, cotangent(expected)).forEach((g, i) => {
          if (!g) return;
          expect(grads[i]!.shape).toEqual(exact.inputs[i]!.shape);
          expectWithin(`the gradient of input ${i}`, grads[i]!.data(), g.data(), bounds.grads[i]!.data(), bound);
        });
      });
    });
  });
}

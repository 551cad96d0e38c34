import { type Device, ReferenceDevice, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import { expectWithin, inputGradients, type OpCall, runOp, smallestNormal } from "./op-call.test-data.js";
import { InputMaker } from "./op-inputs.test-data.js";
import { opSamples } from "./op-samples.test-data.js";

const reference = new ReferenceDevice();

function cotangent(y: Tensor): Tensor {
  return uniform(new Rng(5), y.shape, -1, 1, { device: y.device });
}

/**
 * A test for each sample of each op: the device gives what the float64 reference gives, the gradients too, within a millionth of
 * Σ|terms|, or of the value itself for an op of one term. `errors` are what a device may be off besides, by op.
 */
export function testOpsOn(
  deviceName: string,
  device: () => Device,
  errors: Readonly<Record<string, number>> = {},
): void {
  for (const [name, { terms, samples }] of Object.entries(opSamples)) {
    describe(name, () => {
      const bound = { rtol: 1e-6, atol: smallestNormal + (errors[name] ?? 0) };
      samples.forEach(({ title, inputs, args }, seed) => {
        const call = (on: Device): OpCall => ({ name, args, inputs: inputs(new InputMaker(on, seed)) });

        it(`is on ${deviceName} what it is on the reference: ${title}`, () => {
          const [fast, exact] = [call(device()), call(reference)];
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
}

import * as api from "@cairn-ml/tensor";
import { capture, type Device, memoryScope, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { isReal } from "./op-call.test-data.js";
import { InputMaker } from "./op-inputs.test-data.js";
import { opSamples } from "./op-samples.test-data.js";
import { grad } from "./value-and-grad.js";

const listOps: ReadonlySet<string> = new Set(["concat", "stack"]);

let device: Device;
beforeAll(async () => {
  device = await api.WasmDevice.create();
});

/** The op and its gradients, as a step. */
function stepOf(name: string, differentiable: boolean) {
  const op = (api as unknown as Record<string, (...args: unknown[]) => Tensor>)[name]!;
  return (inputs: readonly (Tensor | null)[], args: readonly unknown[], weights: Tensor): (Tensor | null)[] => {
    const run = () => (listOps.has(name) ? op(inputs, ...args) : op(...inputs, ...args));
    if (!differentiable) return [run()];
    let y: Tensor | null = null;
    const grads = grad(inputs.filter(isReal), () => {
      y = run();
      return y.mul(weights).sum();
    });
    return [y, ...grads];
  };
}

for (const [name, { gradient, samples }] of Object.entries(opSamples)) {
  describe(name, () => {
    samples.forEach(({ title, inputs, args }, seed) => {
      it(`gives in replays the bits that it gives op by op: ${title}`, () => {
        using _ = memoryScope();
        const step = stepOf(name, gradient === "some");
        using fast = capture(step);
        const programs = vi.spyOn(device.replayer!, "program");
        for (let call = 0; call < 4; call++) {
          const given = inputs(new InputMaker(device, 10 * seed + call));
          const drawn = () =>
            args.map((arg) => (arg instanceof Rng ? Rng.fromState(arg.state()).fork("call", call) : arg));
          const [y] = stepOf(name, false)(given, drawn(), given[0]!);
          const weights = uniform(new Rng(call), y!.shape, -1, 1, { device });
          const bits = (tensors: (Tensor | null)[]) => tensors.map((x) => x && [x.shape, x.data()]);
          expect(bits(fast(given, drawn(), weights))).toEqual(bits(step(given, drawn(), weights)));
        }
        expect(programs).toHaveBeenCalledOnce(); // the last two calls were replays
        programs.mockRestore();
      });
    });
  });
}

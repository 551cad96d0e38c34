import type { Device } from "@cairn-ml/tensor";
import { beforeAll, describe } from "vitest";
import { testOpsOn } from "../../autograd/src/op-devices.test-helper.js";
import { testDevice } from "./backend.test-helper.js";

/** Where TensorFlow.js is less exact than float32 can be: what was measured, rounded up. */
const errors = {
  cpu: { erf: 1.6e-7 }, // an approximation by Hastings (7.1.26 of Abramowitz & Stegun), good to 1.5e-7
  wasm: { sin: 3e-7, cos: 3e-7 }, // near their zeros
};

describe.each(["cpu", "wasm"] as const)("the backend %s", (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await testDevice(backend);
  });
  testOpsOn(backend, () => device, errors[backend]);
});

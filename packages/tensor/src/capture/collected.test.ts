import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, it } from "vitest";
import { capture, type Device, memory, setDefaultDevice, type Tensor, tensor, WasmDevice } from "../index.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

it("a captured function that is forgotten gives back its memory, program included, once", async () => {
  const device: Device = await WasmDevice.create({ threads: 1 });
  setDefaultDevice(device);
  expect(memory().used).toBe(0);
  (() => {
    for (let i = 0; i < 3; i++) {
      const fast = capture((x: Tensor) => [x.add(1).tanh().mul(2), tensor([3]).mul(x)]);
      for (let k = 0; k < 4; k++) fast(tensor([k]));
    }
  })();
  expect(memory().used).toBeGreaterThan(0);
  for (let i = 0; i < 100 && memory().used > 0; i++) {
    collect();
    await setTimeout(10);
  }
  expect(memory()).toMatchObject({ used: 0, tensors: 0 });
  tensor([1]).dispose(); // nothing was freed twice: the allocator would have thrown
});

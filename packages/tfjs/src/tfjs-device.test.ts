import { type Device, empty, fromData, ones, type Tensor, tensor, WasmDevice, zeros } from "@cairn-ml/tensor";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { grad } from "../../autograd/src/index.js";
import * as reference from "../../kernels/src/reference/index.js";
import { testDevice } from "./backend.test-helper.js";
import { tfjsDevice } from "./index.js";
import { kernels } from "./kernels/index.js";

it("has every kernel, and no other", () => {
  expect(Object.keys(kernels).sort()).toEqual(Object.keys(reference).sort());
});

it("says which backends there are", async () => {
  await testDevice("cpu");
  await expect(tfjsDevice({ backend: "webgl" })).rejects.toThrowErrorMatchingInlineSnapshot(`
    [DeviceError: tfjsDevice: TensorFlow.js cannot use its backend webgl.
      given:    Error: Backend name 'webgl' not found in registry
      expected: a backend that is there: cpu
      fix:      pass "wasm" or "cpu", or import the package of another backend before]
  `);
});

it("takes the backend in use unless one is named", async () => {
  await testDevice("cpu");
  expect((await tfjsDevice()).name).toBe("tfjs cpu");
  await testDevice("wasm");
  expect((await tfjsDevice()).name).toBe("tfjs wasm");
});

it("computes with its own backend, whichever was in use before", async () => {
  const devices = [await testDevice("cpu"), await testDevice("wasm")];
  const tensors = devices.map((device) => tensor([1, 2, 3], { device }));
  for (const name of ["cpu", "wasm"]) {
    await tf.setBackend(name);
    tensors.forEach((x, i) => {
      expect([...x.add(1).data()]).toEqual([2, 3, 4]);
      expect(`tfjs ${tf.getBackend()}`).toBe(devices[i]!.name);
    });
  }
});

describe.each(["cpu", "wasm"] as const)("a device on %s", (backend) => {
  let device: Device;
  beforeAll(async () => {
    device = await testDevice(backend);
  });

  it("writes and reads parts, and keeps the rest", () => {
    const x = zeros([5], { device });
    device.write(x.storage, 1, [7, 8]);
    device.write(x.storage, 4, [9]);
    expect([...x.data()]).toEqual([0, 7, 8, 0, 9]);
    expect([...device.read(x.storage, 2, 3)]).toEqual([8, 0, 9]);
  });

  it("shares no memory with the arrays that it was given or gave", () => {
    const values = Float32Array.of(1, 2);
    const x = fromData(values, [2], { device });
    values[0] = 5;
    x.data()[1] = 5;
    expect([...x.data()]).toEqual([1, 2]);
  });

  it("gives bytes for uint8 and bool, int32 for int32", () => {
    const read = (dtype: "uint8" | "bool" | "int32") => fromData([1, 0], [2], { device, dtype }).data();
    expect([read("uint8"), read("bool"), read("int32")]).toEqual([
      Uint8Array.of(1, 0),
      Uint8Array.of(1, 0),
      Int32Array.of(1, 0),
    ]);
  });

  it("lets a fused step change parameters and moments, and what views show", () => {
    const [p, g, b] = [tensor([1, 2], { device }), tensor([10, 20], { device }), tensor([1, 1], { device })];
    const view = p.slice([[1, 2]]);
    device.launch("sgd", 2, p, g, b, 0.5, 0, 0, 0);
    expect([p, b, view].map((x: Tensor) => [...x.data()])).toEqual([[-4, -8], [10, 20], [-8]]);
  });

  it("asks for a number that changes at each launch", () => {
    let value = 0;
    const x = empty([2], "float32", device);
    for (const expected of [1, 2]) {
      device.launch("fill", 2, x, () => ++value);
      expect([...x.data()]).toEqual([expected, expected]);
    }
  });

  it.each([
    [2, 0],
    [0, 2],
  ])("attends with %i queries to %i keys, and gives the gradients", (Tq, Tk) => {
    const [q, k, v] = [Tq, Tk, Tk].map((T) => ones([1, 1, T, 3], { device })) as [Tensor, Tensor, Tensor];
    const y = q.scaledDotProductAttention(k, v);
    const grads = grad([q, k, v], () => q.scaledDotProductAttention(k, v).sum());
    expect([y, ...grads].map((x) => [...x.data()])).toEqual([y, ...grads].map((x) => new Array(x.size).fill(0)));
  });

  it("refuses tensors of another device, and float64", async () => {
    const there = tensor([1], { device: await WasmDevice.create() });
    const y = empty([1], "float32", device);
    expect(() => device.launch("neg", 1, there, y)).toThrow("a tensor lies on another device");
    expect(() => device.allocate("float64", 1)).toThrow("float64 is not computed on this device");
  });

  it("counts what it holds, and frees what TensorFlow.js holds for it", () => {
    const [before, tensors] = [device.memory(), tf.memory().numTensors];
    const x = zeros([10], { device });
    expect(device.memory()).toMatchObject({ used: before.used + 40, tensors: before.tensors + 1 });
    expect(tf.memory().numTensors).toBe(tensors + 1);
    x.dispose();
    expect(device.memory()).toMatchObject({ used: before.used, tensors: before.tensors });
    expect(tf.memory().numTensors).toBe(tensors);
  });
});

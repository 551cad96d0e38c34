import { assign, type Device, fromData, init, memoryScope, tensor, WasmDevice } from "@cairn-ml/tensor";
import { beforeAll, expect, it } from "vitest";
import { Parameter, valueAndGrad } from "./index.js";

let wasm: Device;
beforeAll(async () => {
  await init({ device: "reference" });
  wasm = await WasmDevice.create();
});

it("is a copy: neither its source nor another parameter of it changes with it", () => {
  const values = tensor([1, 2]);
  const [a, b] = [new Parameter(values), new Parameter(values)];
  assign(a, tensor([5, 6]));
  expect([values, a, b].map((x) => x.toArray())).toEqual([
    [1, 2],
    [5, 6],
    [1, 2],
  ]);
  const c = new Parameter(a);
  assign(c, tensor([0, 0]));
  expect(a.toArray()).toEqual([5, 6]);
});

it("lies in row-major order, whatever view it is made of", () => {
  const p = new Parameter(
    tensor([
      [1, 2],
      [3, 4],
    ]).mT,
  );
  expect([p.contiguous, p.offset, p.storage.length]).toEqual([true, 0, 4]);
  expect(p.toArray()).toEqual([
    [1, 3],
    [2, 4],
  ]);
});

it("outlives the scope that it is made in, and takes no more than its own memory", () => {
  const before = wasm.memory().used;
  let p: Parameter;
  {
    using _ = memoryScope();
    p = new Parameter(fromData(new Float32Array(1000), [10, 100], { device: wasm }));
  }
  expect([p.disposed, p.dtype]).toEqual([false, "float32"]);
  expect(wasm.memory().used - before).toBeLessThanOrEqual(4096);
  p.dispose();
  expect(wasm.memory().used).toBe(before);
});

it("is a constant that copies when it is made of what is differentiated", () => {
  const x = tensor([1, 2]);
  const { grads } = valueAndGrad([x], () => {
    const p = new Parameter(x.mul(3));
    expect(p.tapes).toEqual([]);
    return p.mul(x).sum();
  });
  expect(grads[0]!.toArray()).toEqual([3, 6]);
});

it("trains on wasm in a memory that does not grow", () => {
  const w = new Parameter(fromData([0, 0], [2, 1], { device: wasm }));
  const x = fromData([1, 2, 3, 1, 0, 1], [3, 2], { device: wasm });
  const y = fromData([0, 5, -1], [3, 1], { device: wasm }); // x w for w = (2, -1)
  const step = () => {
    using _ = memoryScope();
    const { value, grads } = valueAndGrad([w], () => x.matmul(w).sub(y).square().mean());
    assign(w, w.sub(grads[0]!.mul(0.1)));
    return value.item();
  };
  for (let i = 0; i < 10; i++) step();
  const before = wasm.memory();
  for (let i = 0; i < 1000; i++) step();
  expect(wasm.memory()).toEqual(before);
  expect(Array.from(w.data(), (v: number) => v.toFixed(4))).toEqual(["2.0000", "-1.0000"]);
});

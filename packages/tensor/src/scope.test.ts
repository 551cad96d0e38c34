import { beforeAll, describe, expect, it } from "vitest";
import { type Device, memory, memoryScope, ones, Rng, type Tensor, uniform, zeros } from "./index.js";
import { deviceNamed, deviceNames, flat, messageOf } from "./testing.test-data.js";

describe.each(deviceNames)("memoryScope on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = await deviceNamed(name);
  });
  const made = () => ones([100], { device });

  it("frees at the brace what was made inside, views and intermediate results too", () => {
    const { used, tensors } = memory(device);
    let inside: Tensor;
    {
      using _ = memoryScope();
      inside = made()
        .reshape([10, 10])
        .mT.add(1)
        .matmul(made().reshape([10, 10]))
        .sum();
      expect(inside.item()).toBe(2000);
    }
    expect(inside.disposed).toBe(true);
    expect(memory(device)).toMatchObject({ used, tensors });
  });

  it("leaves alone what was made before", () => {
    const x = made();
    {
      using _ = memoryScope();
      x.add(1);
    }
    expect(x.disposed).toBe(false);
  });

  it("lets out what is kept", () => {
    const run = () => {
      using scope = memoryScope();
      const x = made();
      return [x, scope.keep(x.mul(2))] as const;
    };
    const [freed, kept] = run();
    expect([freed.disposed, kept.disposed]).toEqual([true, false]);
    expect(flat(kept.slice([[0, 2]]))).toEqual([2, 2]);
  });

  it("keeps the memory that a kept view needs, and no longer", () => {
    const before = device.memory().used;
    const run = () => {
      using scope = memoryScope();
      return scope.keep(made().slice([[5, 7]]));
    };
    const view = run();
    expect(flat(view)).toEqual([1, 1]);
    view.dispose();
    expect(device.memory().used).toBe(before);
  });

  it("gives what an inner scope keeps to the outer scope", () => {
    let x: Tensor;
    {
      using _ = memoryScope();
      {
        using inner = memoryScope();
        x = inner.keep(made());
      }
      expect(x.disposed).toBe(false);
    }
    expect(x.disposed).toBe(true);
  });

  it("frees when an error passes through", () => {
    const before = device.memory().used;
    const run = () => {
      using _ = memoryScope();
      made();
      throw new Error("in the middle");
    };
    expect(run).toThrow("in the middle");
    expect(device.memory().used).toBe(before);
  });

  it("survives scopes that close out of order", () => {
    const before = device.memory().used;
    const [first, second] = [memoryScope(), memoryScope()];
    first[Symbol.dispose]();
    const x = second.keep(made());
    second[Symbol.dispose]();
    const after = made(); // no scope is open: the garbage collector's
    expect([x.scope, after.scope]).toEqual([null, null]);
    x.dispose();
    after.dispose();
    expect(device.memory().used).toBe(before);
  });

  it("closes once, and frees once what was disposed inside", () => {
    const before = device.memory().used;
    const scope = memoryScope();
    const x = made();
    x.dispose();
    x.dispose();
    scope[Symbol.dispose]();
    scope[Symbol.dispose]();
    expect(device.memory().used).toBe(before);
  });

  it("names the cure when something freed is used", () => {
    let x: Tensor;
    {
      using _ = memoryScope();
      x = zeros([2, 3], { device });
    }
    expect(messageOf(() => x.add(1))).toMatch("MemoryError: Tensor: was used after it had been freed.");
    const uses = [() => x.data(), () => x.mT, () => x.sum(), () => x.copy(), () => x.slice([]), () => x.toArray()];
    for (const use of uses) expect(use).toThrow("was used after it had been freed");
    expect(String(x)).toBe(`Tensor(${device.float}, (2, 3), freed)`);
  });

  it("does not grow in a loop of a thousand steps", () => {
    const rng = new Rng(1);
    const w = uniform(rng, [32, 32], -1, 1, { device });
    const step = () => {
      using _ = memoryScope();
      return uniform(rng, [8, 32], 0, 1, { device })
        .matmul(w)
        .tanh()
        .add(w.slice([[0, 8]]))
        .mean()
        .item();
    };
    for (let i = 0; i < 10; i++) step();
    const { used, reserved, peak } = device.memory();
    for (let i = 0; i < 1000; i++) step();
    expect(device.memory()).toMatchObject({ used, reserved, peak });
    w.dispose();
  });
});

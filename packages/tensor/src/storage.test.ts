import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { type Handle, memoryScope, ones, ReferenceDevice } from "./index.js";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Counts what is freed; its `memory().used` falls below 0 when something is freed twice. */
class CountingDevice extends ReferenceDevice {
  frees = 0;

  override free(handle: Handle): void {
    this.frees++;
    super.free(handle);
  }
}

/** Collects garbage until `done`, or for so many turns. */
async function until(done: () => boolean, tries = 100): Promise<void> {
  for (let i = 0; i < tries && !done(); i++) {
    collect();
    await setTimeout(10);
  }
}

describe("tensors outside any scope", () => {
  it("are freed by the garbage collector, once", async () => {
    const device = new CountingDevice();
    (() => {
      for (let i = 0; i < 10; i++)
        ones([100], { device })
          .reshape([10, 10])
          .mT.slice([[0, 2]]);
    })();
    expect(device.frees).toBe(0);
    await until(() => device.frees === 10);
    expect([device.frees, device.memory().used]).toEqual([10, 0]);
  });

  it("are not freed while a view lives", async () => {
    const device = new CountingDevice();
    const view = (() => ones([4], { device }).slice([[1, 3]]))();
    await until(() => device.frees > 0, 20);
    expect([device.frees, Array.from(view.data())]).toEqual([0, [1, 1]]);
  });

  it("are not freed again after they were disposed", async () => {
    const device = new CountingDevice();
    const control = new CountingDevice();
    (() => {
      for (let i = 0; i < 10; i++) ones([100], { device }).dispose();
      ones([100], { device: control });
    })();
    expect(device.frees).toBe(10);
    await until(() => control.frees === 1);
    await until(() => device.frees > 10, 5);
    expect([control.frees, device.frees, device.memory().used]).toEqual([1, 10, 0]);
  });

  it("are freed once when many are made and some disposed, in any order", async () => {
    const device = new CountingDevice();
    (() => {
      const made = Array.from({ length: 1000 }, () => ones([1], { device }));
      for (let i = 0; i < 1000; i += 3) made[(i * 7) % 1000]!.dispose();
      for (let i = 0; i < 300; i++) ones([1], { device });
      for (let i = 999; i > 900; i--) made[i]!.dispose();
    })();
    await until(() => device.frees === 1300);
    expect([device.frees, device.memory().used]).toEqual([1300, 0]);
  });

  it("are freed once when a scope kept them, and a scope closed over their views", async () => {
    const device = new CountingDevice();
    (() => {
      using scope = memoryScope();
      const kept = scope.keep(ones([100], { device })); // its views and sums go with the scope
      kept.reshape([10, 10]).add(1);
    })();
    await until(() => device.memory().used === 0);
    expect(device.memory().used).toBe(0);
  });
});

import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { full, init, memory, memoryScope, ReferenceDevice, Rng, Tensor, WasmDevice, zeros } from "./index.js";
import { messageOf } from "./testing.test-data.js";

beforeAll(() => init());

const mebi = 1024 * 1024;

describe("memory", () => {
  it("tells of the default device, or of another", () => {
    const { used, reserved, peak, tensors } = memory();
    const x = zeros([100]);
    expect(memory()).toEqual({ used: used + 448, reserved, peak: expect.any(Number), tensors: tensors + 1 });
    expect(memory().peak).toBeGreaterThanOrEqual(peak);
    const reference = new ReferenceDevice();
    const y = zeros([100], { device: reference });
    expect(memory(reference)).toEqual({ used: 800, reserved: 800, peak: 800, tensors: 1 });
    x.dispose();
    y.dispose();
    expect(memory()).toMatchObject({ used, tensors });
    expect(memory(reference)).toEqual({ used: 0, reserved: 0, peak: 800, tensors: 0 });
  });

  it("counts a tensor and its views once, until the last of them is gone", () => {
    const { tensors } = memory();
    const x = zeros([4, 4]);
    const view = x.mT.slice([[0, 2]]);
    {
      using _ = memoryScope();
      view.reshape([8]);
    }
    x.dispose();
    expect(memory().tensors).toBe(tensors + 1);
  });
});

describe("the whole memory", () => {
  it("is handed out, says so when it is full, and serves again when it is freed", async () => {
    const device = await WasmDevice.create();
    const step = 1300 * mebi; // never written: the system need not have it
    const held: Tensor[] = [];
    const fill = () => {
      for (;;) held.push(new Tensor(device.allocate("uint8", step), [step], [1], 0));
    };
    const text = messageOf(fill);
    const { reserved, used, tensors } = memory(device);
    expect([used, tensors]).toEqual([held.length * step, held.length]);
    expect(used).toBeGreaterThan(reserved - 2 * step);
    if (used === 3 * step) {
      // the system gave all of 4 GiB
      expect(text).toMatchInlineSnapshot(`
        "OutOfMemoryError: allocate: out of memory for 1.3 GiB.
          given:    1.3 GiB asked, 3.8 GiB held in 3 blocks, 3.8 GiB reserved
          expected: a free block of that size in 4 GiB at most
          fix:      open a memoryScope() in each step, use smaller batches, or find what stays alive by checkLeaks()"
      `);
    }
    for (const x of held) x.dispose();
    expect(memory(device)).toEqual({ used: 0, reserved, peak: used, tensors: 0 });
    device.free(device.allocate("uint8", used).handle);
    expect(memory(device)).toMatchObject({ used: 0, reserved });
  });
});

describe("a system that gives no more than 100 MiB", () => {
  const { Memory } = WebAssembly;
  afterEach(() => {
    WebAssembly.Memory = Memory;
  });

  async function smallDevice(): Promise<WasmDevice> {
    WebAssembly.Memory = class extends Memory {
      constructor(descriptor: WebAssembly.MemoryDescriptor) {
        super({ ...descriptor, maximum: 1600 }); // pages of 64 KiB
      }
    };
    return WasmDevice.create({ threads: 1 });
  }

  it("is filled to the end without a number lost, and then again", async () => {
    const device = await smallDevice();
    const rng = new Rng(5);
    const held: Tensor[] = [];
    const fill = () => {
      for (let i = 0; ; i++) held.push(full([1 + Math.floor(3e6 * rng.uniforms(1)[0]!)], i, { device }));
    };
    for (let round = 0; round < 2; round++) {
      expect(messageOf(fill)).toMatch(
        /asked, [\d.]+ MiB held in \d+ blocks, [\d.]+ MiB reserved\n.* in 4 GiB at most; the system gives no more than is reserved\n/,
      );
      const { used, tensors } = memory(device);
      expect(tensors).toBe(held.length);
      expect(used).toBeGreaterThan(68 * mebi); // 20 MiB are the threads', and a block of up to 12 MB did not fit
      for (const [i, x] of held.entries()) {
        using low = x.min();
        expect([low.item(), x.data().at(-1)]).toEqual([i, i]);
      }
      for (const x of held) x.dispose();
      held.length = 0;
      expect(memory(device)).toMatchObject({ used: 0, tensors: 0 });
    }
  });
});

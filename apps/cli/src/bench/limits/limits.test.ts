import { describe, expect, it } from "vitest";
import { measureLimit } from "./limits.js";
import { multiplyAdd, read } from "./modules.js";
import { onThreads } from "./on-threads.js";

interface Exports {
  run(count: number): number;
  readonly memory: WebAssembly.Memory;
}

const start = (bytes: Uint8Array<ArrayBuffer>) =>
  new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Exports;

describe("the modules", () => {
  it.each([true, false])("multiply and add, fused: %s", (relaxed) => {
    expect(start(multiplyAdd(relaxed)).run(1000)).toBe(0); // the factors are 0
  });

  it("read every line of memory, and no more", () => {
    const { run, memory } = start(read());
    const words = new Int32Array(memory.buffer);
    const bytes = 128 * 1000;
    for (let address = 0; address < bytes; address += 16) {
      words[address / 4] = 1234567;
      expect(run(bytes)).toBe(1234567);
      words[address / 4] = 0;
      if (address > 256) address += 16 * 37; // a sample of the rest
    }
    words[bytes / 4] = 1;
    expect(run(bytes)).toBe(0);
  });
});

describe("onThreads", () => {
  it("adds up what the threads do", async () => {
    const job = { bytes: multiplyAdd(false), count: 1000, seconds: 0.01 };
    for (const threads of [1, 3]) expect(await onThreads(threads, job)).toBeGreaterThan(0);
  });

  it("tells what went wrong in a worker", async () => {
    const trap = { bytes: read(), count: 2 ** 30, seconds: 0.01 }; // past the end of the memory
    await expect(onThreads(1, trap)).rejects.toThrow("out of bounds");
  });
});

it("measureLimit gives possible numbers", async () => {
  for (const unit of ["GFLOP/s", "GB/s"] as const) {
    const limit = await measureLimit(unit, 1, 0.02);
    expect(limit).toBeGreaterThan(0.1);
    expect(limit).toBeLessThan(1000);
  }
});

import { describe, expect, it } from "vitest";
import { kernelTable } from "./generated/kernels.js";
import type { KernelName } from "./reference/kernel-name.js";
import { opWord } from "./work.js";

const chunk = (kernel: KernelName, extent: number, ...args: number[]) =>
  opWord(kernelTable[kernel]!.code, extent, args) >>> 16;
const product = (batch: number, M: number, N: number, K: number) =>
  chunk("matmul", batch * Math.max(M, N), 0, 0, 0, M, N, K);

describe("opWord", () => {
  it("leaves small launches to one thread", () => {
    expect(chunk("add", 4)).toBe(0);
    expect(chunk("add", 20_000)).toBe(0);
    expect(chunk("softmax", 10, 0, 0, 100)).toBe(0);
    expect(product(1, 32, 32, 32)).toBe(0);
    expect(product(1, 512, 512, 0)).toBe(0);
  });

  it("cuts elements at cache lines, into 2 to 16 parts", () => {
    expect(chunk("add", 40_001)).toBe(20_032); // 313 lines of 64 bytes
    expect(chunk("add", 1_000_000)).toBe(62_528);
  });

  it("cuts what is too long for half a word into more parts", () => {
    expect(chunk("add", 2 ** 30)).toBe(65_472);
  });

  it("cuts products into whole tiles, cache lines of columns, or whole products of a batch", () => {
    expect(product(1, 512, 128, 128)).toBe(132); // of 6 rows
    expect(product(1, 64, 128, 784)).toBe(64);
    expect(product(48, 64, 32, 64) % 64).toBe(0);
    expect(product(1, 6, 60_000, 64) % 16).toBe(0);
  });

  it("keeps the kernel's code, and wakes sleeping threads for large launches alone", () => {
    const { code } = kernelTable.exp!;
    expect(opWord(code, 100, [])).toBe(code);
    expect(opWord(code, 8192, []) & 0xffff).toBe(code);
    expect(opWord(code, 65_536, []) & 0xffff).toBe(code + 256);
  });

  it("never makes a part of nothing", () => {
    expect(chunk("softmax", 1, 0, 0, 1e6)).toBe(0); // one row cannot be shared
  });
});

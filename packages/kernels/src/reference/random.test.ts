import { describe, expect, it } from "vitest";
import { philox4x32 } from "../philox.js";
import { uniform } from "./random.js";
import { expectSplits } from "./testing.test-helper.js";

describe("uniform", () => {
  it("is the upper 24 bits of Philox's words, four to a counter", () => {
    const y = new Float32Array(5);
    uniform(y, 0, 0, 0, 0, 0, 5);
    const words = new Uint32Array(8);
    philox4x32(0, 0, 0, 0, 0, 0, words.subarray(0, 4));
    philox4x32(1, 0, 0, 0, 0, 0, words.subarray(4));
    expect(y[0]).toBe(0x6627e8 / 0x1000000); // the first known answer begins with 6627e8d5
    expect([...y]).toEqual([...words.subarray(0, 5)].map((word) => Math.floor(word / 256) / 0x1000000));
  });

  it("carries from the lower counter word into the upper", () => {
    const y = new Float64Array(8);
    uniform(y, 1, 2, -1, 5, 0, 8); // counter 0x5ffffffff, then 0x600000000
    const next = new Float64Array(4);
    uniform(next, 1, 2, 0, 6, 0, 4);
    expect(y.subarray(4)).toEqual(next);
  });

  it("depends on the index alone, however it is split", () => {
    for (const n of [1, 2, 3, 4, 5, 17]) {
      expectSplits(
        n,
        () => [new Float64Array(n)],
        ([y], begin, end) => uniform(y!, 3, 4, 5, 6, begin, end),
      );
    }
  });

  it("is even: mean, variance and range of 100,000 draws", () => {
    const y = new Float32Array(100_000);
    uniform(y, 7, 8, 0, 0, 0, y.length);
    const mean = y.reduce((a, b) => a + b, 0) / y.length;
    const variance = y.reduce((a, b) => a + (b - mean) ** 2, 0) / y.length;
    expect(Math.abs(mean - 0.5)).toBeLessThan(0.004); // 4 standard errors
    expect(Math.abs(variance - 1 / 12)).toBeLessThan(0.001);
    expect(Math.min(...y.subarray(0, 50_000))).toBeGreaterThanOrEqual(0);
    expect(Math.max(...y.subarray(0, 50_000))).toBeLessThan(1);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { copy8, copy32 } from "./copy.js";
import { expectSplits, numbers } from "./testing.test-helper.js";

describe("copy32", () => {
  it("transposes", () => {
    const y = new Int32Array(6);
    copy32(Int32Array.of(1, 2, 3, 4, 5, 6), y, 1, 1, 3, 2, 0, 0, 1, 3, 6, 6, 2, 1, 0, 1);
    expect([...y]).toEqual([1, 4, 2, 5, 3, 6]);
  });

  it("repeats by stride 0 and turns round by a negative one", () => {
    const x = Float32Array.of(1, 2, 3);
    const y = new Float32Array(6);
    copy32(x.subarray(2), y, 2, 1, 1, 3, 0, 0, 0, -1, 3, 0, 0, 1, 0, 2);
    expect([...y]).toEqual([3, 2, 1, 3, 2, 1]);
  });

  it("does nothing when an axis is empty", () => {
    const y = Float64Array.of(7);
    copy32(new Float64Array(0), y, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1);
    expect([...y]).toEqual([7]);
  });

  it("undoes itself when the strides are exchanged, for any box inside a larger one", () => {
    const size = fc.integer({ min: 1, max: 4 });
    const flip = fc.tuple(fc.boolean(), fc.boolean(), fc.boolean(), fc.boolean());
    fc.assert(
      fc.property(size, size, size, size, flip, fc.nat(), (d0, d1, d2, d3, flips, seed) => {
        const dims = [d0, d1, d2, d3] as const;
        const wide = [d1 * d2 * (d3 + 1), d2 * (d3 + 1), d3 + 1, 1]; // rows one longer than the box
        const strides = wide.map((stride, a) => (flips[a] ? -stride : stride)) as [number, number, number, number];
        const first = wide.reduce((at, stride, a) => at + (flips[a] ? (dims[a]! - 1) * stride : 0), 0);
        const x = numbers(seed, d0 * wide[0]!);
        const dense = [d1 * d2 * d3, d2 * d3, d3, 1] as const;
        const y = new Float64Array(d0 * d1 * d2 * d3);
        copy32(x.subarray(first), y, ...dims, ...strides, ...dense, 0, d0);
        for (let i = 0; i < y.length; i++) {
          const at = dims.reduce((sum, d, a) => sum + (Math.floor(i / dense[a]!) % d) * strides[a]!, first);
          expect(y[i]).toBe(x[at]);
        }
        expectSplits(
          d0,
          () => [new Float64Array(y.length)],
          ([out], b, e) => copy32(x.subarray(first), out!, ...dims, ...strides, ...dense, b, e),
        );
      }),
    );
  });
});

it("copy8 moves bytes in the same way", () => {
  const y = new Uint8Array(4);
  copy8(Uint8Array.of(1, 2, 3, 4), y, 2, 1, 1, 2, 1, 0, 0, 2, 2, 0, 0, 1, 0, 2);
  expect([...y]).toEqual([1, 3, 2, 4]);
});

import { describe, expect, it } from "vitest";
import * as elementwise from "./elementwise.js";
import { expectClose, expectSplits, numbers } from "./testing.test-helper.js";

const kernels = { ...elementwise };
type Name = keyof typeof kernels;

function apply(name: Name, values: number[]): number[] {
  const y = new Float64Array(values.length);
  kernels[name](Float64Array.from(values), y, 0, values.length);
  return [...y];
}

describe("the elementwise kernels", () => {
  it("give values worked by hand", () => {
    const x = [-2, -0.5, 0, 4];
    expect(apply("neg", x)).toEqual([2, 0.5, -0, -4]);
    expect(apply("abs", x)).toEqual([2, 0.5, 0, 4]);
    expect(apply("sign", x)).toEqual([-1, -1, 0, 1]);
    expect(apply("square", x)).toEqual([4, 0.25, 0, 16]);
    expect(apply("sqrt", x)).toEqual([NaN, NaN, 0, 2]);
    expect(apply("rsqrt", x)).toEqual([NaN, NaN, Infinity, 0.5]);
    expect(apply("relu", x)).toEqual([0, 0, 0, 4]);
    expect(apply("floor", x)).toEqual([-2, -1, 0, 4]);
    expectClose(apply("sigmoid", [0, Math.log(3), -Math.log(3)]), [0.5, 0.75, 0.25]);
    expectClose(apply("silu", [0, Math.log(3)]), [0, 0.75 * Math.log(3)]);
    expectClose(apply("tanh", [Math.log(2)]), [0.6]); // (2 - 1/2)/(2 + 1/2)
    expectClose(apply("exp", [Math.log(3)]), [3]);
    expectClose(apply("log", [0.125]), [-3 * Math.LN2]);
    expectClose(apply("erf", [0.5]), [0.5204998778130465]);
    expectClose(apply("sin", [Math.PI / 6]), [0.5]);
    expectClose(apply("cos", [Math.PI / 3]), [0.5]);
  });

  it("carry NaN through, each one of them", () => {
    for (const name of Object.keys(kernels) as Name[]) expect(apply(name, [Number.NaN]), name).toEqual([NaN]);
  });

  it("reach their limits at infinity", () => {
    const ends = [-Infinity, Infinity];
    expect(apply("exp", ends)).toEqual([0, Infinity]);
    expect(apply("tanh", ends)).toEqual([-1, 1]);
    expect(apply("sigmoid", ends)).toEqual([0, 1]);
    expect(apply("relu", ends)).toEqual([0, Infinity]);
    expect(apply("erf", ends)).toEqual([-1, 1]);
    expect(apply("silu", ends)).toEqual([NaN, Infinity]);
  });

  it("write their slice alone, in place too, and round when they store", () => {
    const x = numbers(1, 13);
    for (const name of Object.keys(kernels) as Name[]) {
      expectSplits(
        x.length,
        () => [new Float64Array(x.length)],
        ([y], begin, end) => kernels[name](x, y!, begin, end),
      );
      const single = Float32Array.from(x);
      const expected = Float32Array.from(apply(name, [...single]));
      kernels[name](single, single, 0, x.length);
      expect(single, name).toEqual(expected);
    }
  });
});

import { describe, expect, it } from "vitest";
import { adamw } from "./adamw.js";
import { expectClose, expectSplits, numbers } from "./testing.test-helper.js";

describe("adamw", () => {
  it("takes a first step of lr against the gradient's sign, after the decay", () => {
    const p = Float64Array.of(1, 1, 1);
    const m = new Float64Array(3);
    const v = new Float64Array(3);
    adamw(p, Float64Array.of(4, -1e-3, 0), m, v, 0.1, 0.9, 0.99, 0, 0.5, 1 - 0.9, 1 - 0.99, 0, 2);
    expectClose(p, [0.95 - 0.1, 0.95 + 0.1, 1]); // the third is outside the slice
    expectClose(m, [0.4, -1e-4, 0]);
    expectClose(v, [0.16, 1e-8, 0]);
  });

  it("takes a second step worked by hand", () => {
    // g = 1 then 3: m = 0.5·0.5 + 0.5·3 = 1.75, v = 0.25·0.75 + 0.75·9 = 6.9375; corrections 0.75 and 0.9375
    const p = Float64Array.of(0);
    const m = Float64Array.of(0.5);
    const v = Float64Array.of(0.75);
    adamw(p, Float64Array.of(3), m, v, 0.01, 0.5, 0.25, 1e-8, 0, 0.75, 0.9375, 0, 1);
    expectClose([p[0]!, m[0]!, v[0]!], [(-0.01 * (1.75 / 0.75)) / (Math.sqrt(7.4) + 1e-8), 1.75, 6.9375]);
  });

  it("is the same in pieces", () => {
    const g = numbers(1, 11);
    const start = numbers(2, 11);
    const run = (cuts: number[]) => {
      const [p, m, v] = [start.slice(), start.slice(), start.map((x) => x * x)];
      for (let i = 1; i < cuts.length; i++) {
        adamw(p!, g, m!, v!, 0.1, 0.9, 0.99, 1e-8, 0.01, 0.1, 0.01, cuts[i - 1]!, cuts[i]!);
      }
      return [p, m, v];
    };
    expect(run([0, 4, 4, 5, 11])).toEqual(run([0, 11]));
    expectSplits(
      0,
      () => [new Float64Array(1)],
      ([p], b, e) => adamw(p!, g, p!, p!, 1, 0, 0, 0, 0, 1, 1, b, e),
    );
  });
});

import { describe, expect, it } from "vitest";
import { sgd } from "./sgd.js";
import { expectClose, expectSplits, numbers } from "./testing.test-helper.js";

describe("sgd", () => {
  it("steps against the decayed gradient", () => {
    const p = Float64Array.of(2, 2);
    sgd(p, Float64Array.of(3, 3), null, 0.1, 0.9, 0.5, 0, 0, 1);
    expectClose(p, [2 - 0.1 * (3 + 0.5 * 2), 2]); // the second is outside the slice
  });

  it.each([
    [0, 1 - 0.1 * 7], // b = 0.5·4 + 5 = 7
    [1, 1 - 0.1 * (5 + 0.5 * 7)],
  ])("keeps a decaying sum, nesterov %i", (nesterov, expected) => {
    const p = Float64Array.of(1);
    const b = Float64Array.of(4);
    sgd(p, Float64Array.of(5), b, 0.1, 0.5, 0, nesterov, 0, 1);
    expectClose([p[0]!, b[0]!], [expected, 7]);
  });

  it("is the same in pieces", () => {
    const g = numbers(1, 11);
    expectSplits(
      11,
      () => [new Float64Array(11), new Float64Array(11)],
      ([p, b], begin, end) => sgd(p!, g, b!, 0.1, 0.9, 0.1, 1, begin, end),
    );
    expect(g).toEqual(numbers(1, 11)); // the gradients are only read
  });
});

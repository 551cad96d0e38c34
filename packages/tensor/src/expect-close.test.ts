import { beforeAll, describe, expect, it } from "vitest";
import { expectClose, init, NotCloseError, tensor } from "./index.js";
import { messageOf } from "./testing.test-data.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const fails = (...args: Parameters<typeof expectClose>) => expect(() => expectClose(...args)).toThrow(NotCloseError);

describe("expectClose", () => {
  it("passes at the bound and fails beyond it", () => {
    expectClose(1.5, 1, { rtol: 0.5 });
    expectClose([2.5], [2], { rtol: 0, atol: 0.5 });
    expectClose(3, 2, { rtol: 0.25, atol: 0.5 }); // both count
    fails(1.5001, 1, { rtol: 0.5 });
    fails([2.5001], [2], { rtol: 0, atol: 0.5 });
  });

  it("measures against what is expected, not what is given", () => {
    expectClose(1, 2, { rtol: 0.5 });
    fails(2, 1, { rtol: 0.5 });
  });

  it("takes NaN for NaN only, an infinity for itself only", () => {
    expectClose([Number.NaN, Infinity, -Infinity, 0], [Number.NaN, Infinity, -Infinity, -0]);
    for (const [a, e] of [
      [Number.NaN, 1],
      [1, Number.NaN],
      [Infinity, -Infinity],
      [Infinity, 1e308],
      [1, Infinity],
    ]) {
      fails([a!], [e!], { rtol: 1, atol: 1 });
    }
    fails([1], [Infinity], { rtol: 0, atol: Infinity });
  });

  it("does not pass because a tolerance is not a number", () => {
    fails(1, 2, { rtol: Number.NaN });
    fails(1, 2, { atol: -1 });
  });

  it("compares shapes of tensors, and numbers of elements", () => {
    expectClose(tensor([1, 2]), [1, 2]);
    expect(messageOf(() => expectClose(tensor([1, 2]), tensor([[1, 2]])))).toMatchInlineSnapshot(`
      "NotCloseError: expectClose: the shapes differ.
        given:    (2,)
        expected: (1, 2)"
    `);
    expect(messageOf(() => expectClose(tensor([1, 2]), [1, 2, 3]))).toMatchInlineSnapshot(`
      "NotCloseError: expectClose: the numbers of elements differ.
        given:    2
        expected: 3"
    `);
  });

  it("names the worst element", () => {
    expect(messageOf(() => expectClose([1, 2.5, 3, 4.1], [1, 2, 3, 4]))).toMatchInlineSnapshot(`
      "NotCloseError: expectClose: 2 of 4 elements are not close; the worst is 1.
        given:    2.5 at index 1
        expected: 2 ± 0.000002 (rtol 0.000001, atol 0)
        fix:      it is off by 0.5, 250000 times what is allowed"
    `);
    expect(messageOf(() => expectClose([1, Number.NaN], [2, 1]))).toMatch(
      "2 of 2 elements are not close; the worst is 1.",
    );
    expect(messageOf(() => expectClose(Number.NaN, 1))).toMatchInlineSnapshot(`
      "NotCloseError: expectClose: 1 of 1 elements are not close; the worst is 0.
        given:    NaN at index 0
        expected: 1 ± 0.000001 (rtol 0.000001, atol 0)"
    `);
  });
});

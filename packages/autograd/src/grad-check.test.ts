import { init, ReferenceDevice, record, type Tensor, tensor } from "@cairn-ml/tensor";
import { beforeAll, expect, it } from "vitest";
import { gradCheck } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

/** x² with a slope that is `factor` times the right one. */
const wrongSquare = (factor: number) => (x: Tensor) => {
  const y = x.detach().square();
  return record(y, [x], (dy) => [dy.mul(x).mul(2 * factor)]);
};

it("passes right gradients and catches wrong ones, by a little too", () => {
  gradCheck(wrongSquare(1), [tensor([1, -2])]);
  expect(() => gradCheck(wrongSquare(1.0001), [tensor([1, -2])])).toThrow(
    "gradCheck: the gradient of input 0 is wrong.",
  );
  expect(() => gradCheck(wrongSquare(0), [tensor([1, -2])])).toThrow("is wrong");
  expect(() => gradCheck(wrongSquare(Number.NaN), [tensor([1, -2])])).toThrow("is wrong");
});

it("says where a difference is not finite, which no gradient could be held to", () => {
  const jump = (x: Tensor) => record(x.detach().reciprocal(), [x], (dy) => [dy.mul(0)]);
  expect(() => gradCheck(jump, [tensor([1e-5])])).toThrow("is wrong"); // 1/(x - h) is 1/0
});

it("names the input", () => {
  const f = (a: Tensor, b: Tensor) => a.add(wrongSquare(2)(b));
  expect(() => gradCheck(f, [tensor([1]), tensor([2])])).toThrow("the gradient of input 1 is wrong");
});

it("catches a gradient whose elements are in another order", () => {
  const f = (x: Tensor) => {
    const y = x.detach().mul(tensor([1, 2]));
    return record(y, [x], (dy) => [dy.mul(tensor([2, 1]))]);
  };
  expect(() => gradCheck(f, [tensor([1, 1])])).toThrow("is wrong");
});

it("leaves integers alone, and checks views where they are", () => {
  gradCheck(
    (table, index) => table.take(index),
    [
      tensor([
        [1, 2],
        [3, 4],
      ]).mT,
      tensor(Int32Array.of(1, 1)),
    ],
  );
});

it("refuses float32", () => {
  const device = new ReferenceDevice({ dtype: "float32" });
  expect(() => gradCheck((x) => x.exp(), [tensor([1], { device })])).toThrow("differences in float32 are too coarse");
});

import { beforeAll, describe, expect, it } from "vitest";
import { type Device, fromData, Rng, type Tensor, zeros } from "../index.js";
import { deviceNamed, deviceNames, flat } from "../testing.test-data.js";

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

describe.each(deviceNames)("special values on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = await deviceNamed(name);
  });
  const row = (...values: number[]): Tensor => fromData(values, [values.length], { device });

  it("NaN goes through max, min, maximum, minimum, relu, sum and argmax", () => {
    const x = row(1, nan, 3);
    expect([x.max().item(), x.min().item(), x.sum().item()]).toEqual([nan, nan, nan]);
    expect(flat(x.maximum(2))).toEqual([2, nan, 3]);
    expect(flat(x.minimum(2))).toEqual([1, nan, 2]);
    expect(flat(x.relu())).toEqual([1, nan, 3]);
    expect(x.argmax().item()).toBe(1);
  });

  it("NaN equals nothing, and differs from everything", () => {
    const x = row(1, nan);
    expect(flat(x.equal(x))).toEqual([1, 0]);
    expect(flat(x.notEqual(x))).toEqual([0, 1]);
    expect(flat(x.less(nan))).toEqual([0, 0]);
    expect(flat(x.greaterEqual(x))).toEqual([1, 0]);
  });

  it("argmax takes the first of equals", () => {
    expect(row(1, 3, 3, 2).argmax().item()).toBe(1);
  });

  it("softmax of large numbers and of masked ones is finite", () => {
    expect(flat(row(1000, 1000).softmax())).toEqual([0.5, 0.5]);
    expect(flat(row(0, -inf, 0).softmax())).toEqual([0.5, 0, 0.5]);
    expect(flat(row(-1e30, 0).softmax())).toEqual([0, 1]);
    expect(flat(row(1000, -1000).logSoftmax())).toEqual([0, -2000]);
  });

  it("logsumexp of infinities is what the limit says", () => {
    expect(row(-inf, -inf).logsumexp().item()).toBe(-inf);
    expect(row(inf, 1).logsumexp().item()).toBe(inf);
    expect(row(-inf, 1).logsumexp().item()).toBe(1);
    expect(row(nan, 1).logsumexp().item()).toBeNaN();
    expect(row(1e4, 1e4).logsumexp().item()).toBeCloseTo(1e4 + Math.LN2, 2);
  });

  it("powers follow IEEE 754", () => {
    expect(flat(row(0, nan, 1, -8, -8).pow(row(0, 0, nan, 3, 0.5)))).toEqual([1, 1, 1, -512, nan]);
  });

  it("division and logarithms of zero are infinite", () => {
    expect(flat(row(1, -1, 0).div(0))).toEqual([inf, -inf, nan]);
    expect(flat(row(0, -1).log())).toEqual([-inf, nan]);
  });

  it("floats become integers toward zero, NaN becomes 0, the rest is cut off", () => {
    expect(flat(row(1.9, -1.9, nan, 1e20, -inf).astype("int32"))).toEqual([1, -1, 0, 2 ** 31 - 1, -(2 ** 31)]);
  });

  it("a sum of nothing is 0, a product over nothing too, a mean of nothing is NaN", () => {
    expect(flat(zeros([2, 0], { device }).sum(1))).toEqual([0, 0]);
    expect(flat(zeros([2, 0], { device }).matmul(zeros([0, 2], { device })))).toEqual([0, 0, 0, 0]);
    expect(zeros([0], { device }).mean().item()).toBeNaN();
  });

  it("the variance of numbers far from zero keeps its digits", () => {
    const x = row(4096, 4097, 4098);
    expect(x.variance().item()).toBeCloseTo(2 / 3, 5);
    expect(x.variance(null, { correction: 1 }).item()).toBe(1);
  });

  it("dropout keeps the mean, zeroes the share p, and is the identity at 0", () => {
    const x = zeros([10_000], { device }).add(1);
    const y = flat(x.dropout(new Rng(2), 0.25));
    const zeroed = y.filter((v) => v === 0).length;
    expect(Math.abs(zeroed - 2500)).toBeLessThan(5 * Math.sqrt(10_000 * 0.25 * 0.75));
    expect(new Set(y.filter((v) => v !== 0).map((v) => v.toFixed(5)))).toEqual(new Set(["1.33333"]));
    expect(x.dropout(new Rng(2), 0)).toBe(x);
    expect(() => x.dropout(new Rng(2), 1)).toThrow("p is not a probability below 1");
  });
});

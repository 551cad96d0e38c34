import { beforeAll, describe, expect, it } from "vitest";
import { arange, type Device, fromData, full, init, normal, ones, Rng, tensor, uniform, zeros } from "./index.js";
import { deviceNamed, deviceNames, flat, messageOf } from "./testing.test-data.js";

let device: Device;
beforeAll(async () => {
  device = await init({ device: "reference" });
});

describe("tensor()", () => {
  it("takes numbers, nested arrays and typed arrays", () => {
    expect(tensor(3).shape).toEqual([]);
    expect(tensor([[1, 2, 3]]).shape).toEqual([1, 3]);
    expect(tensor([[], []]).shape).toEqual([2, 0]);
    expect(tensor(Float32Array.of(1, 2)).toArray()).toEqual([1, 2]);
    expect(tensor(Int32Array.of(1, 2)).dtype).toBe("int32");
    expect(tensor([1, 0], { dtype: "bool" }).dtype).toBe("bool");
    expect(tensor([1], { dtype: "float32" }).dtype).toBe("float64"); // the device's real numbers
  });

  it("refuses what has no shape", () => {
    expect(messageOf(() => tensor([[1, 2], [3]]))).toMatchInlineSnapshot(`
      "ShapeError: tensor: the nested arrays are not of equal lengths.
        given:    an array of 1 at depth 1
        expected: an array of 2"
    `);
    expect(messageOf(() => tensor([1, [2]]))).toMatchInlineSnapshot(`
      "ShapeError: tensor: the nested arrays are not of equal lengths.
        given:    an array of 1 at depth 1
        expected: a number"
    `);
    expect(messageOf(() => tensor([[], [1]]))).toMatch("ShapeError: tensor");
    expect(messageOf(() => tensor([[1], 2]))).toMatch("ShapeError: tensor");
    expect(messageOf(() => tensor([undefined as never]))).toMatch("ShapeError: tensor");
    expect(messageOf(() => tensor(["a" as never]))).toMatch("ShapeError: tensor");
  });

  it("refuses what a dtype cannot hold", () => {
    expect(messageOf(() => tensor([1, 1.5], { dtype: "int32" }))).toMatchInlineSnapshot(`
      "DTypeError: fromData: int32 cannot hold 1.5.
        given:    1.5 at index 1
        expected: integers from -2147483648 to 2147483647"
    `);
    for (const value of [2 ** 31, Number.NaN, Infinity]) {
      expect(messageOf(() => tensor([value], { dtype: "int32" }))).toMatch(`int32 cannot hold ${value}`);
    }
    expect(messageOf(() => tensor([-1], { dtype: "uint8" }))).toMatch("uint8 cannot hold -1");
    expect(messageOf(() => tensor([2], { dtype: "bool" }))).toMatch("bool cannot hold 2");
    expect(messageOf(() => full([2], 0.5, { dtype: "int32" }))).toMatch("full: int32 cannot hold 0.5");
  });
});

describe("creation", () => {
  it("fills", () => {
    expect(flat(zeros([2]))).toEqual([0, 0]);
    expect(flat(ones([2, 1], { dtype: "int32" }))).toEqual([1, 1]);
    expect(flat(full([2], -7))).toEqual([-7, -7]);
    expect(flat(full([2], 1, { dtype: "bool" }))).toEqual([1, 1]);
    expect(zeros([0, 3]).size).toBe(0);
  });

  it("counts up and down", () => {
    expect(flat(arange(0, 5, 2))).toEqual([0, 2, 4]);
    expect(flat(arange(3, 0, -1))).toEqual([3, 2, 1]);
    expect(flat(arange(3, 0))).toEqual([]);
    expect(flat(arange(0, 1, 0.25, { dtype: "float32" }))).toEqual([0, 0.25, 0.5, 0.75]);
    expect(messageOf(() => arange(0, 3, 0))).toMatchInlineSnapshot(`
      "ValueError: arange: the range has no end.
        given:    from 0 to 3 in steps of 0
        expected: finite numbers, and a step that is not 0"
    `);
    expect(messageOf(() => arange(0, Number.NaN))).toMatch("ValueError: arange");
  });

  it("refuses shapes that are none", () => {
    expect(messageOf(() => zeros([2, -1]))).toMatchInlineSnapshot(`
      "ShapeError: full: (2, -1) is not a shape.
        given:    (2, -1)
        expected: non-negative integers"
    `);
    expect(messageOf(() => zeros([1.5]))).toMatch("ShapeError: full");
    expect(messageOf(() => fromData([1, 2], [3]))).toMatchInlineSnapshot(`
      "ShapeError: fromData: the number of values is not the shape's.
        given:    2 values for (3,)
        expected: 3 values"
    `);
    expect(messageOf(() => uniform(new Rng(0), [-1]))).toMatch("ShapeError: uniform");
    expect(messageOf(() => normal(new Rng(0), [Number.NaN]))).toMatch("ShapeError: normal");
  });

  it("keeps neither the caller's values nor the caller's shape", () => {
    const [values, shape] = [Float64Array.of(1, 2), [2]];
    const x = fromData(values, shape, { device });
    values[0] = 9;
    shape[0] = 9;
    expect([x.shape, flat(x)]).toEqual([[2], [1, 2]]);
    const sizes = [1, 2];
    const [y, z] = [x.reshape(sizes), x.expand(sizes)];
    sizes[0] = 7;
    expect([y.shape, z.shape]).toEqual([
      [1, 2],
      [1, 2],
    ]);
  });

  it("reads out copies", async () => {
    for (const name of deviceNames) {
      const x = tensor([1, 2], { device: await deviceNamed(name) });
      x.data()[0] = 9;
      expect(flat(x)).toEqual([1, 2]);
    }
  });
});

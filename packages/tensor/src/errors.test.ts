import { beforeAll, describe, expect, it } from "vitest";
import { arange, concat, init, memoryScope, ones, ReferenceDevice, tensor, zeros } from "./index.js";
import { messageOf } from "./testing.test-data.js";

it("says that init comes first", () => {
  expect(messageOf(() => zeros([2]))).toMatchInlineSnapshot(`
    "DeviceError: init: there is no device yet.
      given:    an op before init()
      expected: a device
      fix:      call \`await init()\` once, before the first tensor"
  `);
});

describe("an error names the op, what was given, what was expected and how to mend it", () => {
  beforeAll(async () => {
    await init({ device: "reference" });
  });

  it("matmul", () => {
    expect(messageOf(() => zeros([32, 30]).matmul(zeros([100, 30])))).toMatchInlineSnapshot(`
      "ShapeError: matmul: cannot multiply (32, 30) by (100, 30).
        given:    a (32, 30), b (100, 30)
        expected: a's last axis (30) to equal b's second-to-last axis (100)
        fix:      pass b.mT if b is stored as (N, K)"
    `);
    expect(messageOf(() => zeros([2, 3]).matmul(zeros([4])))).toMatchInlineSnapshot(`
      "ShapeError: matmul: cannot multiply (2, 3) by (4,).
        given:    a (2, 3), b (4,)
        expected: a's last axis (3) to equal b's second-to-last axis (4)"
    `);
    expect(messageOf(() => zeros([]).matmul(zeros([4])))).toMatchInlineSnapshot(`
      "ShapeError: matmul: cannot multiply () by (4,).
        given:    a (), b (4,)
        expected: a's last axis (none) to equal b's second-to-last axis (4)"
    `);
  });

  it("attention", () => {
    const wide = zeros([1, 1, 1, 4097]);
    expect(messageOf(() => wide.scaledDotProductAttention(wide, wide))).toMatchInlineSnapshot(`
      "ShapeError: scaledDotProductAttention: a head cannot have 4097 numbers.
        given:    heads of 4097
        expected: 1 to 4096
        fix:      split the rows into another number of heads"
    `);
    expect(messageOf(() => zeros([1, 2, 0]).selfAttention(2))).toMatch("selfAttention: a head cannot have 0 numbers");
  });

  it("broadcasting", () => {
    expect(messageOf(() => zeros([2, 3]).add(zeros([2])))).toMatchInlineSnapshot(`
      "ShapeError: add: cannot broadcast (2, 3) with (2,).
        given:    a (2, 3), b (2,)
        expected: axis -1 to be equal or 1 in both, not 3 and 2
        fix:      reshape one of them so that the axes that belong together are aligned at the end"
    `);
  });

  it("reshape and expand", () => {
    expect(messageOf(() => zeros([2, 3]).reshape([4, -1]))).toMatchInlineSnapshot(`
      "ShapeError: reshape: cannot make (4, -1) of (2, 3).
        given:    6 elements
        expected: a multiple of 4 elements"
    `);
    expect(messageOf(() => zeros([2, 3]).reshape([-1, -1, 6]))).toMatchInlineSnapshot(`
      "ShapeError: reshape: cannot make (-1, -1, 6) of (2, 3).
        given:    6 elements
        expected: sizes whose product is 6"
    `);
    expect(messageOf(() => zeros([2, 3]).expand([2, 6]))).toMatchInlineSnapshot(`
      "ShapeError: expand: cannot repeat (2, 3) to (2, 6).
        given:    (2, 3)
        expected: axes that are 1 or equal, aligned at the end
        fix:      reshape first, so that the axes to repeat have size 1"
    `);
    expect(messageOf(() => zeros([1]).expand([-3]))).toMatchInlineSnapshot(`
      "ShapeError: expand: (-3,) is not a shape.
        given:    (-3,)
        expected: non-negative integers"
    `);
  });

  it("axes and ranges", () => {
    expect(messageOf(() => zeros([2, 3]).sum(2))).toMatchInlineSnapshot(`
      "ShapeError: sum: axis 2 does not exist.
        given:    axis 2, a tensor of 2 axes
        expected: an integer from -2 to 1"
    `);
    expect(messageOf(() => zeros([]).softmax())).toMatchInlineSnapshot(`
      "ShapeError: softmax: axis -1 does not exist.
        given:    axis -1, a tensor of 0 axes
        expected: no axis: a scalar has none"
    `);
    expect(messageOf(() => zeros([2, 3]).transpose([0, 0]))).toMatchInlineSnapshot(`
      "ShapeError: transpose: does not name each axis once.
        given:    axes [0,0] for (2, 3)
        expected: an order of 2 axes"
    `);
    expect(messageOf(() => zeros([2, 3]).slice([[0, 1, 0]]))).toMatchInlineSnapshot(`
      "ShapeError: slice: the step is not a positive integer.
        given:    [0,1,0]
        expected: [start, stop, step] with a step of 1 or more"
    `);
    expect(messageOf(() => zeros([2, 3]).slice([[0.5, 1]]))).toMatchInlineSnapshot(`
      "ShapeError: slice: the range is not of integers.
        given:    [0.5, 1]
        expected: integers"
    `);
    expect(messageOf(() => zeros([3]).mT)).toMatchInlineSnapshot(`
      "ShapeError: mT: needs two axes at least.
        given:    (3,)
        expected: (..., M, N)"
    `);
  });

  it("indices", () => {
    expect(messageOf(() => zeros([4, 2]).take(tensor(Int32Array.of(0, 3, 4))))).toMatchInlineSnapshot(`
      "ValueError: take: index 4 does not exist.
        given:    4 at position 2
        expected: 0 to 3"
    `);
    expect(messageOf(() => zeros([4, 2]).take(tensor([0, 1])))).toMatchInlineSnapshot(`
      "DTypeError: take: indices are whole numbers.
        given:    float64
        expected: int32
        fix:      make them with tensor(values, { dtype: "int32" }), or x.astype("int32")"
    `);
    expect(messageOf(() => zeros([2, 3]).crossEntropy(tensor(Int32Array.of(0, -1))))).toMatchInlineSnapshot(`
      "ValueError: crossEntropy: index -1 does not exist.
        given:    -1 at position 1
        expected: 0 to 2, or -100 to ignore"
    `);
  });

  it("dims and item", () => {
    expect(messageOf(() => zeros([2, 3]).dims(3))).toMatchInlineSnapshot(`
      "ShapeError: dims: the tensor has not 3 axes.
        given:    (2, 3)
        expected: 3 sizes"
    `);
    expect(messageOf(() => zeros([2, 3]).item())).toMatchInlineSnapshot(`
      "ShapeError: item: the tensor has not one element.
        given:    (2, 3)
        expected: one element
        fix:      reduce it first, or use toArray()"
    `);
  });

  it("dtypes", () => {
    expect(messageOf(() => arange(0, 3).exp())).toMatchInlineSnapshot(`
      "DTypeError: exp: works on real numbers.
        given:    int32
        expected: float64
        fix:      convert first: x.astype("float64")"
    `);
    expect(messageOf(() => arange(0, 3).add(1))).toMatchInlineSnapshot(`
      "DTypeError: add: works on real numbers.
        given:    a int32, b a number
        expected: float64
        fix:      convert first: a.astype("float64")"
    `);
    expect(messageOf(() => zeros([3]).where(1, 2))).toMatchInlineSnapshot(`
      "DTypeError: where: the condition is not a mask.
        given:    float64
        expected: bool
        fix:      compare first, as in x.greater(0)"
    `);
    expect(messageOf(() => zeros([3]).greater(0).astype("int32"))).toMatchInlineSnapshot(`
      "DTypeError: astype: cannot convert bool to int32.
        given:    bool
        expected: an integer or a mask to a float, or a float to int32
        fix:      go through a float"
    `);
    for (const op of ["mean", "min", "variance", "logsumexp"] as const) {
      expect(messageOf(() => arange(0, 3)[op]())).toMatch(`DTypeError: ${op}: works on real numbers.`);
    }
  });

  it("nothing to choose, nothing to join", () => {
    expect(messageOf(() => zeros([2, 0]).min(1))).toMatchInlineSnapshot(`
      "ShapeError: min: there is no element to choose.
        given:    (2, 0)
        expected: one element at least along each reduced axis"
    `);
    expect(messageOf(() => concat([]))).toMatchInlineSnapshot(`
      "ShapeError: concat: there is nothing to join.
        given:    no tensor
        expected: one at least"
    `);
  });

  it("freed tensors", () => {
    const scope = memoryScope();
    const x = ones([2]);
    scope[Symbol.dispose]();
    expect(messageOf(() => x.data())).toMatchInlineSnapshot(`
      "MemoryError: Tensor: was used after it had been freed.
        given:    a float64 tensor (2,) whose scope has closed
        expected: a tensor that is alive
        fix:      call scope.keep(x) before the closing brace of the scope that made it"
    `);
  });

  it("two devices", () => {
    const other = zeros([2], { device: new ReferenceDevice() });
    expect(messageOf(() => zeros([2]).add(other))).toMatchInlineSnapshot(`
      "DeviceError: add: the operands lie on two devices.
        given:    a on reference, b on reference
        expected: one device"
    `);
    expect(messageOf(() => zeros([2]).greater(0).where(other, other))).toMatchInlineSnapshot(`
      "DeviceError: launch: a tensor lies on another device.
        given:    a tensor on reference
        expected: a tensor on this reference device
        fix:      copy it: fromData(x.data(), x.shape, { device })"
    `);
  });
});

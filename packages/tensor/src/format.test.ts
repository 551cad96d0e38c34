import { inspect } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { arange, formatShape, init, tensor, zeros } from "./index.js";
import { messageOf } from "./testing.test-data.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

describe("a tensor as text", () => {
  it("shows dtype, shape and values", () => {
    expect(String(tensor([1.5, -2, 1 / 3]))).toMatchInlineSnapshot(`"Tensor(float64, (3,)) [1.5, -2, 0.333333]"`);
    expect(
      String(
        tensor([
          [1, 20],
          [300, 4.5],
        ]),
      ),
    ).toMatchInlineSnapshot(`
      "Tensor(float64, (2, 2))
      [[  1,  20],
       [300, 4.5]]"
    `);
    expect(String(tensor(7))).toMatchInlineSnapshot(`"Tensor(float64, ()) 7"`);
    expect(String(arange(0, 3))).toMatchInlineSnapshot(`"Tensor(int32, (3,)) [0, 1, 2]"`);
    expect(String(tensor([1, 2]).greater(1))).toMatchInlineSnapshot(`"Tensor(bool, (2,)) [0, 1]"`);
  });

  it("shows special values", () => {
    expect(String(tensor([Number.NaN, Infinity, -Infinity, 1e30, 1e-30]))).toMatchInlineSnapshot(
      `"Tensor(float64, (5,)) [NaN, Infinity, -Infinity, 1e+30, 1e-30]"`,
    );
  });

  it("parts the matrices of three axes", () => {
    expect(String(arange(0, 8).reshape([2, 2, 2]))).toMatchInlineSnapshot(`
      "Tensor(int32, (2, 2, 2))
      [[[0, 1],
        [2, 3]],

       [[4, 5],
        [6, 7]]]"
    `);
  });

  it("shows views in their own order, and nothing where nothing is", () => {
    expect(String(arange(0, 6).reshape([2, 3]).mT)).toMatchInlineSnapshot(`
      "Tensor(int32, (3, 2))
      [[0, 3],
       [1, 4],
       [2, 5]]"
    `);
    expect(String(zeros([0]))).toMatchInlineSnapshot(`"Tensor(float64, (0,)) []"`);
    expect(String(zeros([2, 0]))).toMatchInlineSnapshot(`
      "Tensor(float64, (2, 0))
      [[],
       []]"
    `);
  });

  it("leaves out the middle of a large one", () => {
    expect(String(arange(0, 2000))).toMatchInlineSnapshot(`"Tensor(int32, (2000,)) [0, 1, 2, …, 1997, 1998, 1999]"`);
    expect(String(arange(0, 10000).reshape([100, 100]))).toMatchInlineSnapshot(`
      "Tensor(int32, (100, 100))
      [[   0,    1,    2, …,   97,   98,   99],
       [ 100,  101,  102, …,  197,  198,  199],
       [ 200,  201,  202, …,  297,  298,  299],
       …,
       [9700, 9701, 9702, …, 9797, 9798, 9799],
       [9800, 9801, 9802, …, 9897, 9898, 9899],
       [9900, 9901, 9902, …, 9997, 9998, 9999]]"
    `);
  });

  it("is what console.log and a failing assertion show", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    expect(inspect(x)).toBe(String(x));
    expect(inspect({ x })).toContain("Tensor(float64, (2, 2))");
    expect(messageOf(() => expect(x).toBeNull())).toMatchInlineSnapshot(`
      "AssertionError: expected Tensor(float64, (2, 2))
      [[1, 2],
       [3, 4]] to be null"
    `);
    expect(
      messageOf(() =>
        expect(x).toEqual(
          tensor([
            [1, 2],
            [3, 5],
          ]),
        ),
      ),
    ).toMatchInlineSnapshot(`
      "AssertionError: expected Tensor(float64, (2, 2))
      [[1, 2],
       [3, 4]] to deeply equal Tensor(float64, (2, 2))
      [[1, 2],
       [3, 5]]"
    `);
  });

  it("is shape, dtype and values in JSON", () => {
    expect(JSON.stringify(tensor([[1], [2]]))).toBe('{"shape":[2,1],"dtype":"float64","values":[[1],[2]]}');
  });
});

it("formatShape writes tuples", () => {
  expect([[], [3], [2, 3]].map(formatShape)).toEqual(["()", "(3,)", "(2, 3)"]);
});

import fc from "fast-check";
import { expect, it } from "vitest";
import { addresses, type Box, boxOf } from "./box.js";

/** The strides of contiguous memory of a shape. */
function stridesOf(shape: readonly number[]): number[] {
  return shape.map((_, i) => shape.slice(i + 1).reduce((a, b) => a * b, 1));
}

/** Where the elements of a box's part lie, in the order of the walk. */
function addressesOf({ shape, begin, size, back }: Box): number[] {
  const strides = stridesOf(shape);
  const first = begin.reduce((at, from, i) => at + from * strides[i]!, 0);
  return [
    ...addresses(
      first,
      back.map((axis) => size[axis]!),
      back.map((axis) => strides[axis]!),
    ),
  ];
}

it("finds the box of columns, and of the same transposed", () => {
  expect(boxOf(24, 3, [4, 3], [6, 1])).toEqual({
    shape: [4, 6],
    begin: [0, 3],
    size: [4, 3],
    order: [0, 1],
    back: [0, 1],
  });
  expect(boxOf(24, 3, [3, 4], [1, 6])).toEqual({
    shape: [4, 6],
    begin: [0, 3],
    size: [4, 3],
    order: [1, 0],
    back: [1, 0],
  });
});

it("finds the box of steps, with an axis of one for what is between", () => {
  expect(boxOf(8, 1, [4], [2])).toMatchObject({ shape: [4, 2], begin: [0, 1], size: [4, 1] });
});

it("finds none where strides do not divide each other, or the memory", () => {
  expect(boxOf(60, 0, [3, 2], [10, 3])).toBeNull();
  expect(boxOf(25, 0, [2, 5], [10, 1])).toBeNull();
});

it("holds the elements of the walk, in its order, for any walk that has a box", () => {
  const axis = fc.record({ n: fc.integer({ min: 1, max: 4 }), stride: fc.integer({ min: 0, max: 12 }) });
  fc.assert(
    fc.property(fc.array(axis, { maxLength: 4 }), fc.nat(12), fc.nat(12), (axes, offset, after) => {
      const [sizes, strides] = [axes.map(({ n }) => n), axes.map(({ stride }) => stride)];
      const walked = [...addresses(offset, sizes, strides)];
      const box = boxOf(Math.max(...walked) + 1 + after, offset, sizes, strides);
      fc.pre(box !== null);
      expect(addressesOf(box!)).toEqual(walked);
    }),
    { numRuns: 1000 },
  );
});

it("finds the box of every view that slices and transposes without steps", () => {
  const axis = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(2), fc.nat(2)); // taken, before, after
  fc.assert(
    fc.property(fc.array(axis, { minLength: 1, maxLength: 4 }), fc.nat(), (axes, turn) => {
      const shape = axes.map(([n, before, after]) => n + before + after);
      const strides = stridesOf(shape);
      const offset = axes.reduce((at, [, before], i) => at + before * strides[i]!, 0);
      const order = axes.map((_, i) => (i + turn) % axes.length);
      const sizes = order.map((i) => axes[i]![0]);
      const turned = order.map((i) => strides[i]!);
      const box = boxOf(
        shape.reduce((a, b) => a * b),
        offset,
        sizes,
        turned,
      );
      expect(addressesOf(box!)).toEqual([...addresses(offset, sizes, turned)]);
    }),
  );
});

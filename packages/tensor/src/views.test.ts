import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type Device, fromData, type Range, type Tensor } from "./index.js";
import { counted, deviceNamed, deviceNames, flat, type Naive, naive, shapeOf, valuesOf } from "./testing.test-data.js";

/** One step: what it does to a tensor and to the obvious array. Numbers from 0 to 1 choose the axes. */
type Step = (dice: readonly number[]) => { tensor: (x: Tensor) => Tensor; array: (x: Naive) => Naive };

const pick = (dice: readonly number[], i: number, count: number) => Math.floor(dice[i % dice.length]! * count);

const transpose: Step = (dice) => {
  const order = (rank: number) => {
    const axes = Array.from({ length: rank }, (_, i) => i);
    for (let i = rank - 1; i > 0; i--) {
      const j = pick(dice, i, i + 1);
      [axes[i], axes[j]] = [axes[j]!, axes[i]!];
    }
    return axes;
  };
  return {
    tensor: (x) => x.transpose(order(x.ndim)),
    array: ({ shape, at }) => {
      const axes = order(shape.length);
      const from = (index: readonly number[]) => shape.map((_, i) => index[axes.indexOf(i)]!);
      return { shape: axes.map((i) => shape[i]!), at: (index) => at(from(index)) };
    },
  };
};

const slice: Step = (dice) => {
  const rangeOf = (n: number, axis: number): [number, number, number] => {
    const start = pick(dice, axis, n + 1);
    return [start, start + pick(dice, axis + 1, n - start + 1), 1 + pick(dice, axis + 2, 3)];
  };
  return {
    tensor: (x) => x.slice(x.shape.map((n, i): Range => rangeOf(n, i))),
    array: ({ shape, at }) => {
      const ranges = shape.map(rangeOf);
      return {
        shape: ranges.map(([start, stop, step]) => Math.ceil((stop - start) / step)),
        at: (index) => at(index.map((i, axis) => ranges[axis]![0] + i * ranges[axis]![2])),
      };
    },
  };
};

const expand: Step = (dice) => {
  const lead = pick(dice, 0, 2);
  const grow = (shape: readonly number[]) => [
    ...Array.from({ length: lead }, (_, i) => 1 + pick(dice, i, 3)),
    ...shape.map((n, i) => (n === 1 ? 1 + pick(dice, i, 3) : n)),
  ];
  return {
    tensor: (x) => x.expand(grow(x.shape)),
    array: ({ shape, at }) => ({
      shape: grow(shape),
      at: (index) => at(shape.map((n, i) => (n === 1 ? 0 : index[lead + i]!))),
    }),
  };
};

const reshape: Step = () => ({
  tensor: (x) => x.reshape([x.size, 1]),
  array: (x) => {
    const values = valuesOf(x);
    return naive([values.length, 1], values);
  },
});

const steps = fc.array(
  fc.tuple(
    fc.constantFrom(transpose, slice, expand, reshape),
    fc.array(fc.double({ min: 0, max: 0.999, noNaN: true }), { minLength: 3, maxLength: 5 }),
  ),
  { maxLength: 4 },
);

describe.each(deviceNames)("views on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = await deviceNamed(name);
  });

  it("equal the obvious indexing, whatever is combined", () => {
    fc.assert(
      fc.property(shapeOf(3), steps, (shape, chosen) => {
        let x = fromData(counted(shape), shape, { device });
        let expected = naive(shape, counted(shape));
        for (const [step, dice] of chosen) {
          const { tensor, array } = step(dice);
          x = tensor(x);
          expected = array(expected);
        }
        expect(x.shape).toEqual(expected.shape);
        expect(flat(x)).toEqual(valuesOf(expected));
        expect(flat(x.neg())).toEqual(valuesOf(expected).map((v) => -v)); // a kernel sees the same
      }),
    );
  });

  it("share storage: transpose, slice, expand, reshape and detach copy nothing", () => {
    const x = fromData(counted([2, 3]), [2, 3], { device });
    for (const y of [x.mT, x.slice([[1, 2]]), x.expand([4, 2, 3]), x.reshape([3, 2]), x.flatten(), x.detach()]) {
      expect(y.storage).toBe(x.storage);
    }
    expect(x.mT.reshape([6]).storage).not.toBe(x.storage);
  });

  it("copies more than four axes that do not merge", () => {
    const shape = [2, 3, 2, 2, 2, 3];
    const x = fromData(counted(shape), shape, { device });
    const order = [5, 3, 1, 4, 0, 2];
    const { array } = { array: naive(shape, counted(shape)) };
    const at = (index: readonly number[]) => array.at(shape.map((_, i) => index[order.indexOf(i)]!));
    expect(flat(x.transpose(order).copy())).toEqual(valuesOf({ shape: order.map((i) => shape[i]!), at }));
  });

  it("copies views of bytes", () => {
    const mask = fromData([1, 0, 0, 1, 1, 1], [2, 3], { device, dtype: "bool" });
    expect(mask.mT.toArray()).toEqual([
      [1, 1],
      [0, 1],
      [0, 1],
    ]);
  });
});

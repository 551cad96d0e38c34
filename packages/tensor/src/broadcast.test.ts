import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { broadcastShapes, type Device, fromData, sub, type Tensor } from "./index.js";
import {
  counted,
  deviceNamed,
  deviceNames,
  flat,
  messageOf,
  type Naive,
  naive,
  shapeOf,
  valuesOf,
} from "./testing.test-data.js";

/** Two shapes that fit together: one shape, of which each keeps, drops or shrinks axes to 1. */
const fitting = shapeOf(4).chain((shape) => {
  const part = fc.record({ drop: fc.nat(shape.length), ones: fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }) });
  const cut = ({ drop, ones }: { drop: number; ones: boolean[] }) => shape.slice(drop).map((n, i) => (ones[i] ? 1 : n));
  return fc.tuple(part.map(cut), part.map(cut));
});

function broadcast({ shape, at }: Naive, to: readonly number[]): Naive {
  const lead = to.length - shape.length;
  return { shape: to, at: (index) => at(shape.map((n, i) => (n === 1 ? 0 : index[lead + i]!))) };
}

const ops: Readonly<Record<string, readonly [(a: Tensor, b: Tensor) => Tensor, (a: number, b: number) => number]>> = {
  add: [(a, b) => a.add(b), (a, b) => a + b],
  sub: [(a, b) => a.sub(b), (a, b) => a - b],
  less: [(a, b) => a.less(b), (a, b) => Number(a < b)],
  where: [(a, b) => a.greater(b).where(a, b), (a, b) => Math.max(a, b)],
};

describe.each(deviceNames)("broadcasting on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = await deviceNamed(name);
  });

  it.each(Object.entries(ops))("%s equals the obvious loops", (_, [op, scalar]) => {
    fc.assert(
      fc.property(fitting, ([a, b]) => {
        const y = op(fromData(counted(a), a, { device }), fromData(counted(b).reverse(), b, { device }));
        const shape = broadcastShapes("test", a, b);
        const [left, right] = [
          broadcast(naive(a, counted(a)), shape),
          broadcast(naive(b, counted(b).reverse()), shape),
        ];
        expect(y.shape).toEqual(shape);
        expect(flat(y)).toEqual(valuesOf({ shape, at: (index) => scalar(left.at(index), right.at(index)) }));
      }),
    );
  });
});

describe.each(deviceNames)("numbers as operands on %s", (name) => {
  let device: Device;
  beforeAll(async () => {
    device = await deviceNamed(name);
  });

  it("stand on either side of sub", () => {
    const x = fromData([1, 2, 5], [3], { device });
    expect([flat(x.sub(2)), flat(sub(2, x)), flat(x.mul(3))]).toEqual([
      [-1, 0, 3],
      [1, 0, -3],
      [3, 6, 15],
    ]);
    expect(() => sub(1, x.astype("int32"))).toThrow('b.astype("float');
    expect(() => x.greater(x.reshape([3, 1]).slice([[0, 2]]).mT)).toThrow("greater: cannot broadcast (3,) with (1, 2)");
  });

  it("and single operands make of an expanded tensor what they make of a copy", () => {
    fc.assert(
      fc.property(fitting, ([a]) => {
        const x = fromData(counted(a), a, { device });
        const wide = x.expand([2, ...a.map((n) => (n === 1 ? 3 : n))]);
        const ops = [
          (x: Tensor) => x.neg(),
          (x: Tensor) => x.mul(2),
          (x: Tensor) => sub(1, x),
          (x: Tensor) => x.less(3),
        ];
        for (const op of ops) {
          expect(op(wide).shape).toEqual(wide.shape);
          expect(flat(op(wide))).toEqual(flat(op(wide.copy())));
        }
      }),
    );
  });
});

describe("broadcastShapes", () => {
  it("aligns axes at the end", () => {
    expect(broadcastShapes("add", [4, 1, 5], [3, 1])).toEqual([4, 3, 5]);
    expect(broadcastShapes("add", [], [2])).toEqual([2]);
    expect(broadcastShapes("add", [0, 3], [1, 1])).toEqual([0, 3]);
  });

  it("is the same from both sides", () => {
    fc.assert(
      fc.property(shapeOf(4), shapeOf(4), (a, b) => {
        const [ab, ba] = [() => broadcastShapes("op", a, b), () => broadcastShapes("op", b, a)];
        let shape: readonly number[];
        try {
          shape = ab();
        } catch {
          expect(ba).toThrow("cannot broadcast");
          return;
        }
        expect(ba()).toEqual(shape);
      }),
    );
  });

  it("says which axis does not fit", () => {
    expect(messageOf(() => broadcastShapes("add", [2, 3], [4, 3]))).toMatchInlineSnapshot(`
      "ShapeError: add: cannot broadcast (2, 3) with (4, 3).
        given:    a (2, 3), b (4, 3)
        expected: axis -2 to be equal or 1 in both, not 2 and 4
        fix:      reshape one of them so that the axes that belong together are aligned at the end"
    `);
  });
});

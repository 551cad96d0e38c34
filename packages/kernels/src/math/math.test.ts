import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import golden from "../../golden/math.json" with { type: "json" };
import * as math from "./index.js";

const SMALLEST = Number.MIN_VALUE;
const view = new DataView(new ArrayBuffer(8));

/** Where a double stands among all doubles, so that neighbours differ by one; -0 and 0 share a place. */
function place(x: number): bigint {
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(bits & 0x7fffffffffffffffn) : bits;
}

/** How many doubles apart two values are; NaN only from NaN is none. */
function steps(actual: number, expected: number): number {
  if (Number.isNaN(actual) || Number.isNaN(expected))
    return Number.isNaN(actual) === Number.isNaN(expected) ? 0 : Infinity;
  const difference = place(actual) - place(expected);
  return Number(difference < 0n ? -difference : difference);
}

function double(hex: string): number {
  view.setBigUint64(0, BigInt(hex));
  return view.getFloat64(0);
}

type OneArgument = "exp" | "expm1" | "log" | "log1p" | "tanh" | "sin" | "cos" | "erf" | "erfc" | "sigmoid";

const { exp, expm1, log, log1p, tanh, sin, cos, erf, erfc, sigmoid } = math;
const ours: Record<OneArgument, (x: number) => number> = { exp, expm1, log, log1p, tanh, sin, cos, erf, erfc, sigmoid };

/** The most doubles by which a result may miss the correctly rounded one. */
const bounds: Record<OneArgument, number> = {
  exp: 1,
  expm1: 1,
  log: 1,
  log1p: 1,
  tanh: 1,
  sin: 1,
  cos: 1,
  erf: 1,
  erfc: 4,
  sigmoid: 2,
};

describe.each(Object.entries(bounds) as [OneArgument, number][])("%s", (name, bound) => {
  it(`is within ${bound} of the correctly rounded values`, () => {
    const misses = (golden.cases[name] as [number, number][])
      .map(([x, expected]) => ({ x, expected, actual: ours[name](x), steps: steps(ours[name](x), expected) }))
      .filter((row) => row.steps > bound);
    expect(misses).toEqual([]);
  });
});

describe("the tables of NumPy", () => {
  const table = (name: string) =>
    new URL(`../../../../../shared/data/10-numeric-reference/umath/umath-validation-set-${name}.csv`, import.meta.url);
  const names = ["exp", "expm1", "log", "log1p", "tanh", "sin", "cos"] as const;
  for (const name of names) {
    const path = table(name);
    const title = existsSync(path) ? `hold for ${name}` : `hold for ${name} (skipped: no ${fileURLToPath(path)})`;
    it.skipIf(!existsSync(path))(title, () => {
      const rows = readFileSync(path, "utf8")
        .split(/\r?\n/)
        .filter((line) => line.startsWith("np.float64"))
        .map((line) => line.split(","));
      expect(rows.length).toBeGreaterThan(100);
      const misses = rows.filter(([, x, y]) => steps(ours[name](double(x!)), double(y!)) > 1);
      expect(misses).toEqual([]);
    });
  }
});

describe("special values", () => {
  const values = (f: (x: number) => number) => [NaN, Infinity, -Infinity, 0, -0, SMALLEST, -SMALLEST].map(f);
  it("are those of IEEE 754 and C's Annex F", () => {
    expect(values(math.exp)).toEqual([NaN, Infinity, 0, 1, 1, 1, 1]);
    expect(values(math.expm1)).toEqual([NaN, Infinity, -1, 0, -0, SMALLEST, -SMALLEST]);
    expect(values(math.log)).toEqual([NaN, Infinity, NaN, -Infinity, -Infinity, -744.4400719213812, NaN]);
    expect(values(math.log1p)).toEqual([NaN, Infinity, NaN, 0, -0, SMALLEST, -SMALLEST]);
    expect(values(math.tanh)).toEqual([NaN, 1, -1, 0, -0, SMALLEST, -SMALLEST]);
    expect(values(math.sin)).toEqual([NaN, NaN, NaN, 0, -0, SMALLEST, -SMALLEST]);
    expect(values(math.cos)).toEqual([NaN, NaN, NaN, 1, 1, 1, 1]);
    expect(values(math.erf)).toEqual([NaN, 1, -1, 0, -0, SMALLEST, -SMALLEST]);
    expect(values(math.erfc)).toEqual([NaN, 0, 2, 1, 1, 1, 1]);
    expect(values(math.sigmoid)).toEqual([NaN, 1, 0, 0.5, 0.5, 0.5, 0.5]);
    expect([math.log1p(-1), math.log1p(-1.5), math.log(1), math.log(-1)]).toEqual([-Infinity, NaN, 0, NaN]);
  });

  it("meet the ends of the range", () => {
    expect([math.exp(709.782712893384), math.exp(709.7827128933841)]).toEqual([1.7976931348622732e308, Infinity]);
    expect([math.exp(-745.1332191019411), math.exp(-745.1332191019412)]).toEqual([SMALLEST, 0]);
    expect([math.expm1(709.8), math.expm1(-50)]).toEqual([Infinity, -1]);
    expect([math.erfc(27.226), math.erfc(27.3)]).toEqual([SMALLEST, 0]);
  });
});

describe("neighbouring functions", () => {
  const normal = fc.double({ noNaN: true, noDefaultInfinity: true, min: -700, max: 700 });
  const any = fc.double();

  it("agree with the engine's own to a few doubles", () => {
    for (const name of ["exp", "expm1", "log", "log1p", "tanh", "sin", "cos"] as const) {
      fc.assert(fc.property(any, (x) => steps(ours[name](x), Math[name](x)) <= 3));
      fc.assert(fc.property(normal, (x) => steps(ours[name](x), Math[name](x)) <= 3));
    }
  });

  it("meet where two branches meet", () => {
    const near = (x: number) => [-2, -1, 0, 1, 2].map((n) => x + n * Math.abs(x) * 2 ** -52);
    for (const x of [Math.SQRT2, Math.SQRT1_2, 0.34657359027997264, Math.PI / 4, 1048576, 40, 20].flatMap(near)) {
      for (const name of ["exp", "expm1", "log", "log1p", "tanh", "sin", "cos"] as const) {
        expect(steps(ours[name](x), Math[name](x)), `${name}(${x})`).toBeLessThanOrEqual(2);
      }
    }
    for (const x of near(1)) expect(math.erf(x)).toBeCloseTo(0.8427007929497149, 15);
    for (const x of near(0.5)) expect(math.erfc(x)).toBeCloseTo(0.4795001221869535, 15);
    for (const x of near(6)) expect(math.erf(x)).toBe(1);
  });

  it("keep their symmetries exactly", () => {
    fc.assert(
      fc.property(any, (x) => {
        for (const odd of [math.sin, math.tanh, math.erf]) expect(odd(-x)).toBe(-odd(x));
        expect(math.cos(-x)).toBe(math.cos(x));
      }),
    );
  });

  it("undo each other", () => {
    fc.assert(
      fc.property(normal, (x) => {
        expect(Math.abs(math.log(math.exp(x)) - x)).toBeLessThanOrEqual(4e-16 * Math.max(1, Math.abs(x)));
        expect(math.sin(x) ** 2 + math.cos(x) ** 2).toBeCloseTo(1, 14);
        expect(math.erf(x) + math.erfc(x)).toBeCloseTo(1, 15);
        expect(math.sigmoid(x) + math.sigmoid(-x)).toBeCloseTo(1, 15);
      }),
    );
  });
});

describe("pow", () => {
  it("is within 1 of the correctly rounded values", () => {
    const misses = (golden.cases.pow as [number, number, number][]).filter(
      ([x, y, expected]) => steps(math.pow(x, y), expected) > 1,
    );
    expect(misses).toEqual([]);
  });

  it("is exact where a double can be", () => {
    for (let n = 0; n <= 22; n++) expect(math.pow(10, n)).toBe(Number(`1e${n}`));
    for (let n = -1074; n <= 1023; n++) expect(math.pow(2, n)).toBe(2 ** n);
    expect([math.pow(3, 3), math.pow(-3, 3), math.pow(0.25, 0.5), math.pow(1024, 0.1)]).toEqual([27, -27, 0.5, 2]);
    fc.assert(fc.property(fc.integer({ min: -94906265, max: 94906265 }), (x) => math.pow(x, 2) === x * x));
  });

  it("agrees with the engine's own, but for pow(±1, NaN or ±inf)", () => {
    const edge = fc.constantFrom(
      0,
      -0,
      1,
      -1,
      2,
      -2,
      3,
      -3,
      0.5,
      -0.5,
      1e308,
      -1e308,
      5e-324,
      Infinity,
      -Infinity,
      NaN,
    );
    const number = fc.oneof(edge, fc.double(), fc.double({ min: -50, max: 50 }), fc.integer({ min: -50, max: 50 }));
    fc.assert(
      fc.property(number, number, (x, y) => {
        fc.pre(!(Math.abs(x) === 1 && !Number.isFinite(y)));
        expect(steps(math.pow(x, y), x ** y), `pow(${x}, ${y})`).toBeLessThanOrEqual(2);
        if (x ** y === 0) expect(math.pow(x, y)).toBe(x ** y); // the zero's sign too
      }),
      { numRuns: 2000 },
    );
    expect([NaN, Infinity, -Infinity].map((y) => [math.pow(1, y), math.pow(-1, y)])).toEqual([
      [1, NaN],
      [1, 1],
      [1, 1],
    ]);
  });
});

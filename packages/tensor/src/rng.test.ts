import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normal, Rng, uniform } from "./index.js";
import { deviceNamed, flat, messageOf } from "./testing.test-data.js";

const draw = (rng: Rng, count = 3) => Array.from({ length: count }, () => rng.uniform());

describe("a stream", () => {
  it("is the same for ever", () => {
    expect(draw(new Rng(0))).toMatchInlineSnapshot(`
      [
        0.39904647231489565,
        0.9722412032044762,
        0.01944942265336036,
      ]
    `);
    expect(draw(new Rng(2 ** 53 - 1))).toMatchInlineSnapshot(`
      [
        0.3229007986588057,
        0.21065962568423036,
        0.8785514333616227,
      ]
    `);
    expect(Array.from(new Rng(42).uniforms(5))).toMatchInlineSnapshot(`
      [
        0.6129598617553711,
        0.4685865044593811,
        0.07323169708251953,
        0.3408614993095398,
        0.9877186417579651,
      ]
    `);
    expect(Array.from(new Rng(42).normals(5))).toMatchInlineSnapshot(`
      [
        -1.3510921453963993,
        0.27019208818992574,
        -0.21075414031252077,
        0.32815555379460687,
        -1.3808544267112643,
      ]
    `);
    expect(draw(new Rng(42).fork("dropout", 7))).toMatchInlineSnapshot(`
      [
        0.351266270340555,
        0.7491704796840318,
        0.005926548423234812,
      ]
    `);
    expect(
      Array.from(
        { length: 8 },
        (
          (rng) => () =>
            rng.integer(10)
        )(new Rng(1)),
      ),
    ).toMatchInlineSnapshot(`
      [
        8,
        6,
        2,
        7,
        2,
        1,
        4,
        4,
      ]
    `);
  });

  it("is the same on both devices", async () => {
    const [reference, wasm] = [await deviceNamed("reference"), await deviceNamed("wasm")];
    for (const make of [
      (device: typeof wasm) => uniform(new Rng(5), [3, 7], 0, 1, { device }),
      (device: typeof wasm) => uniform(new Rng(5), [3, 7], -2, 3, { device }),
      (device: typeof wasm) => normal(new Rng(5), [3, 7], 1, 2, { device }),
      (device: typeof wasm) => uniform(new Rng(5), [100], 0, 1, { device }).dropout(new Rng(6), 0.7).sign(),
    ]) {
      expect(flat(make(wasm))).toEqual(flat(make(reference)));
    }
    expect(flat(uniform(new Rng(5), [21], 0, 1, { device: wasm }))).toEqual(Array.from(new Rng(5).uniforms(21)));
  });

  it("depends on how many blocks of four were drawn, not how", () => {
    const [a, b] = [new Rng(1), new Rng(1)];
    a.uniforms(8);
    b.uniforms(3);
    b.normals(1);
    expect(a.uniform()).toBe(b.uniform());
  });

  it("crosses from the low to the high word of its counter", () => {
    const at = (low: number, high: number) => Rng.fromState({ ...new Rng(9).state(), counter: [low, high] });
    const across = Array.from(at(2 ** 32 - 1, 4).uniforms(8));
    expect(across.slice(4)).toEqual(Array.from(at(0, 5).uniforms(4)));
    const rng = at(2 ** 32 - 1, 4);
    rng.uniforms(8);
    expect(rng.state().counter).toEqual([1, 5]);
  });
});

describe("fork", () => {
  it("is a stream of its own that does not move the other", () => {
    const [rng, untouched] = [new Rng(3), new Rng(3)];
    const first = draw(rng.fork("init"));
    expect(draw(rng)).toEqual(draw(untouched));
    expect(draw(rng.fork("init"))).toEqual(first); // nor does the other move it
  });

  it("depends on seed, purpose and step, not on order", () => {
    const forks = [
      new Rng(3).fork("a"),
      new Rng(3).fork("b"),
      new Rng(3).fork("a", 1),
      new Rng(3).fork("a", 2 ** 32 + 1),
      new Rng(4).fork("a"),
      new Rng(3).fork("a").fork("a"),
      new Rng(3),
    ];
    expect(new Set(forks.map((rng) => rng.uniform())).size).toBe(forks.length);
    const rng = new Rng(3);
    rng.fork("b");
    expect(rng.fork("a").state()).toEqual(new Rng(3).fork("a").state());
  });
});

describe("the numbers", () => {
  it("are uniform in [0, 1)", () => {
    const values = new Rng(11).uniforms(100_000);
    const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
    expect(Math.min(...values)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...values)).toBeLessThan(1);
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 / Math.sqrt(12 * values.length)); // 5 standard errors
  });

  it("are normal: mean 0, variance 1, no skew, kurtosis 3", () => {
    const values = new Rng(12).normals(200_001);
    const n = values.length;
    const moment = (k: number) => values.reduce((sum, v) => sum + v ** k, 0) / n;
    expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / n));
    expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / n));
    expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / n));
  });

  it("are integers below a bound, each as often", () => {
    const rng = new Rng(13);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) counts[rng.integer(6)]!++;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(5 * Math.sqrt(10_000));
  });
});

describe("state", () => {
  it("goes on where it was, through JSON", () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(fc.nat(9), { maxLength: 4 }), (seed, draws) => {
        const rng = new Rng(seed);
        for (const count of draws) rng.uniforms(count);
        const copy = Rng.fromState(JSON.parse(JSON.stringify(rng.state())));
        expect(draw(copy)).toEqual(draw(rng));
      }),
    );
  });

  it("does not share the numbers that it returns", () => {
    const rng = new Rng(1);
    (rng.state().counter as [number, number])[0] = 99;
    expect(rng.state().counter).toEqual([0, 0]);
  });

  it("names another version", () => {
    expect(messageOf(() => Rng.fromState({ ...new Rng(0).state(), version: "xorshift/1" }))).toMatchInlineSnapshot(`
      "ValueError: Rng: this state was written by another generator.
        given:    xorshift/1
        expected: philox4x32-10/1
        fix:      resume with the version of Cairn that wrote it"
    `);
  });

  it("refuses seeds that are none", () => {
    expect(messageOf(() => new Rng(-1))).toMatchInlineSnapshot(`
      "ValueError: Rng: the seed is not a non-negative integer.
        given:    -1
        expected: an integer from 0 to 9007199254740991"
    `);
    for (const seed of [0.5, Number.NaN, 2 ** 53]) expect(() => new Rng(seed)).toThrow("not a non-negative integer");
  });
});

import { init, math, Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type SamplingOptions, sampleToken } from "./index.js";

/** Always draws u. */
const drawing = (u: number): Rng => Object.assign(new Rng(0), { uniform: () => u });
const logitsOf = (shares: readonly number[]): number[] => shares.map((p) => math.log(p));

/** The share of [0, 1) in which each token is drawn, read off at 1,000 places. */
function sharesOf(logits: readonly number[], options: SamplingOptions): number[] {
  const counts = logits.map(() => 0);
  for (let i = 0; i < 1000; i++) counts[sampleToken(logits, drawing((i + 0.5) / 1000), options)]!++;
  return counts.map((n) => n / 1000);
}

const logits = logitsOf([0.2, 0.5, 0.3]);

beforeAll(async () => {
  await init({ device: "reference" });
});

describe("sampleToken", () => {
  it("draws by softmax(logits), the likeliest first", () => {
    expect(sharesOf(logits, {})).toEqual([0.2, 0.5, 0.3]);
    const at = (u: number) => sampleToken(logits, drawing(u));
    expect([0, 0.499, 0.501, 0.799, 0.801, 1 - 2 ** -53].map(at)).toEqual([1, 1, 2, 2, 0, 0]);
    expect(
      sharesOf(
        logits.map((x) => x + 1000),
        {},
      ),
    ).toEqual([0.2, 0.5, 0.3]); // no overflow
  });

  it("sharpens and flattens by the temperature: shares to the power 1/T", () => {
    expect(sharesOf(logitsOf([0.25, 0.75]), { temperature: 0.5 })).toEqual([0.1, 0.9]); // 1 : 9
    expect(sharesOf(logitsOf([0.1, 0.9]), { temperature: 2 })).toEqual([0.25, 0.75]); // 1 : 3
    expect(sharesOf(logits, { temperature: 1e-320 })).toEqual([0, 1, 0]);
  });

  it("takes the likeliest at temperature 0, the first of equals, and draws nothing", () => {
    const rng = new Rng(0);
    expect(sampleToken([1, 3, 3, 2], rng, { temperature: 0 })).toBe(1);
    expect(sampleToken([-Infinity, -5], rng, { temperature: 0, topK: 1, topP: 0.1 })).toBe(1);
    expect(rng.state()).toEqual(new Rng(0).state());
  });

  it("keeps the k likeliest, the first of equals", () => {
    expect(sharesOf(logits, { topK: 1 })).toEqual([0, 1, 0]);
    expect(sharesOf(logits, { topK: 2 })).toEqual([0, 0.625, 0.375]);
    expect(sharesOf(logits, { topK: 99 })).toEqual([0.2, 0.5, 0.3]);
    expect(sharesOf([0, 0, 0, 0], { topK: 2 })).toEqual([0.5, 0.5, 0, 0]);
  });

  it("keeps the fewest that have the share p together", () => {
    expect(sharesOf(logits, { topP: 0.4 })).toEqual([0, 1, 0]);
    expect(sharesOf(logits, { topP: 0.6 })).toEqual([0, 0.625, 0.375]);
    expect(sharesOf(logits, { topP: 0.79 })).toEqual([0, 0.625, 0.375]);
    expect(sharesOf(logits, { topP: 0.81 })).toEqual([0.2, 0.5, 0.3]);
    expect(sharesOf(logits, { topP: 1 })).toEqual([0.2, 0.5, 0.3]);
    expect(sharesOf(logits, { topP: 1e-300 })).toEqual([0, 1, 0]);
  });

  it("applies the temperature, then k, then p to what k left", () => {
    // T = ½ turns 1 : 2 : 3 : 4 into 1 : 4 : 9 : 16; k = 3 leaves 4 : 9 : 16; of these 16 alone are 0.55.
    const four = logitsOf([0.1, 0.2, 0.3, 0.4]);
    expect(sharesOf(four, { temperature: 0.5, topK: 3, topP: 0.5 })).toEqual([0, 0, 0, 1]);
    expect(sharesOf(four, { temperature: 0.5, topK: 3, topP: 0.6 })).toEqual([0, 0, 0.36, 0.64]);
  });

  it("never draws what is impossible", () => {
    expect(sharesOf([-Infinity, 0, -Infinity, 0], {})).toEqual([0, 0.5, 0, 0.5]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-Infinity, 0, 1), { minLength: 1 }), fc.nat(), (some, seed) => {
        fc.pre(some.some((x) => x > -Infinity));
        expect(some[sampleToken(some, new Rng(seed))]).toBeGreaterThan(-Infinity);
      }),
    );
  });

  it("is as often as the shares say, with a real stream", () => {
    const rng = new Rng(7);
    const counts = [0, 0, 0];
    for (let i = 0; i < 20_000; i++) counts[sampleToken(logits, rng)]!++;
    [0.2, 0.5, 0.3].forEach((p, token) => {
      expect(Math.abs(counts[token]! / 20_000 - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / 20_000));
    });
  });

  it("gives the same for the same stream, whatever the array", () => {
    fc.assert(
      fc.property(fc.array(fc.float({ noNaN: true, min: -9, max: 9 }), { minLength: 1 }), fc.nat(), (some, seed) => {
        const options = { topK: 3, topP: 0.9 };
        const token = sampleToken(some, new Rng(seed), options);
        expect(sampleToken(Float32Array.from(some), new Rng(seed), options)).toBe(token);
        const largest = [...some].sort((a, b) => b - a).slice(0, 3);
        expect(largest).toContain(some[token]);
      }),
    );
  });

  it("refuses options out of range, and logits that are no numbers", () => {
    const sample =
      (options: SamplingOptions, values = logits) =>
      () =>
        sampleToken(values, new Rng(0), options);
    expect(sample({ temperature: -1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: temperature is out of range.
        given:    -1
        expected: 0 or more]
    `);
    expect(sample({ topK: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: topK is out of range.
        given:    0
        expected: an integer of 1 or more]
    `);
    expect(sample({ topP: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: topP is out of range.
        given:    0
        expected: more than 0, at most 1]
    `);
    for (const temperature of [Number.NaN, Infinity]) expect(sample({ temperature })).toThrow("temperature");
    for (const topK of [1.5, Number.NaN, -2]) expect(sample({ topK })).toThrow("topK");
    for (const topP of [1.1, -1, Number.NaN]) expect(sample({ topP })).toThrow("topP");
    for (const temperature of [0, 1]) {
      for (const values of [[0, Number.NaN], [Number.NaN, 0], [0, Infinity], []]) {
        expect(sample({ temperature }, values)).toThrow("the logits are not numbers to choose by");
      }
    }
    expect(sample({}, [Number.NaN])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: the logits are not numbers to choose by.
        given:    NaN or infinity among them
        expected: finite logits, or -Infinity for what shall not be chosen
        fix:      load other weights: these have run away in training]
    `);
    expect(sample({}, [-Infinity, -Infinity])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: the logits are not numbers to choose by.
        given:    2 logits, none above -Infinity
        expected: finite logits, or -Infinity for what shall not be chosen
        fix:      load other weights: these have run away in training]
    `);
  });
});

import { expectClose, init, Rng, uniform } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { CausalSelfAttention, Dropout } from "./index.js";

describe.each(["reference", "wasm"] as const)("Dropout on %s", (device) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("changes nothing without an rng", () => {
    const x = uniform(new Rng(0), [4, 5]);
    expect(new Dropout(0.5).forward(x)).toBe(x);
    expect(new Dropout(0).forward(x, new Rng(0))).toBe(x);
  });

  it("drops its share and scales the rest, so that the mean stays", () => {
    for (const p of [0.1, 0.5, 0.9]) {
      const n = 40_000;
      const y = [...new Dropout(p).forward(uniform(new Rng(1), [n], 1, 1), new Rng(2)).data()];
      const dropped = y.filter((v) => v === 0).length / n;
      expect(Math.abs(dropped - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / n));
      for (const v of y) if (v !== 0) expectClose(v, 1 / (1 - p));
      const mean = y.reduce((a, b) => a + b, 0) / n;
      expectClose(mean, 1, { atol: (5 * Math.sqrt(p / (1 - p))) / Math.sqrt(n) });
    }
  });

  it("drops the same for the same stream, other elements for another", () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 40 }), (seed, n) => {
        const x = uniform(new Rng(seed), [n], 1, 2);
        const run = (rng: Rng) => new Dropout(0.5).forward(x, rng).toArray();
        expect(run(new Rng(seed).fork("a"))).toEqual(run(new Rng(seed).fork("a")));
      }),
      { numRuns: 20 },
    );
    const x = uniform(new Rng(0), [100], 1, 2);
    const rng = new Rng(0);
    const [first, second] = [new Dropout(0.5).forward(x, rng), new Dropout(0.5).forward(x, rng)];
    expect(first.toArray()).not.toEqual(second.toArray()); // the stream moves on
  });

  it("refuses a share that is none", () => {
    for (const p of [-0.1, 1, Number.NaN]) expect(() => new Dropout(p)).toThrow("p is not a share below 1");
    expect(() => new Dropout(1)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Dropout: p is not a share below 1.
        given:    1
        expected: 0 ≤ p < 1]
    `);
    expect(() => new CausalSelfAttention(new Rng(0), 4, 2, { dropout: 2 })).toThrow("p is not a share below 1");
  });
});

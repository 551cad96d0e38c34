import { describe, expect, it } from "vitest";
import { testBuilds } from "../wasm/engine.test-helper.js";
import { cases, chunk, dim, skipGram, start, vocabulary } from "./cases.test-data.js";
import { createWord2vecEngine } from "./engine.js";
import { trainReference } from "./reference.js";

describe.each(testBuilds)("word2vec of the build %s", (build) => {
  it.each(Object.entries(cases))("%s: as the reference does it", async (_, tables) => {
    const engine = await start(tables, { build, threads: 1 });
    const rows = {
      input: Float64Array.from(engine.input),
      output: Float64Array.from(engine.output),
      stride: engine.stride,
    };
    const before = engine.input.slice();
    const expected = trainReference(rows, tables, chunk);
    await engine.push(chunk);
    expect(engine.trained).toBe(expected);
    expect(expected).toBeGreaterThan(40);
    expect(engine.input).not.toEqual(before);
    for (const name of ["input", "output"] as const) {
      const worst = Math.max(...engine[name].map((value, i) => Math.abs(value - rows[name][i]!)));
      expect(worst, name).toBeLessThan(1e-6); // values up to 1: rounding of some hundred steps
      expect(engine[name].every((value, i) => i % engine.stride < dim || value === 0)).toBe(true);
    }
  });

  it("goes the same way again", async () => {
    const results = [];
    for (let run = 0; run < 2; run++) {
      const engine = await start(skipGram, { build, threads: 1 });
      await engine.push(chunk);
      results.push(engine.input.slice());
    }
    expect(results[0]).toEqual(results[1]);
  });

  it("stays finite however large the numbers are", async () => {
    const engine = await start(skipGram, { build, threads: 1 });
    engine.input.fill(1000);
    engine.output.fill(1000);
    await engine.push({ ...chunk, lr: 1e-9 });
    expect(engine.input.every(Number.isFinite)).toBe(true);
  });
});

describe("word2vec", () => {
  it("says what does not fit into the memory", async () => {
    const options = { dim: 100, inputRows: 2e7, outputRows: vocabulary, tables: skipGram, threads: 1 };
    await expect(createWord2vecEngine(options)).rejects.toThrowErrorMatchingInlineSnapshot(`
      [OutOfMemoryError: word2vec: the vocabulary is too large for the memory.
        given:    7.7 GiB for all rows, tables and threads
        expected: 4 GiB at most, and as much as the machine gives
        fix:      take a larger minCount, fewer dimensions, or fewer buckets for n-grams]
    `);
  });

  it("trains nothing where there is nothing", async () => {
    const engine = await start(skipGram, { threads: 1 });
    const before = engine.input.slice();
    await engine.push({ ...chunk, words: new Int32Array(0), ends: new Int32Array(0) });
    expect(engine.input).toEqual(before);
    expect(engine.trained).toBe(0);
  });
});

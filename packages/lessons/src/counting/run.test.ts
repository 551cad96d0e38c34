import { describe, expect, it } from "vitest";
import type { Exhibit, Table } from "../exhibit.js";
import type { LessonInput } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { type CountingResults, counting } from "./lesson.js";

const lesson = async (
  options: Record<string, unknown> = {},
  { seed = 0, input }: { seed?: number; input?: LessonInput } = {},
) => {
  const report = await runLesson(counting, { seed, options, host: quietHost(input) });
  return { ...report, results: report.results as CountingResults };
};
const file = (text: string): LessonInput => ({ kind: "text", name: "mine.txt", text });

describe("lesson 1", () => {
  it.each([0, 1, 2])("has every published cell with seed %d", async (seed) => {
    const { checks, results } = await lesson({}, { seed });
    expect(checks).toHaveLength(13);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(Object.keys(results)).toEqual([
      ...["symbols", "counts", "probabilities", "samples", "sampleCounts"],
      ...["order", "contextsSeen", "contextsPossible", "nll", "perplexity"],
    ]);
    expect(results).toMatchObject({
      symbols: [".", "a", "c", "g", "t"],
      order: 1,
      contextsSeen: 5,
      contextsPossible: 5,
    });
    expect(results.samples).toHaveLength(100);
    expect(results.nll).toBeCloseTo(1.3325, 4);
    expect(results.perplexity).toBeCloseTo(Math.exp(results.nll!), 12);
    for (const row of results.probabilities!) expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    const starts = results.sampleCounts[0]!.reduce((a, b) => a + b);
    expect(starts).toBe(100);
  });

  it("has the same surprise whatever the seed: it is the table's", async () => {
    const [first, second] = [await lesson(), await lesson({}, { seed: 5 })];
    expect(second.results.nll).toBeCloseTo(first.results.nll!, 12);
    expect(second.results.samples).not.toEqual(first.results.samples);
    expect((await lesson()).results).toEqual(first.results);
  });

  it("counts the reader's own sequence", async () => {
    const { results, checks, changed } = await lesson({ sequences: ["ctatgt"] });
    expect(results.counts).toEqual([
      [0, 0, 1, 0, 0],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 1],
      [0, 0, 0, 0, 1],
      [1, 1, 0, 1, 0],
    ]);
    expect([checks, changed]).toEqual([[], ["sequences"]]);
  });

  it("shows how often it really was, whatever is added to it", async () => {
    const tableOf = (exhibits: readonly Exhibit[]) =>
      exhibits.find(
        (exhibit): exhibit is Table => exhibit.kind === "table" && exhibit.title?.startsWith("How often") === true,
      )!;
    const [plain, smoothed] = [
      tableOf((await lesson()).exhibits),
      tableOf((await lesson({ smoothing: 0.1 })).exhibits),
    ];
    expect(smoothed.rows).toEqual(plain.rows);
    expect(smoothed.note).toContain("51 times a c came right after a t");
    expect(smoothed.note).toContain("0.1 is added");
  });

  it("adds the smoothing to the counts", async () => {
    const { counts, nll } = (await lesson({ sequences: ["ab"], smoothing: 0.5 })).results;
    expect(counts).toEqual([
      [0.5, 1.5, 0.5],
      [0.5, 0.5, 1.5],
      [1.5, 0.5, 0.5],
    ]);
    expect(nll).toBeCloseTo(-Math.log(1.5 / 2.5), 12);
  });

  it("has no table for a longer context", async () => {
    const { results, comparisons } = await lesson({ order: 3, samples: 7 });
    expect(results).not.toHaveProperty("counts");
    expect(results).not.toHaveProperty("probabilities");
    expect(results).toMatchObject({ order: 3, contextsPossible: 1 + 4 + 16 + 64 });
    expect(results.samples).toHaveLength(7);
    expect(results.contextsSeen).toBeLessThanOrEqual(85);
    expect(comparisons).toEqual([]);
  });

  it("takes any text, a sequence on each line", async () => {
    const { results } = await lesson({}, { input: file("\ufeffWas ist das?\r\n\r\nEin Satz. Ünd 🙂\n") });
    expect(results.symbols[0]).toBe(".");
    expect(results.symbols).toEqual(expect.arrayContaining(["\\.", " ", "🙂", "Ü", "?"]));
    expect(results.symbols).not.toContain("\n");
    expect(results.counts![0]!.reduce((a, b) => a + b)).toBe(2);
    expect(results.sampleCounts).toHaveLength(results.symbols.length);
  });

  it("measures the surprise on lines that were not counted", async () => {
    const heldOut = { name: "other.txt", text: "ab\nbz" };
    const infinite = await lesson({ sequences: ["ab", "ab"], heldOut });
    expect(infinite.results).toMatchObject({ nll: null, perplexity: null, symbols: [".", "a", "b", "z"] });
    const said = infinite.exhibits.map((exhibit) => JSON.stringify(exhibit)).join("\n");
    expect(said).toContain("“b” after “.” (1×)");
    expect(said).toContain("--smoothing 1");
    const { nll } = (await lesson({ sequences: ["ab", "ab"], heldOut, smoothing: 1 })).results;
    // ab: 3/6 3/6 3/6; bz: 1/6 1/6 1/4, z having a row of nothing
    expect(nll).toBeCloseTo(-(3 * Math.log(1 / 2) + 2 * Math.log(1 / 6) + Math.log(1 / 4)) / 6, 12);
  });

  it("keeps its model", async () => {
    const { model, results } = await lesson({ sequences: ["ab"] });
    expect(model!.config).toMatchObject({ model: "MarkovChain", symbols: results.symbols });
  });

  it("says what is wrong", async () => {
    await expect(lesson({}, { input: file("") })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 1: mine.txt holds no sequence.
        given:    an empty file
        expected: a text file with a sequence on each line
        fix:      write a line such as ctatgt, or leave the file away and take the lesson's own]
    `);
    await expect(lesson({}, { input: file("\n\n") })).rejects.toThrow("empty lines and nothing else");
    await expect(lesson({ sequences: ["", ""] })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 1: --sequences holds no sequence.
        given:    ","
        expected: sequences with commas between them
        fix:      --sequences ctatgt,gattaca]
    `);
    await expect(lesson({ sequences: ["a"] }, { input: file("a") })).rejects.toThrow("two sources");
    await expect(lesson({ heldOut: { name: "no.txt", text: "" } })).rejects.toThrow("no.txt holds no sequence");
    await expect(lesson({ order: 0 })).rejects.toThrow("order is not a whole number from 1 to 20");
  });
});

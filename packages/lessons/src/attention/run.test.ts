import { fromData, init, scaledDotProductAttention } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import type { LessonInput } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { attend } from "./attend.js";
import { type AttentionResults, attention } from "./lesson.js";

async function run(options: Record<string, unknown> = {}, input?: LessonInput, seed = 0) {
  const report = await runLesson(attention, { options, host: quietHost(input), seed });
  return { ...report, results: report.results as AttentionResults };
}
const table = (text: string, options: Record<string, unknown> = {}) =>
  run(options, { kind: "text", name: "words.csv", text });
const sum = (row: readonly number[]) => row.reduce((a, b) => a + b);

describe("lesson 10", () => {
  it.each([0, 1, 2, 3])("comes to the published figures from seed %i", async (seed) => {
    const { checks } = await run({}, undefined, seed);
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(18);
  });

  it("has the results that programs read", async () => {
    const { results } = await run();
    expect(Object.keys(results)).toEqual(["cricket", "softmax", "collapse", "sentence", "heads", "cross"]);
    expect(Object.keys(results.cricket)).toEqual(["score", "scaled", "weights", "average", "byHand"]);
    expect(Object.keys(results.sentence)).toEqual([
      "words",
      "features",
      "scores",
      "masked",
      "weights",
      "output",
      "forF1",
    ]);
    expect(results.heads.map((head) => Object.keys(head))).toEqual([
      ["weights", "output"],
      ["weights", "output"],
    ]);
    expect(results.cross.shape).toEqual([3, 4]);
    expect(results.sentence.masked[1]!.slice(1)).toEqual([results.sentence.scores[1]![1], null, null, null]);
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
  });

  it("rounds to the published line", async () => {
    const { cricket, sentence, softmax } = (await run()).results;
    const rounded = (row: readonly number[]) => row.map((x) => Number(x.toFixed(2)));
    expect(rounded(sentence.weights[4]!)).toEqual([0.28, 0.31, 0.08, 0.07, 0.25]);
    expect(sentence.features.map(([F1]) => F1)).toEqual([-0.8, -0.9, 0.1, 0.2, -0.7]);
    expect(rounded([sentence.forF1, cricket.score, cricket.scaled])).toEqual([-0.66, 2.38, 1.19]);
    expect([cricket.average.toFixed(1), cricket.byHand.toFixed(0)]).toEqual(["46.8", "52"]);
    expect(rounded(softmax.divided)).toEqual([0.6, 0.22, 0.17]);
  });

  it("gives shares that add up to 1, of words before alone", async () => {
    const { sentence, heads, cricket, cross } = (await run()).results;
    for (const weights of [sentence.weights, ...heads.map((head) => head.weights), cross.weights, [cricket.weights]]) {
      for (const row of weights) expect(sum(row)).toBeCloseTo(1, 12);
    }
    for (const [i, row] of sentence.weights.entries()) expect(row.slice(i + 1).every((x) => x === 0)).toBe(true);
    expect((await run({ mask: "none" })).results.sentence.weights[0]!.every((x) => x > 0)).toBe(true);
  });

  it("lets the reader change query, key, scale and heads", async () => {
    const { results, changed, checks } = await run({ query: ["0", "0", "3", "0"], scale: 1, heads: 4 });
    expect(results.cricket.weights.indexOf(Math.max(...results.cricket.weights))).toBe(2); // Sharma has most strokes
    expect(results.cricket.scaled).toBe(results.cricket.score);
    expect(results.heads).toHaveLength(4);
    expect({ changed, checks }).toEqual({ changed: ["query", "scale", "heads"], checks: [] });
    expect((await run({ key: ["1", "1", "1", "1"] })).results.cricket.score).toBeCloseTo(2.8, 12);
    expect((await run({ heads: 1 })).results.heads[0]!.weights).toEqual((await run()).results.sentence.weights);
    await expect(run({ query: ["1", "2"] })).rejects.toThrow("query is not four numbers");
    await expect(run({ key: ["1", "2", "", "x"] })).rejects.toThrow("key is not four numbers");
    await expect(run({ query: ["1e7", "0", "0", "0"] })).rejects.toThrow("query is not four numbers");
    await expect(run({ heads: 3 })).rejects.toThrow("4 features, 3 heads");
  });

  it("takes the reader's own sentence", async () => {
    const { results, exhibits } = await table("word,a,b\nthe,1,0\n__proto__,0,1\n👑,1,1\n");
    expect(results.sentence.words).toEqual(["the", "__proto__", "👑"]);
    expect(results.cross.shape).toEqual([2, 2]);
    expect(results.sentence.scores[2]).toEqual([1, 1, 2].map((x) => x / Math.sqrt(2)));
    expect(exhibits.filter(({ kind }) => kind === "heat").length).toBeGreaterThan(4);
    expect((await table("word,a\nalone,3\n", { heads: 1 })).results.sentence.output).toEqual([[3]]);
    await expect(table("word,a\nalone,3\n")).rejects.toThrow("1 features, 2 heads");
    await expect(table("word,a,b\none,1,x\n")).rejects.toThrow("words.csv, line 2, column 3");
    await expect(table("word,a,b\nhuge,1e200,0\n")).rejects.toThrow("words.csv has a number that is too large");
    expect((await run({ scale: 1e-6 })).results.cricket.weights).toEqual([1, 0, 0, 0, 0]);
    const long = Array.from({ length: 25 }, (_, i) => `w${i},1,2\n`).join("");
    await expect(table(`word,a,b\n${long}`)).rejects.toThrow("words.csv has too many words");
  });

  it("shows a matrix of as many rows and columns as it names", async () => {
    const { exhibits } = await run();
    const matrices = exhibits.flatMap((exhibit) => (exhibit.kind === "heat" ? exhibit.matrices : []));
    expect(matrices.length).toBeGreaterThan(12);
    for (const { rows, columns, values } of matrices) {
      expect(values.map((row) => row.length)).toEqual(rows.map(() => columns.length));
    }
  });
});

describe("attend", () => {
  it("is the tensors' attention", async () => {
    await init();
    const { sentence } = (await run()).results;
    const X = fromData(sentence.features.flat(), [1, 1, 5, 4]);
    const output = scaledDotProductAttention(X, X, X, { causal: true });
    const expected = attend(
      { queries: sentence.features, keys: sentence.features, values: sentence.features },
      { scale: 2, isMasked: true },
    ).output.flat();
    for (const [i, value] of [...output.data()].entries()) expect(value).toBeCloseTo(expected[i]!, 5);
  });
});

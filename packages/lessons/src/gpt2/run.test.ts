import { GPT } from "@cairn-ml/models-gpt";
import { init, Rng } from "@cairn-ml/tensor";
import { CharTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import type { LanguageModel, ReaderFiles } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { dateByRule, drawDates } from "./dates.js";
import { type Gpt2Results, gpt2Lesson } from "./lesson.js";

beforeAll(() => init());

const short = { steps: 20 };

async function run(options: Record<string, unknown> = {}, seed = 0, files?: Partial<ReaderFiles>) {
  const none: ReaderFiles = {
    loadModel: (folder) => Promise.reject(new Error(`there is no ${folder}`)),
    findModel: () => Promise.resolve(undefined),
    read: (path) => Promise.reject(new Error(`there is no ${path}`)),
  };
  const host = { ...quietHost(), files: { ...none, ...files } };
  const report = await runLesson(gpt2Lesson, { options, host, seed });
  return { ...report, results: report.results as Gpt2Results };
}

describe("lesson 11", () => {
  it("keeps what it promises without any weights, and has the results that programs read", async () => {
    const { checks, results, exhibits } = await run();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(11);
    const number = expect.any(Number);
    expect(results).toMatchObject({
      vanishing: { product: number, residual: number },
      layerNorm: { input: expect.any(Array), output: expect.any(Array) },
      parameters: {
        total: 124_439_808,
        byPart: {
          ...{ tokens: 38_597_376, positions: 786_432, attention: 28_348_416 },
          ...{ mlp: 56_669_184, norms: 38_400, head: 0 },
        },
      },
      translation: { exact: number, heldOut: 1000 },
      cosine: { of: "the sentence of lesson 10", words: ["I", "chose", "that", "bank", "for"] },
      gpt2: { available: false, continuation: [] },
      written: null,
      verify: null,
    });
    const { vanishing, translation, cosine } = results;
    expect(vanishing.norms.map(({ layersAbove }) => layersAbove)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(translation.examples[0]).toEqual({
      source: expect.any(String),
      written: expect.any(String),
      expected: expect.any(String),
    });
    expect(translation.alignment).toMatchObject({ source: "3 march 2021", target: "2021-03-03" });
    for (const row of translation.alignment.weights) {
      expect(row).toHaveLength(12);
      expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    }
    for (const rows of [cosine.before, cosine.after]) rows.forEach((row, i) => void expect(row[i]).toBeCloseTo(1, 5));
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
    expect(JSON.stringify(exhibits)).toContain("download gpt2");
  });

  it("gives the same again, and another date with the same weights", async () => {
    const first = await run(short);
    expect((await run(short)).results).toEqual(first.results);
    const other = await run({ ...short, date: "15 august 1947" });
    expect(other.results.translation.exact).toBe(first.results.translation.exact);
    expect(other.results.translation.alignment.source).toBe("15 august 1947");
    expect(other.changed).toEqual(["steps"]);
  });

  it("refuses a date that it has no characters for, before it trains", async () => {
    await expect(run({ date: "3 März 2021" })).rejects.toThrow('"M" is no symbol');
    await expect(run({ date: "three september 2021" })).rejects.toThrow("a text is too long");
  });
});

/** A model of the texts that the lesson asks for, with made-up weights. */
function small(folder = "small"): LanguageModel {
  const tokenizer = CharTokenizer.train("I chose that bank for What is the capital of India?");
  const config = { vocabSize: tokenizer.vocabSize, contextLength: 32, layers: 2, heads: 2, width: 8 };
  return { folder, tokenizer, model: new GPT(new Rng(4), config) };
}

describe("lesson 11 with a language model", () => {
  it("goes on with the prompt, and says that it is not GPT-2", async () => {
    const { results, exhibits, checks } = await run(short, 0, { findModel: async () => small() });
    const { written, gpt2, cosine } = results;
    expect(written).toMatchObject({
      model: "small",
      continuation: [expect.any(String), expect.any(String), expect.any(String)],
    });
    expect(written!.answer).toHaveLength(16);
    expect(gpt2).toEqual({ available: false, continuation: [] });
    expect(cosine.words.join("")).toBe("I chose that bank for");
    expect(cosine.after).toHaveLength(21);
    expect(checks.some(({ name }) => name.startsWith("gpt2"))).toBe(false);
    expect(JSON.stringify(exhibits)).toContain("A small model goes on with a sentence");
  });

  it("takes GPT-2's own tokens where a model of so many came without a tokenizer", async () => {
    const config = { vocabSize: 50_257, contextLength: 16, layers: 1, heads: 2, width: 4 };
    const bare = { folder: "bare", tokenizer: null, model: new GPT(new Rng(0), config) };
    const { results } = await run(short, 0, { findModel: async () => bare });
    expect(results.cosine.words).toEqual(["I", " chose", " that", " bank", " for"]);
    expect(results.gpt2.available).toBe(false);
    const other = { ...small(), tokenizer: null };
    expect((await run(short, 0, { findModel: async () => other })).results.written).toBeNull(); // nobody asked for it
  });

  it("loads the one that is named, and says what is wrong with it before it trains", async () => {
    const { results } = await run({ ...short, model: "own", tokens: 5, prompt: "that" }, 0, {
      loadModel: async (folder) => small(folder),
    });
    expect(results.written!.model).toBe("own");
    expect(results.written!.continuation).toHaveLength(5);
    const nowhere = runLesson(gpt2Lesson, { options: { model: "own" }, host: quietHost() });
    await expect(nowhere).rejects.toThrow("models can not be read here");
    await expect(run({ model: "nowhere" })).rejects.toThrow("there is no nowhere");
    const silent = { loadModel: async () => ({ ...small(), tokenizer: null }) };
    await expect(run({ ...short, model: "own" }, 0, silent)).rejects.toThrow("small has no tokenizer");
    await expect(run({ ...short, model: "own", prompt: "" }, 0, { loadModel: async () => small() })).rejects.toThrow(
      "the prompt is empty",
    );
  });
});

it("draws dates that are", () => {
  const dates = drawDates(new Rng(0), 4000);
  expect(new Set(dates.map(({ source }) => source)).size).toBe(4000);
  for (const { source, target } of dates) {
    expect(dateByRule(source)).toBe(target);
    const [day, name, year] = source.split(" ");
    expect(new Date(`${name} ${day}, ${year} UTC`).toISOString().slice(0, 10)).toBe(target);
  }
  for (const none of ["30 february 2000", "29 february 1900", "31 june 2001", "0 may 2000", "3 mai 2000"]) {
    expect(dateByRule(none)).toBeUndefined();
  }
});

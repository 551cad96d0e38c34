import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { KeyedVectors } from "@cairn-ml/models-embedding";
import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import type { Table } from "../exhibit.js";
import type { LessonInput } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { indianNames } from "./indian-names.js";
import { type NamesResults, names } from "./lesson.js";
import { vowelsSilhouette } from "./letter-map.js";
import { story, streamOf } from "./story.js";
import { trainWords } from "./train-words.js";

beforeAll(() => init());

async function run(options: Record<string, unknown> = {}, seed = 0, input?: LessonInput) {
  const report = await runLesson(names, { options, host: quietHost(input), seed });
  return { ...report, results: report.results as NamesResults };
}

describe("lesson 9", () => {
  it("keeps what it promises, and has the results that programs read", async () => {
    const { checks, results, frames } = await run();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(10);
    const number = expect.any(Number);
    expect(results).toMatchObject({
      names: {
        ...{ parameters: 3481, trainLoss: number, devLoss: number, testLoss: number },
        ...{ novelShare: number, vowelsSilhouette: number },
      },
      cbow: { vocabulary: 52, examples: 57, parameters: 12_236, loss: number },
    });
    expect(results.names.samples).toHaveLength(20);
    expect(results.names.novelShare).toBeGreaterThan(0.5);
    expect(results.names.embedding.map(({ symbol }) => symbol).join("")).toBe(".abcdefghijklmnopqrstuvwxyz");
    expect(results.names.embedding[0]).toEqual({ symbol: ".", x: number, y: number });
    expect(results.cbow.pairs[0]).toEqual({
      a: expect.any(String),
      b: expect.any(String),
      cosine: number,
      before: number,
    });
    expect(JSON.parse(JSON.stringify(results))).toEqual(results);
    expect(frames).toHaveLength(41);
    for (const { values, rows, columns } of frames!) expect(values).toHaveLength(rows * columns);
  });

  it.each([1, 2, 3])("keeps it from seed %i, too", async (seed) => {
    expect((await run({}, seed)).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  it("gives the same again", async () => {
    const short = { steps: 50, wordSteps: 20 };
    expect((await run(short)).results).toEqual((await run(short)).results);
  });

  it("takes the reader's own names, with any letters", async () => {
    const text = Array.from(
      { length: 30 },
      (_, i) => `Ünal${"abcdefghij"[i % 10]}${"ßy"[i % 2]}${i < 15 ? "" : "n"}\r\n`,
    ).join("\n");
    const { results, changed } = await run({ steps: 20, wordSteps: 5 }, 0, { kind: "text", name: "own.txt", text });
    expect(results.names.embedding.map(({ symbol }) => symbol)).toContain("ü");
    expect(changed).toEqual(["steps", "wordSteps", "from"]);
  });

  it("ends with real vectors where the host has some, and says how to get them where it has not", async () => {
    const short = { steps: 5, wordSteps: 5 };
    const without = await run(short);
    expect(without.suggestions[0]!.command).toBe("download vectors");
    const words = ["man", "king", "woman", "queen", "village", "tendulkar"];
    const rows = Float32Array.from([0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 2, 1, 1]);
    const host = { ...quietHost(), wordVectors: async () => new KeyedVectors(words, rows, 3) };
    const report = await runLesson(names, { options: short, host, seed: 0 });
    expect(report.results).toEqual(without.results);
    const [neighbours, analogies] = report.exhibits.slice(-2) as Table[];
    expect(neighbours!.rows.map(([word]) => word)).toEqual(["village", "tendulkar"]);
    expect(analogies!.rows).toEqual([["man : king = woman : ?", expect.stringMatching(/^queen 0.96, /)]]);
    expect(report.suggestions[0]!.command).toBe("vectors analogy cricket tendulkar soccer");
    const few = { ...quietHost(), wordVectors: async () => new KeyedVectors(["man"], Float32Array.of(1), 1) };
    expect((await runLesson(names, { options: short, host: few, seed: 0 })).exhibits).toEqual(without.exhibits);
  });

  it("says what is wrong with a list, and where", async () => {
    const list = (text: string) => run({ steps: 1 }, 0, { kind: "text", name: "own.txt", text });
    await expect(list("anna\n\nanna maria\n")).rejects.toThrow("own.txt, line 3 is not one name");
    await expect(list("anna\nbo\n")).rejects.toThrow("own.txt has too few names");
    await expect(list("")).rejects.toThrow("own.txt has too few names");
  });
});

describe("the list of names", () => {
  it("has 1,165 different ones or more, of letters from a to z, in order", () => {
    expect(indianNames.length).toBeGreaterThanOrEqual(1165);
    expect(indianNames).toEqual([...new Set(indianNames)].sort());
    expect(indianNames.filter((name) => !/^[a-z]{2,20}$/.test(name))).toEqual([]);
  });

  const path = fileURLToPath(new URL("../../../../../shared/data/02-names/indian-first-names.txt", import.meta.url));
  it.skipIf(!existsSync(path))(`is plausible: many are in another list (skipped without ${path})`, () => {
    const other = new Set(readFileSync(path, "utf8").split("\n"));
    expect(indianNames.filter((name) => other.has(name)).length).toBeGreaterThan(0.3 * indianNames.length);
  });
});

describe("the story", () => {
  it("has nine sentences of about a hundred words, of which 61 stay, 52 of them different", () => {
    const { before, words } = streamOf(story);
    expect(story).toHaveLength(9);
    expect(before).toBe(111);
    expect(words).toHaveLength(61);
    expect(new Set(words).size).toBe(52);
    expect(words.slice(0, 5)).toEqual(["small", "village", "river", "lived", "made"]);
  });

  it("is learned in less than two seconds, and brings words together that stand together", async () => {
    const began = performance.now();
    const { pairs, loss, windows } = await trainWords(200, 0, quietHost());
    expect(performance.now() - began).toBeLessThan(2000);
    expect(windows.examples).toHaveLength(57);
    expect(loss).toBeLessThan(0.01);
    const { cosine, before } = pairs.find(({ a, b }) => a === "quiet" && b === "fields")!;
    expect(cosine - before).toBeGreaterThan(0.3);
    expect(pairs).toHaveLength((52 * 51) / 2);
  });
});

describe("vowelsSilhouette", () => {
  const at = (symbol: string, x: number) => ({ symbol, x, y: 0 });

  it("is that of an example by hand", () => {
    // a: 1 to e, 10.5 to b and c on average: 9.5 / 10.5; e: 1 and 9.5: 8.5 / 9.5. The mark does not count.
    const places = [at("a", 0), at("e", 1), at("b", 10), at("c", 11), at(".", 0.5)];
    expect(vowelsSilhouette(places)).toBeCloseTo((9.5 / 10.5 + 8.5 / 9.5) / 2, 12);
  });

  it("is below 0 where vowels stand apart, and not defined with one", () => {
    expect(vowelsSilhouette([at("a", 0), at("e", 10), at("b", 1), at("c", 9)])).toBeLessThan(0);
    expect(vowelsSilhouette([at("a", 0), at("b", 1)])).toBeNaN();
  });
});

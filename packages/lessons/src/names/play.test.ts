import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { type NamesResults, names } from "./lesson.js";
import { type LettersTold, letters, next, words } from "./play.js";

beforeAll(async () => void (await init()));

const { signal } = new AbortController();
const settings = { steps: 400, lr: 0.1, context: 3, hidden: 100, seed: 0 };

describe("names to play with", () => {
  it("come from the same network as the lesson's", async () => {
    const { steps } = settings;
    const report = await runLesson(names, { options: { steps, wordSteps: 20 }, host: quietHost() });
    const results = report.results as NamesResults;
    const told: LettersTold[] = [];
    const answer = await letters(settings, { signal, tell: (each) => void told.push(each) });
    const [counted, network] = results.names.ladder;
    expect(answer).toMatchObject({
      ...{ network, counted, samples: results.names.samples, novelShare: results.names.novelShare },
      ...{ embedding: results.names.embedding, vowelsSilhouette: results.names.vowelsSilhouette },
    });
    expect(told).toHaveLength(41);
    expect(told.map(({ step }) => step)).toEqual(Array.from({ length: 41 }, (_, i) => 10 * i));
    expect(told[0]!.loss).toBeUndefined();
    expect(told.at(-1)!.places).toEqual(answer.embedding);
    expect(told.at(-1)!.loss!).toBeLessThan(told[1]!.loss!);
    for (const { names } of told) expect(names).toHaveLength(6);

    const { pairs, loss } = await words({ steps: 20, seed: 0 }, { signal });
    expect(pairs.slice(0, 20)).toEqual(results.cbow.pairs);
    expect(loss).toBe(results.cbow.loss);
  });

  it("say what comes next, and which letters they do not know", async () => {
    await letters({ ...settings, steps: 2000 }, { signal, tell() {} });
    const { next: after, unknown } = next({ text: "Adité" })!;
    expect(after).toHaveLength(27);
    expect(after.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(unknown).toEqual(["é"]);
    expect(next({ text: "adit" })!.next).toEqual(after);
    expect("aeiou").toContain(next({ text: "sh" })!.next[0]!.symbol);
  });

  it("come from the reader's own list", async () => {
    const own = { name: "mine.txt", text: Array.from({ length: 40 }, (_, i) => `xy${"z".repeat(i + 1)}`).join("\n") };
    const { learnedFrom, embedding } = await letters({ ...settings, own }, { signal, tell() {} });
    expect(learnedFrom).toBe(32);
    expect(embedding.map(({ symbol }) => symbol)).toEqual([".", "x", "y", "z"]);
    expect(next({ text: "" })!.next[0]!.symbol).toBe("x");
  });

  it("stop when they are told to", async () => {
    const abort = new AbortController();
    const training = letters(
      { ...settings, steps: 1_000_000 },
      { signal: abort.signal, tell: ({ step }) => void (step === 0 && setTimeout(() => abort.abort(), 20)) },
    );
    await expect(training).rejects.toThrow(abort.signal.reason);
  });
});

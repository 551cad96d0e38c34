import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadGPT } from "@cairn-ml/models-gpt/node";
import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import type { TrainTold } from "./play/train-small.js";
import { load, look, next, save, train, write } from "./play.js";

const text = "the cat sat on the mat. the dog sat on the log. ".repeat(20);
const question = { text, steps: 6, seed: 3 };
const still = { tell() {}, signal: new AbortController().signal };
const written = async (seed: number) => {
  let all = "";
  const host = { tell: (piece: string) => void (all += piece), signal: still.signal };
  await write({ text: "the ", tokens: 12, seed, temperature: 0.8, topK: 5 }, host);
  return all;
};

let whole: Awaited<ReturnType<typeof train>>;
beforeAll(async () => void (await init()));

describe("a small GPT to play with", () => {
  it("answers nothing before there is one", () => {
    expect(() => look({ text: "the", layer: 0 })).toThrow("there is no model yet.");
  });

  it("learns, and tells how and what it would write", async () => {
    const told: TrainTold[] = [];
    const answer = await train(question, { ...still, tell: (each) => void told.push(each) });
    expect(answer).toMatchObject({ step: 6, stopped: false });
    expect(told[0]).toMatchObject({ preset: "shakespeare-char", model: { layers: 4, heads: 4, vocabSize: 14 } });
    const points = told.flatMap((each) => ("point" in each ? [each.point] : []));
    expect(points).toEqual(answer.history);
    expect(points.at(-1)!.validationLoss).toBe(answer.validationLoss);
    expect(told.filter((each) => "sample" in each).length).toBe(3);
    whole = answer;
  });

  it("goes on after a stop as if there had been none", async () => {
    const stop = new AbortController();
    const half = await train(question, {
      signal: stop.signal,
      tell: (each) => "point" in each && each.point.step === 3 && stop.abort(),
    });
    expect(half).toMatchObject({ stopped: true, validationLoss: undefined });
    expect(half.step).toBeLessThan(6);
    expect(look({ text: "the cat", layer: 0 }).tokens.join("")).toBe("the cat");
    const rest = await train({ ...question, goOn: true }, still);
    expect(rest.history).toEqual(whole.history);
    expect(rest.validationLoss).toBe(whole.validationLoss);
  });

  it("shows who takes from whom, and what may follow", () => {
    const { tokens, attention, heads } = look({ text: "the cat", layer: 3 });
    expect([tokens.length, heads, attention.length]).toEqual([7, 4, 4 * 7 * 7]);
    for (let row = 0; row < 4 * 7; row++) {
      const shares = attention.slice(7 * row, 7 * row + 7);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(Math.max(0, ...shares.slice((row % 7) + 1))).toBe(0); // nobody sees what comes later
    }
    const all = next({ text: "the cat", temperature: 1 });
    expect(all.count).toBe(14);
    const few = next({ text: "the cat", temperature: 1, topK: 3 });
    expect(few.candidates.map(({ text }) => text)).toEqual(all.candidates.slice(0, 3).map(({ text }) => text));
    expect(few.candidates.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(next({ text: "the cat", temperature: 0 }).candidates).toEqual([{ text: all.candidates[0]!.text, share: 1 }]);
  });

  it("is saved as files that the command line opens, and that are loaded again", async () => {
    const [before, files] = [await written(1), save({})];
    const folder = mkdtempSync(join(tmpdir(), "cairn-play-"));
    for (const { name, content } of files) {
      writeFileSync(join(folder, name), Buffer.from(await (content as Blob).arrayBuffer()));
    }
    const { model, tokenizer } = await loadGPT(folder);
    expect([model.config.vocabSize, tokenizer!.decode(tokenizer!.encode("the mat"))]).toEqual([14, "the mat"]);
    rmSync(folder, { recursive: true });
    await train({ ...question, steps: 1, seed: 4 }, still);
    expect(await written(1)).not.toBe(before);
    expect(await load({ files })).toMatchObject({ layers: 4, vocabSize: 14 });
    expect(await written(1)).toBe(before);
  });

  it("says what is wrong with a text or a file, and keeps its model", async () => {
    await expect(train({ ...question, text: "too short" }, still)).rejects.toThrow("the text is too short");
    await expect(load({ files: [{ name: "notes.txt", content: new Blob(["hello"]) }] })).rejects.toThrow(
      "there is no config.json among the files",
    );
    expect(look({ text: "the", layer: 0 }).tokens.length).toBe(3);
  });
});

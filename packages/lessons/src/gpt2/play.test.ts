import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadGPT } from "@cairn-ml/models-gpt/node";
import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import type { TrainTold } from "./play/train-small.js";
import { hold, load, look, next, save, train, write } from "./play.js";

const text = "the cat sat on the mat. the dog sat on the log. ".repeat(20);
const question = { text, steps: 6, seed: 3 };
const still = { tell() {}, signal: new AbortController().signal };
const written = async (seed: number) => {
  let all = "";
  const host = { tell: ({ text }: { text: string }) => void (all += text), signal: still.signal };
  await write({ text: "the ", tokens: 12, seed, temperature: 0.8, topK: 5 }, host);
  return all;
};

let whole: Awaited<ReturnType<typeof train>>;
beforeAll(async () => void (await init()));

describe("a small GPT to play with", () => {
  it("answers nothing before there is one", async () => {
    await expect(look({ text: "the", layer: 0 }, still)).rejects.toThrow("there is no model yet.");
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
    expect((await look({ text: "the cat", layer: 0 }, still)).tokens.join("")).toBe("the cat");
    const rest = await train({ ...question, goOn: true }, still);
    expect(rest.history).toEqual(whole.history);
    expect(rest.validationLoss).toBe(whole.validationLoss);
  });

  it("shows who takes from whom, and what may follow", async () => {
    const { tokens, attention, heads } = await look({ text: "the cat", layer: 3 }, still);
    expect([tokens.length, heads, attention.length]).toEqual([7, 4, 4 * 7 * 7]);
    for (let row = 0; row < 4 * 7; row++) {
      const shares = attention.slice(7 * row, 7 * row + 7);
      expect(shares.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
      expect(Math.max(0, ...shares.slice((row % 7) + 1))).toBe(0); // nobody sees what comes later
    }
    const all = await next({ text: "the cat", temperature: 1 }, still);
    expect(all.count).toBe(14);
    const few = await next({ text: "the cat", temperature: 1, topK: 3 }, still);
    expect(few.candidates.map(({ text }) => text)).toEqual(all.candidates.slice(0, 3).map(({ text }) => text));
    expect(few.candidates.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    const likeliest = await next({ text: "the cat", temperature: 0 }, still);
    expect(likeliest.candidates).toEqual([{ text: all.candidates[0]!.text, share: 1 }]);
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
    expect(await load({ files }, still)).toMatchObject({ layers: 4, vocabSize: 14 });
    expect(await written(1)).toBe(before);
  });

  it("becomes int8 and float32 again, and is saved as it was in between", async () => {
    const before = await written(1);
    const files = await load({ files: save({}) }, still).then(() => save({}));
    expect(await hold({ dtype: "int8" }, still)).toMatchObject({ dtype: "int8", parameters: expect.any(Number) });
    expect((await look({ text: "the cat", layer: 1 }, still)).tokens.length).toBe(7);
    expect(save({})).toEqual(files);
    const told: { done: number; total: number }[] = [];
    const float32 = await hold({ dtype: "float32" }, { ...still, tell: (each) => void told.push(each) });
    expect(float32.dtype).toBe("float32");
    expect(told.at(-1)!.done).toBe(told.at(-1)!.total);
    expect(await written(1)).toBe(before);
  });

  it("stops within a token, and tells how fast it writes", async () => {
    const stop = new AbortController();
    const pieces: { text: string; tokens: number; rate: number; read: { tokens: number } }[] = [];
    const tell = (piece: (typeof pieces)[number]) => {
      pieces.push(piece);
      if (piece.tokens === 1) stop.abort();
    };
    const asked = { text: "the ", tokens: 1000, seed: 1, temperature: 1 };
    await expect(write(asked, { tell, signal: stop.signal })).rejects.toThrow("abort");
    expect(pieces.map(({ tokens }) => tokens)).toEqual([1]);
    const done = await write({ ...asked, tokens: 5 }, { ...still, tell: (piece) => void pieces.push(piece) });
    expect(done).toMatchObject({ tokens: 5, read: { tokens: 4 } });
    expect(done!.rate).toBeGreaterThan(0);
    expect(pieces.slice(1).reduce((all, { text }) => all + text, "").length).toBe(5);
  });

  it("ends its writing when another model comes", async () => {
    const files = save({});
    const tell = ({ tokens }: { tokens: number }) => void (tokens === 1 && load({ files }, still));
    const writing = write({ text: "the ", tokens: 100_000, seed: 1, temperature: 1 }, { tell, signal: still.signal });
    await expect(writing).rejects.toThrow("another model has come");
  });

  it("stops the reading of a file, and keeps the model", async () => {
    const before = await written(1);
    const stop = new AbortController();
    const loading = load({ files: save({}) }, { tell: () => stop.abort(), signal: stop.signal });
    await expect(loading).rejects.toThrow("abort");
    expect(await written(1)).toBe(before);
  });

  it("says what is wrong with a text or a file, and keeps its model", async () => {
    await expect(train({ ...question, text: "too short" }, still)).rejects.toThrow("the text is too short");
    await expect(load({ files: [{ name: "notes.txt", content: new Blob(["hello"]) }] }, still)).rejects.toThrow(
      "there is no config.json among the files",
    );
    expect((await look({ text: "the", layer: 0 }, still)).tokens.length).toBe(3);
  });
});

import { GPT } from "@cairn-ml/models-gpt";
import { init, Rng } from "@cairn-ml/tensor";
import { CharTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import type { LanguageModel } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { gpt2Lesson } from "./lesson.js";
import { runGpt2 as run } from "./run-gpt2.test-tools.js";

beforeAll(() => init());

const short = { steps: 20 };

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

import { writeSafetensors } from "@cairn-ml/data";
import { describe, expect, it } from "vitest";
import { decodeState, encodeState } from "./state-file.js";
import type { TrainProgress } from "./training.js";
import { Word2Vec } from "./word2vec.js";

const corpus = Array.from({ length: 300 }, (_, i) => Array.from({ length: 200 }, (_, k) => `w${(i * k + k * k) % 50}`));
const options = { vectorSize: 16, epochs: 3, deterministic: true, sg: true } as const;

/** A model that was told to stop after so many reports. */
async function stopped(after: number): Promise<Word2Vec> {
  const model = new Word2Vec(options);
  await model.buildVocab(corpus);
  const stop = new AbortController();
  let reports = 0;
  const onProgress = () => ++reports === after && stop.abort();
  const result = await model.train(corpus, { signal: stop.signal, onProgress, progressEvery: 0 });
  expect(result.finished).toBe(false);
  expect(result.words).toBe(after * 10_000);
  return model;
}

describe("training", () => {
  it("tells how far it is: the rate falls in a line, the words grow", async () => {
    const reports: TrainProgress[] = [];
    const onProgress = (progress: TrainProgress) => reports.push(progress);
    await new Word2Vec(options).fit(corpus, { onProgress, progressEvery: 0 });
    expect(reports.map(({ words }) => words)).toEqual(Array.from({ length: 18 }, (_, i) => (i + 1) * 10_000));
    expect(reports.map(({ epoch }) => epoch)).toEqual([0, 1, 2].flatMap((epoch) => new Array(6).fill(epoch)));
    expect(reports[0]!.lr).toBe(0.025);
    expect(reports[9]!.lr).toBeCloseTo(0.025 - (0.0249 * 9) / 18, 9);
    expect(reports.every(({ wordsPerSecond }) => wordsPerSecond > 0)).toBe(true);
    expect(reports.at(-1)!.secondsLeft).toBe(0);
  });

  it.each([1, 2])("counts the time of training alone, on %d threads", async (threads) => {
    const { deterministic: _, ...free } = options;
    const model = new Word2Vec({ ...free, epochs: 1, threads });
    await model.buildVocab(corpus);
    const slow = async function* () {
      for (const [i, sentence] of corpus.entries()) {
        if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 50));
        yield sentence;
      }
    };
    const began = performance.now();
    const { seconds, words, wordsPerSecond } = await model.train(slow);
    const elapsed = (performance.now() - began) / 1000;
    model.close();
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThan(elapsed - 0.1); // six pauses of 50 ms, some of which may be trained in
    expect(wordsPerSecond).toBeCloseTo(words / seconds, 6);
  });

  it("goes on after a stop as if there had been none", async () => {
    const whole = await new Word2Vec(options).fit(corpus);
    for (const after of [1, 6, 8]) {
      const model = await stopped(after);
      const { finished, words } = await model.train(corpus, { resume: true });
      expect({ finished, words }).toEqual({ finished: true, words: 180_000 - after * 10_000 });
      expect(model.vectors()).toEqual(whole.vectors());
    }
  });

  it("goes on from a saved state", async () => {
    const whole = await new Word2Vec(options).fit(corpus);
    const model = await Word2Vec.fromState(decodeState(encodeState((await stopped(8)).state())));
    await model.train(corpus, { resume: true });
    expect(model.vectors()).toEqual(whole.vectors());
    expect(model.words).toEqual(whole.words);
  });

  it("keeps strange words in a saved state", async () => {
    const words = ["__proto__", "\ud800", "👑", '"\\\n'];
    const model = await new Word2Vec({ ...options, minCount: 1, epochs: 1 }).fit([words]);
    const state = model.state();
    expect(decodeState(encodeState(state))).toEqual(state);
  });

  it("refuses another file", () => {
    const file = writeSafetensors(new Map());
    expect(() => decodeState(file)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: decodeState: this file holds no state of a Word2Vec.
        given:    format that is not said
        expected: cairn-word2vec/1
        fix:      pass what encodeState gave]
    `);
  });

  it("lets itself be saved while nothing is trained", async () => {
    const states: number[] = [];
    const model = new Word2Vec({ ...options, deterministic: false, threads: 2 });
    const onCheckpoint = async () => void states.push(model.state().position.words);
    await model.fit(corpus, { onCheckpoint, checkpointEvery: 0 });
    expect(states).toEqual(Array.from({ length: 18 }, (_, i) => (i + 1) * 10_000));
    model.close();
  });

  it("lets a timer of the program stop it", async () => {
    const model = new Word2Vec({ ...options, epochs: 1_000_000 });
    await model.buildVocab(corpus);
    const { finished } = await model.train(corpus, { signal: AbortSignal.timeout(100) });
    expect(finished).toBe(false);
  });
});

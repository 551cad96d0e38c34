import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type DigitSet, type Digits, drawDigits, gunzip, readIdxDigits } from "@cairn-ml/data";
import { loadModel, type MLPClassifier } from "@cairn-ml/models-classic";
import { init, Rng } from "@cairn-ml/tensor";
import { RunFolder } from "@cairn-ml/train/node";
import { beforeAll, describe, expect, it } from "vitest";
import type { Host } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { digits as lesson } from "./lesson.js";

beforeAll(async () => {
  await init();
});

/** Few of them, so that a run is short. */
const few = (count = 300): Digits => ({
  name: "a few",
  train: drawDigits(new Rng(1), { count }),
  test: drawDigits(new Rng(2), { count: 50 }),
});
const hostOf = (digits: Digits): Host => quietHost({ kind: "digits", digits });

describe("lesson 7", () => {
  it("keeps what it promises, by default", async () => {
    const report = await runLesson(lesson, { host: quietHost() });
    expect(report.changed).toEqual([]);
    expect(report.checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(report.checks).toHaveLength(3);
    expect(Object.keys(report.results)).toEqual([
      "parameters",
      "epochs",
      "accuracy",
      "confusion",
      "example",
      "softmaxRegressionAccuracy",
      "history",
    ]);
    expect(report.frames).toHaveLength(10);
  });

  it("counts and computes what it shows", async () => {
    const digits = few();
    const { results, exhibits, frames } = await lesson.run({ preset: "plain", epochs: 3, seed: 5 }, hostOf(digits));
    const { confusion, accuracy, example, history } = results;
    const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
    expect(sum(confusion.flat())).toBe(50);
    expect(sum(confusion.map((row, i) => row[i]!)) / 50).toBeCloseTo(accuracy, 12);
    digits.test.labels.forEach((label) => void expect(sum(confusion[label]!)).toBeGreaterThan(0));
    expect(sum(example.probabilities)).toBeCloseTo(1, 12);
    expect(Math.exp(-example.loss)).toBeCloseTo(example.probabilities[example.label]!, 12);
    expect(history.map(({ epoch }) => epoch)).toEqual([1, 2, 3]);
    expect(history.at(-1)!.accuracy).toBe(accuracy);
    expect(frames!.map(({ label, values }) => [label, values.length])).toEqual([
      ["epoch 1", 640],
      ["epoch 2", 640],
      ["epoch 3", 640],
    ]);
    const all = frames!.flatMap(({ values }) => Array.from(values));
    expect([Math.min(...all) >= 0, Math.max(...all) <= 1]).toEqual([true, true]);
    expect(exhibits.map(({ kind }) => kind)).toContain("pictures");
  });

  it("trains longer, and otherwise, with the preset best; what is said explicitly goes before", async () => {
    const best = await lesson.run({ preset: "best", epochs: 2, seed: 0 }, hostOf(few()));
    const plain = await lesson.run({ preset: "plain", epochs: 2, seed: 0 }, hostOf(few()));
    expect(best.results.epochs).toBe(2);
    expect(best.results.parameters).toBe(plain.results.parameters);
    expect(best.results.history[0]!.loss).not.toBe(plain.results.history[0]!.loss);
  });

  it("goes on where it was stopped, to the same bytes", async () => {
    const dir = await mkdtemp(join(tmpdir(), "cairn-digits-"));
    const runs = async (name: string, stopAt: number, resume: boolean) => {
      const stop = new AbortController();
      const host: Host = {
        ...hostOf(few()),
        signal: stop.signal,
        training: (_, { kept, callbacks } = {}) => ({
          signal: stop.signal,
          resume: Boolean(kept) && resume,
          callbacks: { ...callbacks, onStep: ({ step }) => step === stopAt && stop.abort() },
          ...(kept && {
            store: (config: object) =>
              resume ? RunFolder.open(join(dir, name)) : RunFolder.create(join(dir, name), { config, about: {} }),
          }),
        }),
      };
      return lesson.run({ preset: "best", epochs: 4, seed: 0 }, host);
    };
    try {
      const whole = await runs("whole", 0, false);
      await expect(runs("parts", 8, false)).rejects.toThrow("aborted"); // in the third epoch
      const { results } = await runs("parts", 0, true);
      expect(results.accuracy).toBe(whole.results.accuracy);
      expect(results.history.map(({ accuracy }) => accuracy === null)).toEqual([true, true, false, false]);
      const [a, b] = await Promise.all(
        ["whole", "parts"].map((name) => readFile(join(dir, name, "model.safetensors"))),
      );
      expect(b).toEqual(a);
      const loaded = (await loadModel(join(dir, "parts"))) as MLPClassifier;
      expect(loaded.predict([new Float32Array(784)])).toHaveLength(1);
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  it("says so when all digits are the same one", async () => {
    const { images } = drawDigits(new Rng(1), { count: 20 });
    const same: DigitSet = { images, labels: new Uint8Array(20).fill(3) };
    const run = lesson.run({ preset: "plain", seed: 0 }, hostOf({ name: "threes", train: same, test: same }));
    await expect(run).rejects.toThrow("y has one class only");
  });

  it("says so when the steps are too large", async () => {
    const run = lesson.run({ preset: "plain", lr: 1e20, seed: 0 }, hostOf(few()));
    await expect(run).rejects.toThrow("the training has run away");
  });
});

const mnist = fileURLToPath(new URL("../../../../../shared/data/01-mnist", import.meta.url));

async function readMnist(): Promise<Digits> {
  const file = async (name: string) => {
    const path = join(mnist, `${name}.gz`);
    return { name, bytes: await gunzip(await readFile(path), { name: path }) };
  };
  const set = async (name: string) =>
    readIdxDigits(await file(`${name}-images-idx3-ubyte`), await file(`${name}-labels-idx1-ubyte`));
  return { name: mnist, train: await set("train"), test: await set("t10k") };
}

describe.skipIf(!existsSync(mnist))(`with ${mnist}, which is skipped where it is not there`, () => {
  it("reads 94 of 100 digits after one epoch", async () => {
    const report = await runLesson(lesson, { options: { epochs: 1 }, host: hostOf(await readMnist()) });
    expect(report.changed).toEqual(["epochs"]);
    const { accuracy, softmaxRegressionAccuracy } = report.results as Record<string, number>;
    expect(accuracy).toBeGreaterThan(0.94);
    expect(softmaxRegressionAccuracy).toBeGreaterThan(0.91);
    expect(softmaxRegressionAccuracy).toBeLessThan(0.93);
  });
});

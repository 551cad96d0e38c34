import { type DigitSet, type Digits, drawDigits, type NamedBytes } from "@cairn-ml/data";
import { init, Rng } from "@cairn-ml/tensor";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { digits as lesson } from "./lesson.js";
import { load, read, type TrainTold, train } from "./play.js";
import { digitsInFiles } from "./reader-files.js";

beforeAll(async () => void (await init()));
afterEach(async () => void (await load({ files: [] })));

const signal = new AbortController().signal;
const few: Digits = {
  name: "few-images",
  train: drawDigits(new Rng(1), { count: 600 }),
  test: drawDigits(new Rng(2), { count: 50 }),
};
const word = (value: number) => [24, 16, 8, 0].map((shift) => (value >> shift) & 255);

/** As MNIST has them. */
function filesOf(name: string, { images, labels }: DigitSet): NamedBytes[] {
  const sizes = [2051, labels.length, 28, 28].flatMap(word);
  return [
    { name: `${name}-labels`, bytes: Uint8Array.from([...[2049, labels.length].flatMap(word), ...labels]) },
    { name: `${name}-images`, bytes: Uint8Array.from([...sizes, ...images]) },
  ];
}
const files = [...filesOf("t10k", few.test), ...filesOf("few", few.train)];

describe("digits to play with", () => {
  it("trains as the lesson does, and tells what is learned with each epoch", async () => {
    expect(await load({ files })).toEqual({ name: "few-images", train: 600, test: 50 });
    const told: TrainTold[] = [];
    const answer = await train(
      { preset: "plain", epochs: 3, seed: 5 },
      { signal, tell: (each) => void told.push(each) },
    );
    const { results } = await lesson.run(
      { preset: "plain", epochs: 3, seed: 5 },
      quietHost({ kind: "digits", digits: few }),
    );
    expect(answer).toEqual({
      ...{ name: "few-images", parameters: results.parameters, epochs: 3 },
      ...{ accuracy: results.accuracy, history: results.history },
    });
    const epochs = told.flatMap((each) => ("epoch" in each ? [each.epoch] : []));
    expect(epochs.map(({ epoch, loss, accuracy }) => ({ epoch, loss, accuracy }))).toEqual(results.history);
    for (const { weights, mistakes, surest, accuracy } of epochs) {
      expect([weights.rows, weights.columns, weights.values.length]).toEqual([10, 64, 640]);
      expect(mistakes).toBe(Math.round(50 * (1 - accuracy!)));
      expect(surest).toHaveLength(Math.min(8, mistakes));
    }
  });

  it("reads strokes, wherever and however large they are, by what was learned", async () => {
    await load({ files });
    await train({ preset: "plain", epochs: 10, seed: 0 }, { signal, tell() {} });
    const one = [50, 10, 50, 90];
    const { picture, shares } = read({ strokes: [one] });
    expect(picture!.values).toHaveLength(784);
    expect(shares!.indexOf(Math.max(...shares!))).toBe(1);
    expect(shares!.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
    const small = read({ strokes: [one.map((value) => value / 2 + 40)] });
    expect(small.shares!.indexOf(Math.max(...small.shares!))).toBe(1);
    expect(read({ strokes: [] })).toEqual({ picture: null, shares: null });
  });

  it("stops when it is told, and goes on reading", async () => {
    await load({ files });
    const abort = new AbortController();
    const training = train(
      { preset: "plain", epochs: 10_000, seed: 0 },
      { signal: abort.signal, tell: (told) => void ("epoch" in told && abort.abort()) },
    );
    await expect(training).rejects.toThrow(abort.signal.reason);
    expect(read({ strokes: [[50, 10, 50, 90]] }).shares).toHaveLength(10);
  });
});

describe("the reader's files", () => {
  it("are taken in any order, and divided where there is one pair", async () => {
    expect(await digitsInFiles(files)).toEqual(few);
    const { train, test } = await digitsInFiles(filesOf("few", few.train));
    expect([train.labels.length, test.labels.length]).toEqual([500, 100]);
    expect(test.images).toEqual(few.train.images.subarray(500 * 784));
  });

  it("are refused when they are something else", async () => {
    const text = { name: "notes.txt", bytes: new TextEncoder().encode("hello") };
    await expect(digitsInFiles([files[0]!, text])).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: lesson 7: these are not MNIST's files.
        given:    t10k-labels (labels), notes.txt (something else)
        expected: a file of images and one of labels, or all four: IDX, packed with gzip or not]
    `);
    await expect(digitsInFiles([files[0]!])).rejects.toThrow("t10k-labels (labels)");
    await expect(digitsInFiles([])).rejects.toThrow("nothing");
  });
});

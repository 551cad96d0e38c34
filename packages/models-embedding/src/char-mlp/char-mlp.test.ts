import { SGD } from "@cairn-ml/optim";
import { init, Rng } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { beforeAll, describe, expect, it } from "vitest";
import { CharMLP, NextCharacters, sampleNames } from "../index.js";

beforeAll(() => init());

const symbols = [".", ..."abcdefghijklmnopqrstuvwxyz"];
const config = { vocabSize: 27, contextLength: 3, embeddingSize: 2, hiddenSize: 100 };
const sizeOf = (model: CharMLP) => [...model.trainable().values()].reduce((sum, { size }) => sum + size, 0);

describe("CharMLP", () => {
  it("has 3,481 parameters with the names that are saved", () => {
    const model = new CharMLP(new Rng(0), config);
    expect([...model.namedParameters().keys()]).toEqual([
      "embedding.weight",
      "hidden.weight",
      "hidden.bias",
      "output.weight",
      "output.bias",
    ]);
    expect(sizeOf(model)).toBe(3481);
    expect(model.config).toEqual({ model: "CharMLP", ...config });
  });

  it("saves the running means of batch norm, and trains all but them", () => {
    const model = new CharMLP(new Rng(0), { ...config, batchNorm: true });
    const saved = [...model.namedParameters().keys()];
    expect(saved.filter((name) => !model.trainable().has(name))).toEqual(["norm.runningMean", "norm.runningVariance"]);
    expect(sizeOf(model)).toBe(3481 + 100); // a scale and a shift for a unit, but no bias
  });

  it("begins at the loss of a guess", () => {
    const model = new CharMLP(new Rng(0), config);
    const [batch] = new NextCharacters(["anna", "otto"], { contextLength: 3, symbols }).all();
    expect(model.loss(batch!).item()).toBeCloseTo(Math.log(27), 1);
  });

  it.each([false, true])("learns eight examples by heart, captured (batch norm: %s)", async (batchNorm) => {
    const words = ["abcdefg"]; // seven letters and the end
    const data = new NextCharacters(
      words,
      { contextLength: 3, symbols, batchSize: 16 },
      new NextCharacters(words, { contextLength: 3, symbols }),
    );
    const model = new CharMLP(new Rng(0), { ...config, batchNorm });
    const { validationLoss } = await fit({
      ...{ model, data, steps: 600, rng: new Rng(1) },
      optimizer: new SGD(model.trainable(), { lr: 0.2 }),
      callbacks: {
        onEager: (reason) => {
          throw reason;
        },
      },
    });
    expect(validationLoss).toBeLessThan(0.1);
    expect(sampleNames(new Rng(2), model, { count: 3, symbols })).toContain("abcdefg");
  });
});

describe("NextCharacters", () => {
  it("has every place of a word, what stands before it and what comes", () => {
    const data = new NextCharacters(["ba", "c"], { contextLength: 2, symbols });
    const [all] = data.all();
    expect(data.examples).toBe(5);
    expect(all!.tokens.toArray()).toEqual([
      [0, 0],
      [0, 2],
      [2, 1],
      [0, 0],
      [0, 3],
    ]);
    expect(all!.targets.toArray()).toEqual([2, 1, 0, 3, 0]);
  });

  it("draws the same batch from the same stream, and stops at a limit", () => {
    const data = new NextCharacters(["maria", "otto"], { contextLength: 2, symbols, batchSize: 4 });
    expect(data.batch(new Rng(3)).tokens.toArray()).toEqual(data.batch(new Rng(3)).tokens.toArray());
    expect([...data.all(3)].map((batch) => data.count(batch))).toEqual([3]);
    expect([...data.validation()]).toEqual([]);
  });

  it("counts characters, however many code units they take", () => {
    expect(new NextCharacters(["a\u{1f600}"], { contextLength: 2, symbols: [".", "a", "\u{1f600}"] }).examples).toBe(3);
  });

  it("refuses what is no symbol, the mark among them", () => {
    expect(() => new NextCharacters(["José"], { contextLength: 2, symbols })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: NextCharacters: "J" is no symbol.
        given:    "José"
        expected: letters of abcdefghijklmnopqrstuvwxyz]
    `);
    expect(() => new NextCharacters(["a.b"], { contextLength: 2, symbols })).toThrow('"." is no symbol');
    expect(() => new NextCharacters([], { contextLength: 2, symbols })).toThrow("there are no words");
  });
});

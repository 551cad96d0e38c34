import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { absent, sharedText, why } from "../formats/shared-files.test-tools.js";
import { isAnalogies, parseAnalogies } from "./analogies.js";
import { parseWordPairs } from "./evaluate-pairs.js";
import { KeyedVectors } from "./keyed-vectors.js";
import { pearson, ranks, spearman } from "./spearman.js";

beforeAll(async () => {
  await init();
});

/** Countries along one axis, their capitals beside them along another. */
const atlas = () => {
  const names = ["paris", "france", "rome", "italy", "Rome", "berlin", "germany"];
  const rows = [1, 0, 0, 1, 0, 0.9, 0, 1, 0, 0, 1, 0.9, 0, 1, 0.05, -1, 0, 0, -1, 0, 0.9];
  return new KeyedVectors(names, Float32Array.from(rows), 3);
};
const questions =
  ": capitals\nParis France Rome Italy\nparis france berlin germany\nparis france berlin italy\n\n: others\r\nparis france oslo norway\r\n";

describe("analogies", () => {
  it("are asked by section; what has unknown words is left out", () => {
    const result = atlas().evaluateWordAnalogies(questions);
    expect(result).toEqual({
      kind: "analogies",
      correct: 2,
      total: 3,
      skipped: 1,
      accuracy: 2 / 3,
      sections: [
        { name: "capitals", correct: 2, total: 3, skipped: 0 },
        { name: "others", correct: 0, total: 0, skipped: 1 },
      ],
    });
    expect(atlas().evaluateWordAnalogies(questions, { dummy4unknown: true })).toMatchObject({
      correct: 2,
      total: 4,
      skipped: 0,
    });
    const cosmul = atlas().evaluateWordAnalogies(questions, { similarityFunction: "mostSimilarCosmul" });
    expect(cosmul).toMatchObject({ total: 3, skipped: 1 });
  });

  it("tell capitals apart where that is asked for", () => {
    expect(atlas().evaluateWordAnalogies(questions, { caseInsensitive: false })).toMatchObject({
      total: 2,
      skipped: 2,
    });
  });

  it("look only at the first words where that is asked for", () => {
    expect(atlas().evaluateWordAnalogies(questions, { restrictVocab: 5 })).toMatchObject({
      correct: 1,
      total: 1,
      skipped: 3,
    });
  });

  it("are told by their form; a line that is none is named", () => {
    expect(isAnalogies(questions)).toBe(true);
    expect(isAnalogies("love\tsex\t6.77\n")).toBe(false);
    expect(() => parseAnalogies(": a\none two three\n", "q.txt")).toThrow("q.txt, line 2: this is no question.");
    expect(() => parseAnalogies("a b c d\n")).toThrow('first a section, ": name"');
  });
});

describe("pairs", () => {
  it("are compared by ranks; equal ones share the mean rank", () => {
    expect([...ranks([3, 1, 3, 2])]).toEqual([3.5, 1, 3.5, 2]);
    expect(spearman([1, 2, 3, 4], [10, 100, 1000, 10000])).toBeCloseTo(1, 12);
    expect(spearman([1, 2, 2, 3], [4, 3, 2, 1])).toBeCloseTo(-0.9486832980505138, 12); // scipy 1.10, spearmanr
    expect(pearson([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1, 12);
    expect(spearman([1, 1], [1, 2])).toBe(Number.NaN);
  });

  it("leave out unknown words, comments and a head", () => {
    const text = "# comment\nword1\tword2\tmean\nParis\tRome\t9\nparis\tfrance\t5\nberlin\tgermany\t4\noslo\trome\t1\n";
    const result = atlas().evaluateWordPairs(text);
    expect(result).toMatchObject({ kind: "pairs", total: 3, skipped: 1 });
    expect(atlas().evaluateWordPairs(text, { dummy4unknown: true })).toMatchObject({ total: 4, skipped: 0 });
    expect(parseWordPairs("a,b,1\n", { delimiter: "," })).toEqual([{ a: "a", b: "b", value: 1 }]);
    const official = "word1\tword2\tPOS\tSimLex999\tconc(w1)\nold\tnew\tA\t1.58\t2.72\n";
    expect(parseWordPairs(official)).toEqual([{ a: "old", b: "new", value: 1.58 }]);
    expect(() => parseWordPairs("a\tb\t1\na\tb\n", { name: "p.tsv" })).toThrow(
      "p.tsv, line 2: this is no pair with a figure.",
    );
  });

  it.skipIf(absent)(`read the sets of other makers whole${why}`, () => {
    expect(parseWordPairs(sharedText("eval/wordsim353.tsv")).length).toBe(353);
    expect(parseWordPairs(sharedText("eval/simlex999.txt")).length).toBe(999);
    const sections = parseAnalogies(sharedText("eval/questions-words.txt"));
    expect([sections.length, sections.reduce((sum, { questions: all }) => sum + all.length, 0)]).toEqual([14, 19544]);
  });
});

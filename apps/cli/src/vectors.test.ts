import { existsSync, mkdirSync, readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("small.txt", small);
  cairn.write("questions.txt", ": royal\nman king woman queen\nking man queen woman\n: none\nman boy woman girl\n");
  cairn.write("pairs.tsv", "# a comment\nking\tqueen\t9\nking\tman\t5\nking\tapple\t1\nking\tmissing\t3\n");
  cairn.write("alone.npy", "");
  cairn.write("one.tsv", "king\tqueen\t9\n");
  cairn.write("empty.txt", "");
  cairn.write("bad.tsv", "king\tqueen\t9\nking\tman\n");
}, 60_000);
afterAll(() => cairn.remove());

const small = `7 4
king 1 1 0 0.5
queen 1 -1 0 0.5
man 0 1 0 0.5
woman 0 -1 0 0.5
apple 0 0 2 0
__proto__ 0 0.1 2 0
\u{1f600} -1 0 0 0
`;
const given = ["--vectors", "small.txt"];
const document = async (...args: string[]) => {
  const { code, stdout, stderr } = await cairn.run(["vectors", ...args, "--json"]);
  expect(code, stdout + stderr).toBe(0);
  return JSON.parse(stdout);
};

describe("cairn vectors", () => {
  it("says what a file holds", async () => {
    expect(await document("info", ...given)).toEqual({
      ...{ format: "word2vec-text", count: 7, dim: 4 },
      first: { word: "king", vector: [1, 1, 0, 0.5] },
      last: { word: "\u{1f600}", vector: [-1, 0, 0, 0] },
    });
    expect((await cairn.run(["vectors", "info", ...given])).stdout).toBe(
      "7 words of 4 numbers each, in the format word2vec-text\n" +
        "first  king  1.000 1.000 0.000 0.5000\nlast   \u{1f600}  -1.000 0.000 0.000 0.000\n",
    );
  });

  it("finds neighbours, and compares two words", async () => {
    const { word, neighbours } = await document("neighbours", "apple", ...given, "--top", "2");
    expect(word).toBe("apple");
    expect(neighbours.map(({ word }: { word: string }) => word)).toEqual(["__proto__", "king"]);
    expect(neighbours[0].cosine).toBeCloseTo(2 / Math.sqrt(4.01), 6);
    expect((await document("similarity", "king", "queen", ...given)).cosine).toBeCloseTo(0.25 / 2.25, 6);
    const { stdout } = await cairn.run(["vectors", "neighbours", "__proto__", ...given, "--top", "1"]);
    expect(stdout).toContain("apple");
  });

  it.each([[], ["--cosmul"], ["--float16"]])("answers an analogy %s", async (...more) => {
    const { answers } = await document("analogy", "man", "king", "woman", ...given, ...more);
    expect(answers[0].word).toBe("queen");
    expect(answers.map(({ word }: { word: string }) => word)).not.toContain("king");
  });

  it("finds the odd one out", async () => {
    const { word, words } = await document("odd-one-out", "apple", "woman", "__proto__", ...given);
    expect([word, words.length]).toEqual(["woman", 3]);
  });

  it("asks questions, or compares pairs, by the form of the file", async () => {
    expect(await document("eval", "questions.txt", ...given)).toEqual({
      ...{ kind: "analogies", correct: 2, total: 2, skipped: 1 },
      sections: [
        { name: "royal", correct: 2, total: 2, skipped: 0 },
        { name: "none", correct: 0, total: 0, skipped: 1 },
      ],
    });
    const pairs = await document("eval", "pairs.tsv", ...given);
    expect(pairs).toEqual({ kind: "pairs", correct: null, total: 3, skipped: 1, spearman: 0.5 });
    const { stdout } = await cairn.run(["vectors", "eval", "questions.txt", ...given]);
    expect(stdout).toContain("100.0 %");
  });

  it("gives no correlation of one pair", async () => {
    expect((await document("eval", "one.tsv", ...given)).spearman).toBeNull();
    const { stdout } = await cairn.run(["vectors", "eval", "one.tsv", ...given]);
    expect(stdout).toContain("1 pair compared, 0 left out");
    expect(stdout).toContain("none, for it needs pairs that differ");
  });

  it("calls errors of files by their name", async () => {
    const { stdout } = await cairn.run(["vectors", "info", "--vectors", "empty.txt", "--json"]);
    expect(JSON.parse(stdout).error.name).toBe("VectorFileError");
  });

  it.each(["a.bin", "a.txt", "a.vec", "a.npy", "a.safetensors", "a.txt.gz"])("converts to %s and back", async (out) => {
    const { count, dim } = await document("convert", ...given, "--out", out, "--limit", "6");
    expect([count, dim]).toEqual([6, 4]);
    const { count: found, first, last } = await document("info", "--vectors", out);
    expect([found, first]).toEqual([6, { word: "king", vector: [1, 1, 0, 0.5] }]);
    expect(last.word).toBe("__proto__");
  });

  it("writes GloVe's form when it is named", async () => {
    await document("convert", ...given, "--out", "glove.txt", "--format", "glove");
    expect(readFileSync(join(cairn.folder, "glove.txt"), "utf8")).toMatch(/^king 1 1 0 0.5\n/);
    expect((await document("info", "--vectors", "glove.txt")).format).toBe("glove");
  });

  it("uses what download vectors fetched where no file is named", async () => {
    const env = { CAIRN_CACHE: join(cairn.folder, "cache") };
    await document("convert", ...given, "--out", cairn.write("english-100d.safetensors", ""));
    mkdirSync(join(cairn.folder, "cache/vectors"), { recursive: true });
    renameSync(
      join(cairn.folder, "english-100d.safetensors"),
      join(cairn.folder, "cache/vectors/english-100d.safetensors"),
    );
    const { stdout } = await cairn.run(["vectors", "similarity", "king", "king", "--json"], { env });
    expect(JSON.parse(stdout).cosine).toBeCloseTo(1, 6);
    expect(JSON.parse((await cairn.run(["download", "vectors", "--json"], { env })).stdout)).toMatchObject({
      already: true,
    });
  });

  it.each([
    [["neighbours", "King", ...given], 1, "there is no vector of King."],
    [["analogy", "man", "king", "nobody", ...given], 1, "there is no vector of nobody."],
    [["neighbours", "king", "--vectors", "absent.bin"], 1, "absent.bin"],
    [["neighbours", "king", ...given, "--top", "0"], 2, "--top"],
    [["neighbours", "", ...given], 2, "a word is empty."],
    [["neighbours", "king"], 2, "--vectors <file> is missing."],
    [["odd-one-out", "king", "king", "queen", ...given], 2, "there are too few words."],
    [["convert", ...given, "--out", "vectors.xyz"], 2, "--out does not say the format."],
    [["convert", ...given, "--out", "no/such/a.bin"], 1, "no/such does not exist."],
    [["convert", ...given, "--out", "half.txt", "--float16"], 2, "word2vec-text cannot hold float16."],
    [["info", "--vectors", "alone.npy"], 1, "the words of alone.npy cannot be read."],
    [["eval", "small.txt", ...given], 1, "small.txt holds nothing to ask."],
    [["eval", "bad.tsv", ...given], 1, "bad.tsv, line 2: this is no pair"],
    [["eval", "absent.txt", ...given], 1, "absent.txt"],
  ])("refuses %j with exit code %d", async (args, expected, problem) => {
    const { code, stdout, stderr } = await cairn.run(["vectors", ...args]);
    expect(stderr).toContain(problem);
    expect([code, stdout]).toEqual([expected, ""]);
    const { error } = JSON.parse((await cairn.run(["vectors", ...args, "--json"])).stdout);
    expect(error.message).toContain(problem);
  });

  it.each(["info", "neighbours", "similarity", "analogy", "odd-one-out", "eval", "map", "convert"])(
    "has a help of %s that ends with an example",
    async (name) => {
      const { code, stdout } = await cairn.run(["vectors", name, "--help"]);
      expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([
        0,
        expect.stringContaining(`  cairn vectors ${name} `),
      ]);
    },
  );
});

const files = fileURLToPath(new URL("../../../../shared/data/05-word-vectors/", import.meta.url));
describe.skipIf(!existsSync(files))(`with the files of ${files}`, () => {
  it("says what a real file holds, and reads the real tests", async () => {
    const path = join(files, "formats/euclidean_vectors.bin");
    const expected = JSON.parse(readFileSync(join(files, "formats/euclidean_vectors.expected.json"), "utf8"));
    const { count, dim, first } = await document("info", "--vectors", path);
    expect([count, dim]).toEqual([expected.count, expected.dim]);
    expect(first.word).toBe("the");
    expect((await document("eval", join(files, "eval/questions-words.txt"), "--vectors", path)).sections).toHaveLength(
      14,
    );
    const { total, skipped } = await document("eval", join(files, "eval/wordsim353.tsv"), "--vectors", path);
    expect(total + skipped).toBe(353);
  });
});

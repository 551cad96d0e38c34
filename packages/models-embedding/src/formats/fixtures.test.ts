import { expectClose } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import { describeVectors, loadVectors } from "../node.js";
import { absent, bitsOf, shared, sharedText, why } from "./shared-files.test-tools.js";

interface Row {
  readonly word: string;
  readonly values: string[];
}
interface Expected {
  readonly count: number;
  readonly dim: number;
  readonly first: Row;
  readonly last: Row;
  readonly cosine: Record<string, number>;
}

const files = (name: string) => shared(`formats/${name}`);

describe.skipIf(absent)(`files of other makers${why}`, () => {
  it("gives the floats of euclidean_vectors.bin exactly", async () => {
    const expected = JSON.parse(sharedText("formats/euclidean_vectors.expected.json")) as Expected;
    const { format, count, dim, first, last } = await describeVectors(files("euclidean_vectors.bin"));
    expect({ format, count, dim }).toEqual({ format: "word2vec-binary", count: expected.count, dim: expected.dim });
    for (const [found, wanted] of [
      [first, expected.first],
      [last, expected.last],
    ] as const) {
      expect(found.word).toBe(wanted.word);
      expect([...found.vector].map(String)).toEqual(wanted.values);
    }
    const vectors = await loadVectors(files("euclidean_vectors.bin"));
    for (const [pair, cosine] of Object.entries(expected.cosine)) {
      const [a, b] = pair.split("|") as [string, string];
      expect(Math.abs(vectors.similarity(a, b) - cosine)).toBeLessThan(1e-6);
    }
  });

  it("reads one table in six spellings with the same bits", async () => {
    const formats = { "gensim.bin": "word2vec-binary", "word2vec-c.bin": "word2vec-binary", "word2vec.txt": "word2vec-text", "glove.txt": "glove", "crlf.txt": "word2vec-text", "trailing-space.txt": "word2vec-text" }; // biome-ignore format: pairs
    const whole = await loadVectors(files("euclidean_vectors.bin"), { limit: 50 });
    const wanted = whole.indexToKey.map((word) => bitsOf(whole.getVector(word)));
    for (const [name, format] of Object.entries(formats)) {
      const vectors = await loadVectors(files(`same50.${name}`));
      expect((await describeVectors(files(`same50.${name}`))).format).toBe(format);
      expect(vectors.indexToKey).toEqual(whole.indexToKey);
      expect(vectors.indexToKey.map((word) => bitsOf(vectors.getVector(word)))).toEqual(wanted);
    }
  });

  it("reads a text and a binary that differ in the last digits", async () => {
    const binary = await loadVectors(files("high_precision.kv.bin"));
    const text = await loadVectors(files("high_precision.kv.txt"));
    expect(text.indexToKey).toEqual(["kangaroo.n.01", "horse.n.01"]);
    for (const word of text.indexToKey) {
      const other = binary.getVector(word);
      expectClose(text.getVector(word), other, { rtol: 0, atol: 1e-6 });
    }
  });

  it.each([
    ["poincare_vectors.bin", "word2vec-binary", 1182, 10],
    ["word2vec_pre_kv_c", "word2vec-text", 1750, 10],
    ["EN.1-10.cbow1_wind5_hs0_neg10_size300_smpl1e-05.txt", "word2vec-text", 20, 300],
    ["IT.1-10.cbow1_wind5_hs0_neg10_size300_smpl1e-05.txt", "word2vec-text", 20, 300],
    ["test_glove.txt", "glove", 76, 50],
    ["w2v_keyedvectors_load_test.modeldata", "word2vec-text", 2, 3],
    ["lee_fasttext.vec", "fasttext-vec", 1762, 10],
    ["pang_lee_polarity_fasttext.vec", "fasttext-vec", 1694, 100],
    ["toy-model.vec", "fasttext-vec", 22, 5],
    ["crime-and-punishment.vec", "fasttext-vec", 291, 5],
  ])("reads %s", async (name, format, count, dim) => {
    const info = await describeVectors(files(name));
    expect(info).toMatchObject({ format, count, dim });
    if (name.endsWith(".bin")) return;
    const lines = sharedText(`formats/${name}`).trimEnd().split("\n");
    const fields = (line: string) => line.trimEnd().split(" ");
    const numbers = (line: string) =>
      fields(line)
        .slice(1)
        .map((text) => Math.fround(Number(text)));
    const firstLine = lines[format === "glove" ? 0 : 1]!;
    expect([...info.first.vector]).toEqual(numbers(firstLine));
    expect([...info.last.vector]).toEqual(numbers(lines.at(-1)!));
    if (!name.startsWith("w2v_")) expect(info.last.word).toBe(fields(lines.at(-1)!)[0]);
  });

  it("keeps words that end within a character", async () => {
    const { indexToKey } = await loadVectors(files("w2v_keyedvectors_load_test.modeldata"));
    expect(indexToKey[0]).toBe("ありがとう\udce3\udc83");
  });

  it("refuses a file that holds one row of three", async () => {
    await expect(loadVectors(files("pretrained.vec"))).rejects.toThrow(
      "the header promises 3 vectors; the file has 1.",
    );
    expect((await loadVectors(files("pretrained.vec"), { limit: 1 })).indexToKey).toEqual(["dummy"]);
  });
});

describe.skipIf(absent)(`fastText models of other makers${why}`, () => {
  it.each(["toy-model", "crime-and-punishment"])("gives the vectors of %s.vec", async (name) => {
    const model = await loadVectors(files(`${name}.bin`));
    const text = await loadVectors(files(`${name}.vec`));
    expect(model.indexToKey).toEqual(text.indexToKey);
    for (const word of text.indexToKey) {
      const other = text.getVector(word);
      expectClose(model.getVector(word), other, { rtol: 0, atol: 1e-5 });
    }
  });

  it.each([
    ["lee_fasttext.bin", 1762, 10],
    ["cp852_fasttext.bin", 171, 2],
    ["non_ascii_fasttext.bin", 171, 2],
    ["toy-model-pretrained.bin", 24, 5],
  ])("reads %s", async (name, count, dim) => {
    const vectors = await loadVectors(files(name));
    expect(vectors).toMatchObject({ count, dim });
    expect(await describeVectors(files(name))).toMatchObject({ format: "fasttext", count, dim });
    const isEscaped = (word: string) => /[\udc80-\udcff]/.test(word) && /\p{Surrogate}/u.test(word);
    expect(vectors.indexToKey.filter(isEscaped).length).toBe(name.startsWith("cp852") ? 69 : 0);
  });

  it("has vectors for unknown words, and none where there is no n-gram", async () => {
    const vectors = await loadVectors(files("lee_fasttext.bin"));
    const word = `${vectors.indexToKey[5]}xyz`;
    expect(vectors.hasIndexFor(word)).toBe(false);
    expect(vectors.has(word)).toBe(true);
    expect(vectors.similarity(word, word)).toBeCloseTo(1, 12);
    expect(vectors.has("")).toBe(false);
    expect(() => vectors.getVector("")).toThrow("there is no vector of");
  });
});

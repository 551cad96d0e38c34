import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { FileError } from "@cairn-ml/train/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KeyedVectors } from "../keyed-vectors/keyed-vectors.js";
import { describeVectors, loadVectors, openVectorTable, saveVectors } from "../node.js";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "cairn-vectors-"));
});
afterAll(() => rm(folder, { recursive: true }));

const table = () => {
  const words = Array.from({ length: 3000 }, (_, i) => `word${i}`);
  const rows = Float32Array.from({ length: 3000 * 17 }, (_, i) => Math.fround(1 / (i + 1)));
  return new KeyedVectors(words, rows, 17);
};

describe("vectors on the disk", () => {
  it.each([
    "x.bin",
    "x.txt",
    "x.vec",
    "x.npy",
    "x.safetensors",
    "x.bin.gz",
    "x.txt.gz",
    "x.npy.gz",
    "x.safetensors.gz",
  ])("are the same in %s", async (name) => {
    const path = join(folder, name);
    const vectors = table();
    const format = await saveVectors(path, vectors);
    const again = await loadVectors(path);
    expect(again.indexToKey).toEqual(vectors.indexToKey);
    expect(again.getVector("word2999")).toEqual(vectors.getVector("word2999"));
    const { first, last, ...info } = await describeVectors(path);
    expect(info).toEqual({ format, count: 3000, dim: 17 });
    expect([first.word, last.word]).toEqual(["word0", "word2999"]);
    expect(last.vector).toEqual(vectors.getVector("word2999"));
    expect((await loadVectors(path, { limit: 7 })).indexToKey).toEqual(vectors.indexToKey.slice(0, 7));
  });

  it("are word2vec's in a .bin with its header, however short that is", async () => {
    const path = join(folder, "short.bin");
    await saveVectors(
      path,
      new KeyedVectors(
        ["a", "b"],
        Float32Array.from({ length: 20 }, (_, i) => i),
        10,
      ),
    );
    expect((await loadVectors(path)).getVector("b")[9]).toBe(19);
  });

  it("can be GloVe's, and float16", async () => {
    const path = join(folder, "glove.txt");
    await saveVectors(path, table(), { format: "glove" });
    expect((await describeVectors(path)).format).toBe("glove");
    const half = join(folder, "half.npy");
    await saveVectors(half, table(), { float16: true });
    expect((await readFile(half)).length).toBe(128 + 3000 * 17 * 2);
    expect((await loadVectors(half)).getVector("word2")[0]).toBeCloseTo(1 / 35, 4);
    const kept = await loadVectors(path, { float16: true });
    expect(kept.getVector("word2")).toEqual((await loadVectors(half)).getVector("word2"));
  });

  it("are converted block by block, rows counted where the file does not say how many", async () => {
    await saveVectors(join(folder, "from.txt"), table(), { format: "glove" });
    for (const name of ["to.safetensors", "to.bin", "to.npy"]) {
      const from = await openVectorTable(join(folder, "from.txt"));
      expect(from).toMatchObject({ format: "glove", count: 3000, dim: 17 });
      await saveVectors(join(folder, name), from);
      expect((await loadVectors(join(folder, name))).getVector("word2999")).toEqual(table().getVector("word2999"));
    }
    const some = await openVectorTable(join(folder, "to.bin"), { limit: 2 });
    await saveVectors(join(folder, "some.txt"), some);
    expect((await loadVectors(join(folder, "some.txt"))).indexToKey).toEqual(["word0", "word1"]);
  });

  it("leave the old file alone, and nothing behind, when they cannot be written", async () => {
    const path = join(folder, "kept.txt");
    await saveVectors(path, table());
    const before = await readFile(path);
    const bad = new KeyedVectors(["a", "b c"], Float32Array.of(1, 2), 1);
    await expect(saveVectors(path, bad)).rejects.toThrow("word2vec-text cannot hold a word that holds a space.");
    expect(await readFile(path)).toEqual(before);
    expect((await readdir(folder)).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("keep the words of a matrix when the new matrix cannot be written", async () => {
    const path = join(folder, "pair.npy");
    await saveVectors(path, table());
    const large = new KeyedVectors(["a"], Float32Array.of(1e6), 1);
    await expect(saveVectors(path, large, { float16: true })).rejects.toThrow("too large for float16");
    expect((await loadVectors(path)).count).toBe(3000);
    expect((await readdir(folder)).filter((name) => name.endsWith(".partial"))).toEqual([]);
  });

  it("are refused with the path: absent, of an unknown kind, damaged", async () => {
    await expect(loadVectors(join(folder, "absent.bin"))).rejects.toThrow(FileError);
    await expect(saveVectors(join(folder, "x.xyz"), table())).rejects.toThrow("the name does not tell the format");
    await expect(saveVectors(join(folder, "none", "x.bin"), table())).rejects.toThrow(FileError);
    const path = join(folder, "cut.txt.gz");
    await writeFile(path, gzipSync("2 2\na 1 2\nb 3 4\n").subarray(0, 20));
    await expect(loadVectors(path)).rejects.toThrow(`${path}: the file is damaged or cut short.`);
  });

  it("do not believe a header in a gzip file, whose size is not known", async () => {
    const path = join(folder, "huge.bin.gz");
    await writeFile(path, gzipSync("999999999999 1000000\nthe 1234"));
    await expect(loadVectors(path)).rejects.toThrow("the file ends within row 1 of 999999999999.");
  });
});

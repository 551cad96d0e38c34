import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toBigInt64, toFloat64 } from "../safetensors/decode.js";
import type { SafetensorsEntry } from "../safetensors/types.js";
import { openWeightFile } from "../weights/open-weight-file.js";
import { counted, numbers } from "../weights/pieces.test-tools.js";
import { randomAccess } from "../weights/random-access.js";
import { readNpy } from "./read.js";

const folder = new URL("../../../../../shared/data/08-format-fixtures/npy/", import.meta.url);
const absent = !existsSync(folder);
const why = absent ? ` (skipped: ${folder.pathname} is not there)` : "";
const bytesOf = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));
const json = (path: string) => JSON.parse(new TextDecoder().decode(bytesOf(path)));

/** What NumPy reads and we do not, with a word of the reason that we give. */
const stricter: Readonly<Record<string, string>> = {
  "header-dup-key.npy": "there twice",
  "descr-void.npy": "bytes without a type",
  "zip-entry-not-npy.npz": "does not begin as .npy files do",
  "zip-path-traversal.npz": "leaves its folder",
  "zip-zip-bomb-100MB.npz": "would unpack to too much",
  "zip-lzma-method.npz": "packed in a way that is not read",
  "zip-bzip2-method.npz": "packed in a way that is not read",
  "zip-duplicate-names.npz": "there twice",
};

const values = (entry: SafetensorsEntry) => (/F/.test(entry.dtype) ? [...toFloat64(entry)] : [...toBigInt64(entry)]);

function expected(texts: readonly (string | boolean)[], dtype: string): (number | bigint)[] {
  const number = (text: string) => Number(text.replace("inf", "Infinity"));
  return texts.map((text) => (/F/.test(dtype) ? number(`${text}`) : BigInt(text)));
}

interface Described {
  readonly descr: string;
  readonly shape: readonly number[];
  readonly values_row_major: readonly (string | boolean)[] | null;
}

/** All that a file holds, read to the end. */
async function readAll(path: string): Promise<string[]> {
  const file = await openWeightFile(counted(bytesOf(path), path));
  for (const { dtype, pieces } of file.tensors.values()) if (/^B?F/.test(dtype)) await numbers(pieces());
  return [...file.tensors.keys()];
}

const outOfScope = /^(<c8|<c16|<U5|\|S3|<M8|\[)/;

describe.skipIf(absent)(`NumPy's files${why}`, () => {
  it("are read value for value, or refused by the name of their dtype", async () => {
    const { files } = json("generated/expected.json") as {
      files: Record<string, Described & Record<string, Described>>;
    };
    for (const [name, described] of Object.entries(files)) {
      const bytes = bytesOf(`generated/${encodeURIComponent(name)}`);
      if (name.endsWith(".npz")) continue;
      if (outOfScope.test(described.descr)) {
        await expect(readNpy(bytes, { name }), name).rejects.toThrow(/which are not read/);
        continue;
      }
      const entry = await readNpy(bytes, { name });
      expect(entry.shape, name).toEqual(described.shape);
      expect(values(entry), name).toEqual(expected(described.values_row_major!, entry.dtype));
    }
  });

  it("are read out of archives, stored and deflated, in pieces", async () => {
    const { files } = json("generated/expected.json") as { files: Record<string, Record<string, Described>> };
    for (const [name, arrays] of Object.entries(files).filter(([name]) => name.endsWith(".npz"))) {
      const { tensors, format } = await openWeightFile(randomAccess(bytesOf(`generated/${name}`), name));
      expect(format).toBe("npz");
      expect([...tensors.keys()].sort()).toEqual(Object.keys(arrays).sort());
      for (const [key, { shape, values_row_major: texts }] of Object.entries(arrays)) {
        const stored = tensors.get(key)!;
        expect(stored.shape).toEqual(shape);
        if (/^F/.test(stored.dtype)) expect(await numbers(stored.pieces())).toEqual(expected(texts!, stored.dtype));
      }
    }
    for (const name of ["positional.npz", "streamed-data-descriptor.npz", "with-comment.npz", "zip64-forced.npz"]) {
      expect((await readAll(`generated/${name}`)).length, name).toBeGreaterThan(0);
    }
  });

  it("of other programs are read too", async () => {
    const records = json("npyjs/records.json") as Record<string, (number | string)[]>;
    for (const [path, last] of Object.entries(records)) {
      const name = `npyjs/${path.replace("./data/", "")}.npy`;
      if (!existsSync(new URL(name, folder))) continue;
      if (/complex|unicode/.test(name)) {
        await expect(readNpy(bytesOf(name)), name).rejects.toThrow("which are not read");
        continue;
      }
      const read = values(await readNpy(bytesOf(name))).slice(-last.length);
      expect(read.map(Number), name).toEqual(last.map(Number));
    }
    for (const place of ["candle", "gensim", "tinygrad"]) {
      for (const name of readdirSync(new URL(place, folder))) await readAll(`${place}/${name}`);
    }
  });

  it("get NumPy's verdict, where they are wrong, but for a list", async () => {
    const { cases } = json("malformed/manifest.json") as { cases: { file: string; numpy_verdict: string }[] };
    expect(cases.length).toBe(61);
    for (const { file, numpy_verdict: verdict } of cases) {
      const path = `malformed/${encodeURIComponent(file)}`;
      const start = performance.now();
      if (verdict === "accept" && !stricter[file]) await readAll(path);
      else {
        const error = await readAll(path).then(
          () => null,
          (e: Error) => e,
        );
        expect(error?.name ?? "no error", file).toMatch(/^(NpyError|ZipError|ValueError)$/);
        expect(error!.message, file).toContain(stricter[file] ?? ": ");
        expect(error!.message, file).toContain("\n  fix:      ");
      }
      expect(performance.now() - start, file).toBeLessThan(2000);
    }
  });

  it("with objects are refused, for they are pickles", async () => {
    for (const name of readdirSync(new URL("numpy-object-arrays", folder))) {
      await expect(readAll(`numpy-object-arrays/${name}`), name).rejects.toThrow("which are a pickle and are not read");
    }
  });
});

import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { counted, numbers } from "../weights/pieces.test-tools.js";
import { randomAccess } from "../weights/random-access.js";
import { toFloat32, toFloat64 } from "./decode.js";
import { SafetensorsError } from "./error.js";
import { openSafetensors } from "./open.js";
import { readSafetensors } from "./read.js";
import { openShards } from "./shards.js";
import { writeSafetensors } from "./write.js";

const folder = new URL("../../../../../shared/data/08-format-fixtures/safetensors/", import.meta.url);
const absent = !existsSync(folder);
const why = absent ? ` (skipped: ${folder.pathname} is not there)` : "";
const inFolder = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));

describe("openSafetensors", () => {
  it("gives in pieces what readSafetensors gives at once, in every floating-point dtype", async () => {
    const f32 = Float32Array.from({ length: 600_000 }, (_, i) => i / 7);
    const f64 = Float64Array.from([1 / 3, -0, Number.NaN]);
    const halves = Uint16Array.from({ length: 65_536 }, (_, i) => i);
    const bytes = writeSafetensors(
      new Map([
        ["f32", { dtype: "F32", shape: [300, 2000], data: new Uint8Array(f32.buffer) }],
        ["f64", { dtype: "F64", shape: [3], data: new Uint8Array(f64.buffer) }],
        ["f16", { dtype: "F16", shape: [256, 256], data: new Uint8Array(halves.buffer) }],
        ["bf16", { dtype: "BF16", shape: [65_536], data: new Uint8Array(halves.buffer) }],
        ["none", { dtype: "F32", shape: [0, 5], data: new Uint8Array(0) }],
        ["scalar", { dtype: "F32", shape: [], data: new Uint8Array(f32.buffer, 4, 4) }],
      ]),
    );
    const file = await openSafetensors(randomAccess(bytes, "x"));
    for (const [name, entry] of readSafetensors(bytes).tensors) {
      const stored = file.tensors.get(name)!;
      const expected = entry.dtype === "F64" ? toFloat64(entry) : toFloat32(entry);
      expect(await numbers(stored.pieces()), name).toEqual([...expected]);
    }
    const sizes: number[] = [];
    for await (const piece of file.tensors.get("f32")!.pieces()) sizes.push(piece.length);
    expect(sizes.length).toBeGreaterThan(2);
    expect(sizes.every((size) => size % 2000 === 0)).toBe(true); // whole rows
  });

  it("reads the header only, until numbers are asked for", async () => {
    const data = new Uint8Array(1 << 20);
    const access = counted(writeSafetensors(new Map([["a", { dtype: "U8", shape: [1 << 20], data }]])), "x");
    const file = await openSafetensors(access);
    expect(access.bytesRead).toBeLessThan(100);
    expect(() => file.tensors.get("a")!.pieces()).toThrowErrorMatchingInlineSnapshot(`
      [DTypeError: pieces: x: tensor "a" cannot be read as floating-point numbers.
        given:    U8
        expected: F64, F32, F16 or BF16, or in a GGUF file a packed kind that is read
        fix:      convert the file to one of these first]
    `);
  });

  it("opens a Blob, as a page gets a file", async () => {
    const data = new Uint8Array(Float32Array.of(1, 2).buffer);
    const blob = new Blob([writeSafetensors(new Map([["a", { dtype: "F32", shape: [2], data }]]))]);
    const file = await openSafetensors(randomAccess(blob, "x"));
    expect(await numbers(file.tensors.get("a")!.pieces())).toEqual([1, 2]);
  });

  it.skipIf(absent)(`has the verdict of readSafetensors on every file of others${why}`, async () => {
    const { cases } = JSON.parse(new TextDecoder().decode(inFolder("malformed/manifest.json")));
    for (const { file: name } of cases as { file: string }[]) {
      const bytes = inFolder(`malformed/${encodeURIComponent(name)}`);
      const message = (error: unknown) => (error instanceof SafetensorsError ? error.message : `${error}`);
      let expected = "";
      try {
        readSafetensors(bytes, { name });
      } catch (error) {
        expected = message(error);
      }
      const access = counted(bytes, name);
      expect(await openSafetensors(access).then(() => "", message), name).toBe(expected);
      expect(access.bytesRead).toBeLessThanOrEqual(bytes.length);
    }
  });
});

describe("a damaged safetensors file", () => {
  const floats = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);
  const sound = writeSafetensors(
    new Map([
      ["a", { dtype: "F32", shape: [2, 3], data: floats }],
      ["b", { dtype: "BF16", shape: [4], data: floats.slice(0, 8) }],
    ]),
    new Map([["format", "pt"]]),
  );

  it("is refused, or read as what it says, wherever a byte changes or it ends", async () => {
    const damage = fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(damage, fc.option(fc.nat(sound.length)), async (changes, end) => {
        const bytes = sound.slice(0, end ?? sound.length);
        for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value;
        const access = counted(bytes, "x");
        try {
          for (const { pieces } of (await openSafetensors(access)).tensors.values()) await numbers(pieces());
        } catch (error) {
          expect((error as Error).name).toMatch(/SafetensorsError|DTypeError/);
        }
        expect(access.bytesRead).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 200 },
    );
  });
});

describe("openShards", () => {
  const shard = (name: string) => {
    const data = new Uint8Array(Float32Array.of(name.charCodeAt(0)).buffer);
    return writeSafetensors(new Map([[name, { dtype: "F32", shape: [1], data }]]));
  };
  const open = async (file: string) => randomAccess(shard(file[0]!), file);
  const index = (map: object) => ({ name: "index", text: JSON.stringify({ weight_map: map }) });

  it("joins the tensors of all files", async () => {
    const file = await openShards(index({ a: "a.safetensors", b: "b.safetensors" }), open);
    expect([...file.tensors.keys()]).toEqual(["a", "b"]);
    expect(await numbers(file.tensors.get("b")!.pieces())).toEqual([98]);
    expect(file.bytes).toBe(2 * shard("a").length);
  });

  it.each([
    ["../a.safetensors", "outside"],
    ["/a.safetensors", "outside"],
    ["a/../../b.safetensors", "outside"],
    ["..\\a.safetensors", "outside"],
    ["c:a.safetensors", "outside"],
    ["a.bin", "outside"],
    ["", "outside"],
    [7, "outside"],
  ])("refuses a file named %j", async (name, text) => {
    await expect(openShards(index({ a: name }), open)).rejects.toThrow(text);
  });

  it("refuses an index that is none, names a tensor twice, or disagrees with its files", async () => {
    const rejects = (text: string, message: string) =>
      expect(openShards({ name: "index", text }, open)).rejects.toThrow(message);
    await rejects("{", "is not valid JSON");
    await rejects("[]", "has no weight_map");
    await rejects('{"weight_map":{"a":"a.safetensors","a":"a.safetensors"}}', "there twice");
    await rejects('{"weight_map":{"a":"b.safetensors"}}', 'disagrees with its files on tensor "b"');
    await rejects('{"weight_map":{"a":"a.safetensors","x":"a.safetensors"}}', "names a tensor that is not there");
  });
});

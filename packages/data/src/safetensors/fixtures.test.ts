import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { encodeFloat32, toBigInt64, toFloat32, toFloat64, toInt32 } from "./decode.js";
import { SafetensorsError } from "./error.js";
import { readSafetensors } from "./read.js";
import type { SafetensorsEntry } from "./types.js";
import { writeSafetensors } from "./write.js";

const folder = new URL("../../../../../shared/data/08-format-fixtures/safetensors/", import.meta.url);
const absent = !existsSync(folder);
const why = absent ? ` (skipped: ${folder.pathname} is not there)` : "";
const inFolder = (path: string) => new Uint8Array(readFileSync(new URL(path, folder)));
const bitsOf = (floats: Float32Array) => new Uint32Array(floats.buffer, floats.byteOffset, floats.length);

interface Manifest {
  cases: {
    file: string;
    reference_verdict: "accept" | "reject";
    detail: { keys: string[]; metadata: object | null };
  }[];
}
interface Expected {
  tensors: Record<string, { dtype: string; shape: number[]; values: (string | boolean | [string, string])[] }>;
}

/** The format names a key once; the reference library, 0.8.0, lets this one pass and keeps the last. */
const STRICTER = "duplicate-key-same-range.safetensors";

describe.skipIf(absent)(`safetensors files of other makers${why}`, () => {
  it("get the reference library's verdict, where they are wrong", () => {
    const manifest = JSON.parse(new TextDecoder().decode(inFolder("malformed/manifest.json"))) as Manifest;
    expect(manifest.cases.length).toBeGreaterThan(60);
    for (const { file, reference_verdict: verdict, detail } of manifest.cases) {
      const read = () => readSafetensors(inFolder(`malformed/${encodeURIComponent(file)}`), { name: file });
      if (verdict === "reject" || file === STRICTER) {
        expect(read, file).toThrow(SafetensorsError);
        expect(read, file).toThrow(file);
      } else {
        expect([...read().tensors.keys()].sort(), file).toEqual(detail.keys);
        expect(read().metadata, file).toEqual(new Map(Object.entries(detail.metadata ?? {})));
      }
    }
  });

  it("are read value for value, in every dtype", () => {
    const { metadata, tensors } = readSafetensors(inFolder("generated/all-dtypes.safetensors"));
    const json = new TextDecoder().decode(inFolder("generated/all-dtypes.expected.json"));
    const expected = (JSON.parse(json) as Expected).tensors;
    expect(metadata).toEqual(new Map([["format", "pt"], ["key", "välue"], ["empty", ""]])); // biome-ignore format: pairs
    expect([...tensors.keys()].sort()).toEqual(Object.keys(expected).sort());
    for (const [name, { shape, values }] of Object.entries(expected)) {
      const entry = tensors.get(name)!;
      expect(entry.shape, name).toEqual(shape);
      expect(decode(entry), name).toEqual(values.flat().map((value) => parse(value, entry.dtype)));
    }
  });

  it("have float16, bfloat16 and float8 that convert bit for bit", () => {
    const { tensors } = readSafetensors(inFolder("generated/half-conversions.safetensors"));
    const every = (length: number) => Uint16Array.from({ length }, (_, i) => i);
    const widen = (dtype: "F16" | "BF16" | "F8_E4M3" | "F8_E5M2", bits: Uint16Array) => {
      const data = dtype.startsWith("F8") ? Uint8Array.from(bits) : new Uint8Array(bits.buffer);
      return bitsOf(toFloat32({ dtype, shape: [bits.length], data }));
    };
    const wanted = (name: string) => bitsOf(toFloat32(tensors.get(name)!));
    expect(widen("F16", every(65536))).toEqual(wanted("f16_as_f32"));
    expect(widen("BF16", every(65536))).toEqual(wanted("bf16_as_f32"));
    expect(widen("F8_E4M3", every(256))).toEqual(wanted("f8_e4m3_as_f32"));
    expect(widen("F8_E5M2", every(256))).toEqual(wanted("f8_e5m2_as_f32"));
    const floats = toFloat32(tensors.get("round.f32")!);
    expect(encodeFloat32(floats, "F16")).toEqual(tensors.get("round.f16")!.data);
    expect(encodeFloat32(floats, "BF16")).toEqual(tensors.get("round.bf16")!.data);
  });

  it("come back the same when they are written and read again", () => {
    for (const path of [
      "generated/all-dtypes",
      "generated/many-tensors",
      "real/mnist",
      "real/jfk-codes",
      "real/multi_layer",
    ]) {
      const { metadata, tensors } = readSafetensors(inFolder(`${path}.safetensors`));
      const again = readSafetensors(writeSafetensors(tensors, metadata));
      expect(again.metadata).toEqual(metadata);
      expect(new Map([...again.tensors].sort())).toEqual(new Map([...tensors].sort()));
    }
  });

  it("are large models too", () => {
    const { tensors } = readSafetensors(inFolder("real/mnist.safetensors"));
    expect(tensors.get("fc1.weight")!.shape).toEqual([32, 11616]);
    expect([...toInt32(tensors.get("norm1.num_batches_tracked")!)][0]).toBeGreaterThan(0);
  });
});

function decode(entry: SafetensorsEntry): (number | bigint)[] {
  if (entry.dtype === "C64") return decode({ dtype: "F32", shape: [2 * entry.shape[0]!], data: entry.data });
  return /F/.test(entry.dtype) ? [...toFloat64(entry)] : [...toBigInt64(entry)];
}

function parse(value: string | boolean, dtype: string): number | bigint {
  if (/F|C/.test(dtype)) return Number(`${value}`.replace("inf", "Infinity"));
  return BigInt(value);
}

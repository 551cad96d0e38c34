import fc from "fast-check";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { writeSafetensors } from "../safetensors/write.js";
import { openWeightFile } from "./open-weight-file.js";
import { counted, numbers } from "./pieces.test-tools.js";

const floats = Float32Array.from({ length: 64 }, (_, i) => i / 7);
const data = new Uint8Array(floats.buffer);

/** What numpy.save writes of these floats. */
function npy(header = "{'descr': '<f4', 'fortran_order': False, 'shape': (4, 16), }"): Uint8Array {
  const text = `\x93NUMPY\x01\x00v\x00${header.padEnd(117)}\n`;
  return Uint8Array.from([...Array.from(text, (c) => c.charCodeAt(0)), ...data]);
}

/** A small GGUF file with a text, an array and two tensors. */
function gguf(): Uint8Array {
  const bytes: number[] = [];
  const number = (value: number, size: number) => {
    for (let i = 0; i < size; i++) bytes.push(i < 4 ? (value >>> (8 * i)) & 255 : 0);
  };
  const text = (value: string) => {
    number(value.length, 8);
    bytes.push(...Array.from(value, (c) => c.charCodeAt(0)));
  };
  bytes.push(...Array.from("GGUF", (c) => c.charCodeAt(0)));
  for (const [value, size] of [[3, 4], [2, 8], [2, 8]] as const) number(value, size); // biome-ignore format: a row
  text("general.architecture");
  number(8, 4);
  text("gpt2");
  text("tokens");
  for (const [value, size] of [[9, 4], [8, 4], [2, 8]] as const) number(value, size); // biome-ignore format: a row
  text("a");
  text("b");
  for (const [name, type, offset] of [
    ["x", 0, 0],
    ["y", 8, 256],
  ] as const) {
    text(name);
    number(2, 4);
    number(type === 0 ? 16 : 32, 8);
    number(4, 8);
    number(type, 4);
    number(offset, 8);
  }
  while (bytes.length % 32 !== 0) bytes.push(0);
  return Uint8Array.from([...bytes, ...data, ...data.subarray(0, 4 * 34)]);
}

const files: [format: string, name: string, bytes: Uint8Array][] = [
  ["safetensors", "x.safetensors", writeSafetensors(new Map([["a", { dtype: "F32", shape: [4, 16], data }]]))],
  ["npy", "x.npy", npy()],
  ["npy", "turned.npy", npy("{'descr': '>f4', 'fortran_order': True, 'shape': (4, 16), }")],
  ["npz", "stored.npz", zipSync({ "a.npy": [npy(), { level: 0 }], "b.npy": [npy(), { level: 0 }] })],
  ["npz", "deflated.npz", zipSync({ "a.npy": [npy(), { level: 9 }], "b.npy": [npy(), { level: 9 }] })],
  ["gguf", "x.gguf", gguf()],
];

/** Reads all that there is; returns how many numbers. */
async function readAll(bytes: Uint8Array, name: string): Promise<number> {
  const access = counted(bytes, name);
  let count = 0;
  try {
    const file = await openWeightFile(access);
    for (const { pieces } of file.tensors.values()) count += (await numbers(pieces())).length;
  } finally {
    expect(access.bytesRead, "no file is read over and over").toBeLessThanOrEqual(8 * bytes.length + 1000);
  }
  return count;
}

const errors = /^(SafetensorsError|NpyError|ZipError|GgufError|DTypeError|ValueError)$/;

describe.each(files)("a file of %s, %s", (format, name, sound) => {
  it("is read when it is sound", async () => {
    expect(await readAll(sound, name)).toBe(format === "npz" ? 128 : format === "gguf" ? 64 + 128 : 64);
  });

  it("is refused wherever it ends early", async () => {
    for (let end = 0; end < sound.length; end++) {
      const error = await readAll(sound.slice(0, end), name).then(
        () => null,
        (e: Error) => e,
      );
      expect(error?.name ?? "no error", `${end} bytes`).toMatch(errors);
    }
  });

  it("is refused, or read as what it says, wherever bytes change", async () => {
    const change = fc.tuple(fc.nat(sound.length - 1), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 127, 128, 255)));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        const bytes = sound.slice();
        for (const [at, value] of changes) bytes[at] = value;
        try {
          expect(await readAll(bytes, name)).toBeLessThanOrEqual(8 * bytes.length);
        } catch (error) {
          expect((error as Error).name, (error as Error).stack ?? "").toMatch(errors);
        }
      }),
      { numRuns: Number(process.env.DAMAGE_RUNS ?? 300) },
    );
  });
});

describe("an archive", () => {
  it("notices a wrong checksum, whether it is packed or not", async () => {
    for (const level of [0, 9] as const) {
      const bytes = zipSync({ "a.npy": [npy(), { level }] });
      const end = bytes.length - 22;
      const directory = new DataView(bytes.buffer).getUint32(end + 16, true);
      bytes[directory + 16]! ^= 1;
      await expect(readAll(bytes, "x.npz")).rejects.toThrow("it is damaged");
    }
  });

  it("that is a bomb is refused before anything is unpacked", async () => {
    const bytes = zipSync({ "a.npy": [new Uint8Array(70_000_000), { level: 9 }] });
    await expect(readAll(bytes, "x.npz")).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ZipError: readZip: x.npz: "a.npy" would unpack to too much.
        given:    68316 bytes that become 70000000
        expected: 67108864 bytes at most, or 100 times as many as packed
        fix:      get the file again, or write it with numpy.savez; this one is not whole or not a plain zip archive]
    `);
  });

  it("of torch.save is refused", async () => {
    const bytes = zipSync({ "archive/data.pkl": Uint8Array.of(0x80, 2), "archive/data/0": data });
    await expect(readAll(bytes, "model.bin")).rejects.toThrowErrorMatchingInlineSnapshot(`
      [NpyError: readNpy: model.bin: it is a file of torch.save, a pickle, which is not read.
        given:    data.pkl, a program for Python's pickle machine, which could do anything when run
        expected: arrays of numbers
        fix:      convert it in Python, where you trust it, with safetensors.torch.save_file]
    `);
  });
});

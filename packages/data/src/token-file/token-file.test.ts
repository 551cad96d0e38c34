import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init, Rng, type Tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readSafetensors, TokenWindows } from "../index.js";
import { TokenFile, TokenFileWriter } from "../node.js";

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  await init();
  folder = mkdtempSync(join(tmpdir(), "cairn-tokens-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, train: number[], validation: number[], dtype: "uint16" | "uint32" = "uint16"): string {
  using writer = new TokenFileWriter(at(name), { dtype, metadata: { about: "é" } });
  for (const token of train) writer.append("train", Int32Array.of(token));
  writer.append("validation", Int32Array.from(validation));
  writer.finish();
  return at(name);
}

const tokens = (most: number) => fc.array(fc.nat(most), { minLength: 3, maxLength: 40 });
const cases = fc.constantFrom("uint16" as const, "uint32" as const).chain((dtype) => {
  const some = tokens(dtype === "uint16" ? 65_535 : 2 ** 31 - 1);
  return fc.record({ dtype: fc.constant(dtype), train: some, validation: some, seed: fc.nat() });
});

describe("a file of tokens", () => {
  it("gives the windows that the tokens in memory give, read ahead or not", async () => {
    await fc.assert(
      fc.asyncProperty(cases, async ({ dtype, train, validation, seed }) => {
        using file = TokenFile.open(write("some.safetensors", train, validation, dtype));
        const sizes = { contextLength: 2, batchSize: 3 };
        const fromFile = new TokenWindows(file.train, file.validation, sizes);
        const inMemory = new TokenWindows(Int32Array.from(train), Int32Array.from(validation), sizes);
        const numbers = ({ tokens, targets }: { tokens: Tensor; targets: Tensor }) => [
          tokens.toArray(),
          targets.toArray(),
        ];
        for (let step = 0; step < 3; step++) {
          const stream = () => new Rng(seed).fork("batch", step);
          if (step > 0) await fromFile.prepare(stream());
          expect(numbers(fromFile.batch(stream()))).toEqual(numbers(inMemory.batch(stream())));
        }
        expect([...fromFile.validation()].map(numbers)).toEqual([...inMemory.validation()].map(numbers));
        expect((await file.scan()).largest).toBe(Math.max(...train, ...validation));
      }),
      { numRuns: 60 },
    );
  });

  it("is a safetensors file, with its metadata", () => {
    const path = write("both.safetensors", [1, 2, 65_535], [4]);
    const { tensors, metadata } = readSafetensors(readFileSync(path));
    expect([...metadata]).toEqual([["about", "é"]]);
    expect([...tensors].map(([name, { dtype, shape, data }]) => [name, dtype, shape, [...data]])).toEqual([
      ["train", "U16", [3], [1, 0, 2, 0, 255, 255]],
      ["validation", "U16", [1], [4, 0]],
    ]);
    using file = TokenFile.open(path);
    expect([file.dtype, file.train.length, file.validation.length, file.metadata]).toEqual([
      ...["uint16", 3, 1],
      { about: "é" },
    ]);
  });

  it("may be tokens alone", () => {
    writeFileSync(
      at("raw.bin"),
      Uint16Array.from({ length: 21 }, (_, i) => i),
    );
    using file = TokenFile.open(at("raw.bin"), { dtype: "uint16" });
    expect([file.train.length, file.validation.length, [...Array.from(file.validation.subarray(0, 3))]]).toEqual([
      ...[18, 3],
      [18, 19, 20],
    ]);
    expect(() => TokenFile.open(at("raw.bin"), { dtype: "uint32" })).toThrowError("is no file of uint32");
  });

  it("has its name when it is whole, and leaves nothing else", () => {
    {
      using writer = new TokenFileWriter(at("half.safetensors"), { dtype: "uint16" });
      writer.append("train", Int32Array.of(1, 2));
    }
    expect(readdirSync(folder).filter((name) => name.startsWith("half"))).toEqual([]);
  });

  it("takes what fits, in order", () => {
    using writer = new TokenFileWriter(at("no.safetensors"), { dtype: "uint16" });
    expect(() => writer.append("train", Int32Array.of(65_536))).toThrowErrorMatchingInlineSnapshot(`
      [TokenFileError: tokens: a token does not fit into uint16.
        given:    65536
        expected: 0 to 65535
        fix:      write uint32]
    `);
    writer.append("validation", Int32Array.of(1));
    expect(() => writer.append("train", Int32Array.of(1))).toThrowErrorMatchingInlineSnapshot(`
      [TokenFileError: tokens: the training part comes first.
        given:    training tokens after validation tokens
        expected: all training tokens, then all validation tokens]
    `);
  });

  it.each<[string, (bytes: Uint8Array) => Uint8Array, string]>([
    ["cut short", (bytes) => bytes.subarray(0, -1), "bytes of tokens where the header has"],
    ["with more at its end", (bytes) => Uint8Array.of(...bytes, 0), "bytes of tokens where the header has"],
    ["of another form", (bytes) => change(bytes, '"validation":{', '"validatiom":{'), "train, validatiom"],
    ["with other numbers", (bytes) => change(bytes, '"shape":[3]', '"shape":[4]'), '"shape":[4]'],
    ["of floats", (bytes) => change(bytes, '"dtype":"U16"', '"dtype":"F16"'), "dtype F16"],
    ["with a broken header", (bytes) => change(bytes, "{", "["), "no JSON object"],
    ["of text", () => new TextEncoder().encode("once upon a time"), "do not begin with a header"],
    ["empty", () => new Uint8Array(0), "0 bytes"],
  ])("is refused %s", (_, damage, given) => {
    const path = write("damaged.safetensors", [1, 2, 3], [4]);
    writeFileSync(path, damage(readFileSync(path)));
    expect(() => TokenFile.open(path)).toThrowError(given);
  });

  it("says when it becomes shorter while it is read", async () => {
    const path = write("shrinks.safetensors", [1, 2, 3], [4, 5, 6]);
    using file = TokenFile.open(path);
    truncateSync(path, 100);
    expect(() => file.train.subarray(0, 2)).toThrow("has become shorter");
    await expect(file.train.prefetch(0, 2)).rejects.toThrow("has become shorter");
  });
});

function change(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = Buffer.from(bytes).toString("latin1");
  expect(text).toContain(from);
  return Buffer.from(text.replace(from, to), "latin1");
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { drawDigits } from "@cairn-ml/data";
import { Rng } from "@cairn-ml/tensor";
import { encode } from "fast-png";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { idx, writeIdx } from "../../digits/write-idx.test-tools.js";
import { digitsFrom } from "./digits-input.js";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "cairn-digits-"));
  vi.stubEnv("CAIRN_CACHE", join(dir, "cache"));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

const digits = drawDigits(new Rng(0), { count: 12 });

function write(name: string, bytes: Uint8Array | string): void {
  mkdirSync(dirname(join(dir, name)), { recursive: true });
  writeFileSync(join(dir, name), bytes);
}

/** MNIST's four files, with the first digits. */
const writeMnist = (folder: string, more: { packed?: boolean } = {}) =>
  writeIdx(join(dir, folder), digits, { train: 8, test: 4, ...more });

function picture(i: number): Uint8Array {
  return encode({ width: 28, height: 28, data: digits.images.subarray(784 * i, 784 * (i + 1)), channels: 1 });
}

const message = async (from: string) => {
  const error = await digitsFrom(join(dir, from)).then(
    () => new Error("it was read"),
    (reason) => reason,
  );
  const { given, expected } = error;
  return [error.message, ...(error.name === "InputError" ? [given, expected] : [])].join(" | ").replaceAll(dir, "DIR");
};

describe("digitsFrom", () => {
  it.each([true, false])("reads MNIST's files (with gzip: %s)", async (packed) => {
    writeMnist("mnist", { packed });
    const { name, train, test } = (await digitsFrom(join(dir, "mnist")))!;
    expect(name).toBe(join(dir, "mnist"));
    expect(train).toEqual({ images: digits.images.subarray(0, 784 * 8), labels: digits.labels.subarray(0, 8) });
    expect([...test.labels]).toEqual([...digits.labels.subarray(0, 4)]);
  });

  it("takes what was downloaded unless something is named, and draws where there is nothing", async () => {
    expect(await digitsFrom(undefined)).toBeUndefined();
    writeMnist("cache/mnist");
    expect(await digitsFrom(undefined)).toMatchObject({ name: join(dir, "cache/mnist") });
    expect(await digitsFrom("drawn")).toBeUndefined();
  });

  it("reads PNGs from the folders 0 to 9, every sixth to test with", async () => {
    for (let digit = 0; digit < 10; digit++) {
      for (let i = 0; i < 7 - (digit % 2) * 4; i++) write(`own/${digit}/${i}.PNG`, picture(i));
      write(`own/${digit}/.hidden.png`, "");
      write(`own/${digit}/notes.txt`, "");
    }
    const { train, test } = (await digitsFrom(join(dir, "own")))!;
    const of = (labels: Uint8Array) =>
      Array.from({ length: 10 }, (_, d) => labels.filter((label) => label === d).length);
    expect(of(train.labels)).toEqual([6, 2, 6, 2, 6, 2, 6, 2, 6, 2]);
    expect(of(test.labels)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(train.images.length).toBe(784 * 40);
  });

  it("reads PNGs from train and test", async () => {
    for (let digit = 0; digit < 10; digit++) {
      write(`own/train/${digit}/a.png`, picture(digit));
      write(`own/test/${digit}/a.png`, picture(digit));
    }
    const { train, test } = (await digitsFrom(join(dir, "own")))!;
    expect([...train.labels]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(test).toEqual(train);
  });
});

describe("digitsFrom refuses", () => {
  it("what is no folder, or one with something else", async () => {
    expect(await message("nowhere")).toContain("DIR/nowhere does not exist");
    write("file", "");
    expect(await message("file")).toContain("DIR/file is a file where a folder is needed");
    mkdirSync(join(dir, "empty"));
    expect(await message("empty")).toMatchInlineSnapshot(
      `"lesson: DIR/empty holds no digits. | an empty folder | MNIST's four files, or folders 0 to 9 with PNGs, also within train and test"`,
    );
    write("other/letters.txt", "");
    expect(await message("other")).toContain("a folder with letters.txt");
  });

  it("a folder of MNIST that is not whole", async () => {
    writeMnist("mnist");
    rmSync(join(dir, "mnist/t10k-labels-idx1-ubyte"));
    expect(await message("mnist")).toMatchInlineSnapshot(
      `"lesson: DIR/mnist does not have all files of MNIST. | a folder without t10k-labels-idx1-ubyte | train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte, each with .gz or without"`,
    );
    writeMnist("short");
    write("short/train-images-idx3-ubyte", idx(2051, 8, 28, 28)(new Uint8Array(99)));
    expect(await message("short")).toContain("DIR/short/train-images-idx3-ubyte is cut short");
    writeMnist("mixed");
    write("mixed/train-labels-idx1-ubyte", idx(2049, 4)(new Uint8Array(4)));
    expect(await message("mixed")).toContain("8 images in DIR/mixed/train-images-idx3-ubyte, 4 labels in");
    writeMnist("damaged", { packed: true });
    write("damaged/train-labels-idx1-ubyte.gz", gzipSync(Buffer.alloc(99)).subarray(0, 15));
    expect(await message("damaged")).toContain("DIR/damaged/train-labels-idx1-ubyte.gz is damaged or cut short");
  });

  it("pictures that are missing, or are none", async () => {
    for (let digit = 0; digit < 10; digit++) for (const i of [0, 1]) write(`own/${digit}/${i}.png`, picture(i));
    rmSync(join(dir, "own/7/1.png"));
    expect(await message("own")).toMatchInlineSnapshot(
      `"lesson: DIR/own/7 has one picture only. | 0.png | two PNGs or more of each digit, in the folders 0 to 9"`,
    );
    write("own/7/1.png", "no picture");
    expect(await message("own")).toContain("DIR/own/7/1.png is no PNG");
    write("own/7/1.png", encode({ width: 3, height: 3, data: new Uint8Array(9), channels: 1 }));
    expect(await message("own")).toMatchInlineSnapshot(
      `"lesson: nothing is drawn in DIR/own/7/1.png. | 3 × 3 pixels that hardly differ | a digit in ink that differs from the paper"`,
    );
    rmSync(join(dir, "own/3"), { recursive: true });
    expect(await message("own")).toContain("DIR/own/3 does not exist");
    write("half/train/0/a.png", picture(0));
    expect(await message("half")).toContain("DIR/half/train/1 does not exist");
  });
});

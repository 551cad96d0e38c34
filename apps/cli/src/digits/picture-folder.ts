import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type DigitSet, type Digits, fitDigit } from "@cairn-ml/data";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError } from "../errors.js";
import { readPicture } from "./read-picture.js";

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));
const tested = 6; // every sixth picture of a digit is to test with, as in MNIST's 70,000 every seventh is

/** Whether these are the names in a folder of pictures. */
export function isPictureFolder(names: readonly string[]): boolean {
  return [...digits, "train", "test"].some((name) => names.includes(name));
}

/**
 * Reads PNGs from the folders 0 to 9, each brought into MNIST's form: from `train/` and `test/`, or where there is no such
 * division, every sixth picture of a digit, by the order of the names, is to test with.
 *
 * Throws: FileError, or InputError for a digit without pictures and for what is no picture of a digit.
 */
export async function readPictureFolder(op: string, dir: string, names: readonly string[]): Promise<Digits> {
  if (names.includes("train") || names.includes("test")) {
    const train = await filesIn(op, join(dir, "train"), 1);
    const test = await filesIn(op, join(dir, "test"), 1);
    return { name: dir, train: await readAll(op, train), test: await readAll(op, test) };
  }
  const files = await filesIn(op, dir, 2);
  const isTest = (i: number, count: number) => i % tested === tested - 1 || (count < tested && i === count - 1);
  const part = (test: boolean) => files.map((of) => of.filter((_, i) => isTest(i, of.length) === test));
  return { name: dir, train: await readAll(op, part(false)), test: await readAll(op, part(true)) };
}

/** The PNGs of each digit. */
async function filesIn(op: string, dir: string, least: number): Promise<string[][]> {
  const files: string[][] = [];
  for (const digit of digits) {
    const folder = join(dir, digit);
    const names = await namesIn(op, folder);
    const pictures = names.filter((name) => /^[^.].*\.png$/i.test(name)).sort();
    if (pictures.length < least) {
      throw new InputError(`${op}: ${folder} has ${pictures.length === 0 ? "no picture" : "one picture only"}.`, {
        given: names.length === 0 ? "an empty folder" : names.slice(0, 5).join(", "),
        expected: `${least === 1 ? "one PNG" : "two PNGs"} or more of each digit, in the folders 0 to 9`,
      });
    }
    files.push(pictures.map((name) => join(folder, name)));
  }
  return files;
}

async function namesIn(op: string, dir: string): Promise<string[]> {
  return await readdir(dir).catch((error) => {
    throw explainFileError(op, dir, error);
  });
}

async function readAll(op: string, files: readonly (readonly string[])[]): Promise<DigitSet> {
  const count = files.reduce((sum, of) => sum + of.length, 0);
  const [images, labels] = [new Uint8Array(784 * count), new Uint8Array(count)];
  let at = 0;
  for (const [digit, of] of files.entries()) {
    for (const path of of) {
      images.set(await readDigit(op, path), 784 * at);
      labels[at++] = digit;
    }
  }
  return { images, labels };
}

/** Reads a picture of a digit in MNIST's form: 784 bytes. */
export async function readDigit(op: string, path: string): Promise<Uint8Array> {
  const picture = await readPicture(op, path);
  try {
    return fitDigit(picture);
  } catch {
    throw new InputError(`${op}: nothing is drawn in ${path}.`, {
      given: `${picture.width} × ${picture.height} pixels that hardly differ`,
      expected: "a digit in ink that differs from the paper",
    });
  }
}

import { join } from "node:path";
import { type Digits, gunzip, type NamedBytes, readIdxDigits } from "@cairn-ml/data";
import { readBytes } from "@cairn-ml/train/node";
import { InputError } from "../errors.js";

/** MNIST's files, as they are always called. */
export const idxFiles = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
} as const;

/** Whether some file of MNIST is among these names. */
export function isIdxFolder(names: readonly string[]): boolean {
  return Object.values(idxFiles).some((name) => fileFor(name, names) !== undefined);
}

/** Reads MNIST's four files, with gzip or without. Throws: FileError, ValueError, or InputError when one is missing. */
export async function readIdxFolder(op: string, dir: string, names: readonly string[]): Promise<Digits> {
  const missing = Object.values(idxFiles).filter((name) => !fileFor(name, names));
  if (missing.length > 0) {
    throw new InputError(`${op}: ${dir} does not have all files of MNIST.`, {
      given: `a folder without ${missing.join(", ")}`,
      expected: `${Object.values(idxFiles).join(", ")}, each with .gz or without`,
      fix: "put all four files into it",
    });
  }
  const read = async (name: string): Promise<NamedBytes> => {
    const path = join(dir, fileFor(name, names)!);
    return { name: path, bytes: await gunzip(await readBytes(op, path), { name: path }) };
  };
  const train = readIdxDigits(await read(idxFiles.trainImages), await read(idxFiles.trainLabels));
  const test = readIdxDigits(await read(idxFiles.testImages), await read(idxFiles.testLabels));
  return { name: dir, train, test };
}

/** Some copies are called train-images.idx3-ubyte. */
function fileFor(name: string, names: readonly string[]): string | undefined {
  const dotted = name.replace("-idx", ".idx");
  return [name, dotted, `${name}.gz`, `${dotted}.gz`].find((candidate) => names.includes(candidate));
}

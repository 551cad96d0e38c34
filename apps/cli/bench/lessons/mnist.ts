import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DigitSet, type Digits, gunzip, readIdxDigits } from "@cairn-ml/data";
import { fromData, type Tensor } from "@cairn-ml/tensor";

/** MNIST's four files, with gzip. */
export async function readMnist(folder: string): Promise<Digits> {
  const read = async (name: string) => {
    const path = join(folder, `${name}.gz`);
    return { name: path, bytes: await gunzip(readFileSync(path), { name: path }) };
  };
  const set = async (name: string) =>
    readIdxDigits(await read(`${name}-images-idx3-ubyte`), await read(`${name}-labels-idx1-ubyte`));
  return { name: folder, train: await set("train"), test: await set("t10k") };
}

/** (N, 784), from 0 to 1. */
export function inputsOf({ images, labels }: DigitSet): Tensor {
  const values = Float32Array.from(images, (value) => value / 255);
  return fromData(values, [labels.length, 784]);
}

import { type DigitSet, type Digits, drawDigits } from "@cairn-ml/data";
import { fromData, Rng, type Tensor } from "@cairn-ml/tensor";
import type { Picture } from "../exhibit.js";
import type { Host } from "../lesson.js";

export const side = 28;
export const pixels = 784; // side²

/** The reader's digits, or drawn ones. */
export function digitsFor({ input }: Host, seed: number): Digits {
  if (input?.kind === "digits") return input.digits;
  const rng = new Rng(seed);
  return {
    name: "digits drawn by a program",
    train: drawDigits(rng.fork("train"), { count: 20_000 }),
    test: drawDigits(rng.fork("test"), { count: 2_000 }),
  };
}

/** Bytes as numbers from 0 to 1: (N, 784). */
export function inputsOf({ images, labels }: DigitSet): Tensor {
  const values = new Float32Array(images.length);
  for (let i = 0; i < values.length; i++) values[i] = images[i]! / 255;
  return fromData(values, [labels.length, pixels]);
}

export function pictureOf({ images, labels }: DigitSet, i: number, label: string = String(labels[i])): Picture {
  const values = Array.from(images.subarray(i * pixels, (i + 1) * pixels), (value) => value / 255);
  return { label, rows: side, columns: side, values };
}

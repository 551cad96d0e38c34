import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { DigitSet } from "@cairn-ml/data";

/** An IDX file of these sizes. */
export function idx(magic: number, ...shape: number[]): (values: Uint8Array) => Buffer {
  const head = Buffer.alloc(4 + 4 * shape.length);
  [magic, ...shape].forEach((word, i) => {
    head.writeUInt32BE(word, 4 * i);
  });
  return (values) => Buffer.concat([head, values]);
}

/** Writes MNIST's four files, with the first of these digits. */
export function writeIdx(
  folder: string,
  { images, labels }: DigitSet,
  { train, test, packed = false }: { train: number; test: number; packed?: boolean },
): void {
  mkdirSync(folder, { recursive: true });
  for (const [part, count] of Object.entries({ train, t10k: test })) {
    const put = (name: string, bytes: Buffer) =>
      writeFileSync(join(folder, `${part}-${name}${packed ? ".gz" : ""}`), packed ? gzipSync(bytes) : bytes);
    put("images-idx3-ubyte", idx(2051, count, 28, 28)(images.subarray(0, 784 * count)));
    put("labels-idx1-ubyte", idx(2049, count)(labels.subarray(0, count)));
  }
}

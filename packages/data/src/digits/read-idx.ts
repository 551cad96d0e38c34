import { ValueError } from "@cairn-ml/tensor";
import { isGzip } from "../gunzip.js";
import type { DigitSet } from "./digits.js";

/** The bytes of a file, and what it is called in an error. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An array in an IDX file: (N), or (N, rows, columns). */
export interface IdxArray {
  readonly shape: readonly number[];
  /** Row by row: a view into the file. */
  readonly values: Uint8Array;
}

const kinds = new Map([
  [2049, "labels"],
  [2051, "images"],
]);

/**
 * An IDX file of bytes: a magic number (2051 for images, 2049 for labels), the sizes, big-endian words of 32 bits, and then
 * the bytes.
 *
 * Throws: ValueError when it holds something else, or is not as long as its sizes say.
 * Source: LeCun, Cortes & Burges, "The MNIST database of handwritten digits", file formats.
 */
export function readIdx({ name, bytes }: NamedBytes, holds: "images" | "labels"): IdxArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const head = holds === "images" ? 16 : 8;
  if (kinds.get(bytes.length < 4 ? 0 : view.getUint32(0)) !== holds) throw notIdx(name, bytes, holds);
  const words = Array.from({ length: (Math.min(bytes.length, head) >> 2) - 1 }, (_, i) => view.getUint32(4 * i + 4));
  const expected = words.reduce((size, n) => size * n, 1) + head;
  if (bytes.length < head || bytes.length !== expected) {
    throw new ValueError("readIdx", `${name} ${bytes.length > expected ? "goes on after its end" : "is cut short"}.`, {
      given: `${bytes.length} bytes`,
      expected:
        bytes.length < head
          ? `${head} bytes of sizes, and then the ${holds}`
          : `${expected}: ${words.join(" × ")} and ${head} of sizes`,
      fix: "get the file again",
    });
  }
  const values = new Uint8Array(bytes.buffer, bytes.byteOffset + head, bytes.length - head); // never Node's Buffer
  return { shape: words, values };
}

function notIdx(name: string, bytes: Uint8Array, holds: string): ValueError {
  const first = [...bytes.subarray(0, 4)];
  const word = first.reduce((word, byte) => word * 256 + byte, 0);
  const other = kinds.get(word);
  const what = other
    ? `an IDX file of ${other}`
    : isGzip(bytes)
      ? "a file with gzip"
      : first.length < 4
        ? `${first.length} bytes`
        : `a file that begins with ${first.map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}`;
  return new ValueError("readIdx", `${name} is no IDX file of ${holds}.`, {
    given: what,
    expected: `the magic number ${holds === "images" ? "2051 (00 00 08 03)" : "2049 (00 00 08 01)"}`,
    ...(other && { fix: "swap the two files" }),
    ...(isGzip(bytes) && { fix: "unpack it before: await gunzip(bytes, { name })" }),
  });
}

/**
 * Digits and their labels from the two files that MNIST has for them.
 *
 * Throws: ValueError as `readIdx` does, and when the files do not belong together or hold something else than digits of 28 × 28.
 */
export function readIdxDigits(images: NamedBytes, labels: NamedBytes): DigitSet {
  const { shape, values } = readIdx(images, "images");
  const { values: digits } = readIdx(labels, "labels");
  const [count = 0, rows, columns] = shape;
  if (rows !== 28 || columns !== 28) {
    throw new ValueError("readIdx", `${images.name} holds pictures of another size.`, {
      given: `${rows} × ${columns}`,
      expected: "28 × 28",
    });
  }
  if (count !== digits.length || count === 0) {
    throw new ValueError("readIdx", "there are not as many labels as images.", {
      given: `${count} images in ${images.name}, ${digits.length} labels in ${labels.name}`,
      expected: "as many labels as images, one or more",
      fix: "take both files from the same set: train with train, t10k with t10k",
    });
  }
  const wrong = digits.findIndex((digit) => digit > 9);
  if (wrong >= 0) {
    throw new ValueError("readIdx", `${labels.name} has a label that is no digit.`, {
      given: `${digits[wrong]} at place ${wrong}`,
      expected: "0 to 9",
    });
  }
  return { images: values, labels: digits };
}

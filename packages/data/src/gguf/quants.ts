import { f16Table } from "../weights/float-encodings.js";

/** Writes the numbers of the block at `from` into `y` from `at` on. */
export type Dequantize = (block: DataView, from: number, y: Float32Array, at: number) => void;

const word = new Uint32Array(1);
const float = new Float32Array(word.buffer);

/** A float16, as a number. */
export function half(block: DataView, at: number): number {
  word[0] = f16Table()[block.getUint16(at, true)]!;
  return float[0]!;
}

/** 32 numbers of four bits: of each byte, the lower half is one of the first 16, the upper of the last. */
function nibbles(block: DataView, from: number, y: Float32Array, at: number, value: (q: number, i: number) => number) {
  for (let i = 0; i < 16; i++) {
    const byte = block.getUint8(from + i);
    y[at + i] = value(byte & 15, i);
    y[at + i + 16] = value(byte >> 4, i + 16);
  }
}

/** Blocks of 32 with a scale, d, and where there is one a least value, m. Source: ggml, `ggml-quants.c`, `dequantize_row_*`. */
export const quants: Readonly<Record<string, Dequantize>> = {
  Q4_0(block, from, y, at) {
    const d = half(block, from);
    nibbles(block, from + 2, y, at, (q) => (q - 8) * d);
  },
  Q4_1(block, from, y, at) {
    const [d, m] = [half(block, from), half(block, from + 2)];
    nibbles(block, from + 4, y, at, (q) => q * d + m);
  },
  Q5_0(block, from, y, at) {
    const d = half(block, from);
    const fifth = block.getUint32(from + 2, true); // the fifth bit of each
    nibbles(block, from + 6, y, at, (q, i) => ((q | (((fifth >>> i) & 1) << 4)) - 16) * d);
  },
  Q5_1(block, from, y, at) {
    const [d, m] = [half(block, from), half(block, from + 2)];
    const fifth = block.getUint32(from + 4, true);
    nibbles(block, from + 8, y, at, (q, i) => (q | (((fifth >>> i) & 1) << 4)) * d + m);
  },
  Q8_0(block, from, y, at) {
    const d = half(block, from);
    for (let i = 0; i < 32; i++) y[at + i] = block.getInt8(from + 2 + i) * d;
  },
};

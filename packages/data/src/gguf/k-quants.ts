import { type Dequantize, half } from "./quants.js";

/** The six-bit scale and least value of part `j` of eight, which lie in twelve bytes. Source: ggml, `get_scale_min_k4`. */
function scaleAndMin(block: DataView, from: number, j: number): [scale: number, min: number] {
  const at = (i: number) => block.getUint8(from + i);
  if (j < 4) return [at(j) & 63, at(j + 4) & 63];
  return [(at(j + 4) & 15) | ((at(j - 4) >> 6) << 4), (at(j + 4) >> 4) | ((at(j) >> 6) << 4)];
}

/** The 16 six-bit scales of a block of Q3_K, from -32 to 31. */
function scalesOfQ3(block: DataView, from: number): number[] {
  return Array.from({ length: 16 }, (_, j) => {
    const low = j < 8 ? block.getUint8(from + j) & 15 : block.getUint8(from + j - 8) >> 4;
    const high = (block.getUint8(from + 8 + (j % 4)) >> (2 * Math.floor(j / 4))) & 3;
    return (low | (high << 4)) - 32;
  });
}

/** Blocks of 256, in parts with scales of their own. Source: ggml, `ggml-quants.c`, `dequantize_row_q*_K`. */
export const kQuants: Readonly<Record<string, Dequantize>> = {
  Q2_K(block, from, y, at) {
    const [d, dmin] = [half(block, from + 80), half(block, from + 82)];
    for (let i = 0; i < 256; i++) {
      const scale = block.getUint8(from + (i >> 4));
      const q = (block.getUint8(from + 16 + 32 * (i >> 7) + (i & 31)) >> (2 * ((i >> 5) & 3))) & 3;
      y[at + i] = d * (scale & 15) * q - dmin * (scale >> 4);
    }
  },
  Q3_K(block, from, y, at) {
    const d = half(block, from + 108);
    const scales = scalesOfQ3(block, from + 96);
    for (let i = 0; i < 256; i++) {
      const low = (block.getUint8(from + 32 + 32 * (i >> 7) + (i & 31)) >> (2 * ((i >> 5) & 3))) & 3;
      const high = (block.getUint8(from + (i & 31)) >> (i >> 5)) & 1;
      y[at + i] = d * scales[i >> 4]! * (low - (high ? 0 : 4));
    }
  },
  Q4_K(block, from, y, at) {
    const [d, dmin] = [half(block, from), half(block, from + 2)];
    for (let j = 0; j < 8; j++) {
      const [scale, min] = scaleAndMin(block, from + 4, j);
      for (let i = 0; i < 32; i++) {
        const q = (block.getUint8(from + 16 + 32 * (j >> 1) + i) >> (4 * (j & 1))) & 15;
        y[at + 32 * j + i] = d * scale * q - dmin * min;
      }
    }
  },
  Q5_K(block, from, y, at) {
    const [d, dmin] = [half(block, from), half(block, from + 2)];
    for (let j = 0; j < 8; j++) {
      const [scale, min] = scaleAndMin(block, from + 4, j);
      for (let i = 0; i < 32; i++) {
        const low = (block.getUint8(from + 48 + 32 * (j >> 1) + i) >> (4 * (j & 1))) & 15;
        const high = (block.getUint8(from + 16 + i) >> j) & 1;
        y[at + 32 * j + i] = d * scale * (low | (high << 4)) - dmin * min;
      }
    }
  },
  Q6_K(block, from, y, at) {
    const d = half(block, from + 208);
    for (let i = 0; i < 256; i++) {
      const [side, part, l] = [i >> 7, (i >> 5) & 3, i & 31];
      const low = (block.getUint8(from + 64 * side + 32 * (part & 1) + l) >> (4 * (part >> 1))) & 15;
      const high = (block.getUint8(from + 128 + 32 * side + l) >> (2 * part)) & 3;
      y[at + i] = d * block.getInt8(from + 192 + (i >> 4)) * ((low | (high << 4)) - 32);
    }
  },
};

import { bf16ToFloat32Bits, widen } from "../safetensors/half.js";
import type { Encoding } from "./pieces.js";

/** Of floating-point numbers that are not packed, by the name that safetensors and GGUF give them. */
export function floatEncoding(dtype: string): Encoding | undefined {
  switch (dtype) {
    case "F64":
      return { elements: 1, bytes: 8, decodedBytes: 0, decode: ({ buffer }, n) => new Float64Array(buffer, 0, n) };
    case "F32":
      return { elements: 1, bytes: 4, decodedBytes: 0, decode: ({ buffer }, n) => new Float32Array(buffer, 0, n) };
    case "F16":
      return widened((halves, words) => {
        const bitsOf = f16Table();
        for (let i = 0; i < words.length; i++) words[i] = bitsOf[halves[i]!]!;
      });
    case "BF16":
      return widened((halves, words) => {
        for (let i = 0; i < words.length; i++) words[i] = bf16ToFloat32Bits(halves[i]!);
      });
  }
  return undefined;
}

/** Numbers as integers, so that no NaN changes on its way. */
function widened(widenAll: (halves: Uint16Array, words: Uint32Array) => void): Encoding {
  return {
    elements: 1,
    bytes: 2,
    decodedBytes: 4,
    decode({ buffer }, n, into) {
      widenAll(new Uint16Array(buffer, 0, n), new Uint32Array(into, 0, n));
      return new Float32Array(into, 0, n);
    },
  };
}

let table: Uint32Array | undefined;

/** The float32 bits of every float16: looked up ten times as fast as worked out. */
export function f16Table(): Uint32Array {
  table ??= Uint32Array.from({ length: 1 << 16 }, (_, bits) => widen(bits, 5, 10, true));
  return table;
}

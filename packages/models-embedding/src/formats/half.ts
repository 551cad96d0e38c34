import { toFloat32 } from "@cairn-ml/data";
import { VectorFileError } from "./vector-file-error.js";

/** The float32 that each of the 65,536 float16 is. */
let widened: Float32Array | null = null;

function table(): Float32Array {
  if (widened) return widened;
  const every = Uint16Array.from({ length: 65536 }, (_, bits) => bits);
  widened = toFloat32({ dtype: "F16", shape: [65536], data: new Uint8Array(every.buffer) });
  return widened;
}

/** Writes float16 numbers, given by their bits, as float32. */
export function widenHalf(halves: Uint16Array, into: Float32Array): void {
  const floats = table();
  for (let i = 0; i < halves.length; i++) into[i] = floats[halves[i]!]!;
}

/**
 * The bits of the float16 nearest to each number, of two equally near the even one. Throws: VectorFileError from 65520 on.
 * Source: IEEE 754-2019, 4.3.1.
 */
export function toHalf(values: Float32Array<ArrayBuffer>): Uint16Array<ArrayBuffer> {
  const words = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const halves = new Uint16Array(values.length);
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const magnitude = word & 0x7fffffff;
    const sign = (word >>> 16) & 0x8000;
    if (magnitude >= 0x38800000 && magnitude < 0x477ff000) {
      halves[i] = sign | ((magnitude - 0x38000000 + 0xfff + ((magnitude >>> 13) & 1)) >>> 13); // a normal one
    } else halves[i] = sign | unusualHalf(magnitude, values[i]!);
  }
  return halves;
}

/** Numbers that have no normal float16: too small, or too large. */
function unusualHalf(magnitude: number, value: number): number {
  if (magnitude >= 0x477ff000) throw tooLarge(value);
  const units = Math.abs(value) * 2 ** 24; // of the smallest float16; exact
  const down = Math.floor(units);
  const rest = units - down;
  return rest > 0.5 || (rest === 0.5 && down % 2 === 1) ? down + 1 : down;
}

function tooLarge(value: number): VectorFileError {
  return new VectorFileError("float16", "a number is too large for float16.", {
    given: `${value}`,
    expected: "numbers below 65520",
    fix: "keep float32",
  });
}

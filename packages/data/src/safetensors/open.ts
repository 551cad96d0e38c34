import { DTypeError } from "@cairn-ml/tensor";
import { floatEncoding } from "../weights/float-encodings.js";
import { readPieces } from "../weights/pieces.js";
import { type RandomAccess, readRange } from "../weights/random-access.js";
import type { StoredTensor, WeightFile } from "../weights/weight-file.js";
import { headerLength, PREFIX, parseHeader } from "./header.js";

/**
 * Reads the header of a safetensors file, with every check of `readSafetensors`; the numbers are read when they are asked for.
 *
 * Throws: SafetensorsError naming the file and, where there is one, the tensor.
 */
export async function openSafetensors(file: RandomAccess): Promise<WeightFile> {
  const prefix = await readRange(file, 0, Math.min(PREFIX, file.size));
  const dataStart = PREFIX + headerLength(file.name, prefix, file.size);
  const { metadata, tensors } = parseHeader(file.name, await readRange(file, PREFIX, dataStart), file.size - dataStart);
  const stored = tensors.map(({ tensor, dtype, shape, begin, end }): [string, StoredTensor] => {
    const pieces = () => {
      const encoding = floatEncoding(dtype);
      if (!encoding) throw noFloats(file.name, tensor, dtype);
      return readPieces(file, dataStart + begin, shape, encoding);
    };
    return [tensor, { dtype, shape, bytes: end - begin, pieces }];
  });
  return { format: "safetensors", bytes: file.size, tensors: new Map(stored), metadata };
}

/** The error for a tensor that is no weight. */
export function noFloats(file: string, tensor: string, dtype: string): DTypeError {
  return new DTypeError(
    "pieces",
    `${file}: tensor ${JSON.stringify(tensor)} cannot be read as floating-point numbers.`,
    {
      given: dtype,
      expected: "F64, F32, F16 or BF16, or in a GGUF file a packed kind that is read",
      fix: "convert the file to one of these first",
    },
  );
}

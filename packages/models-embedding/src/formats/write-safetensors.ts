import type { VectorTable } from "./vector-stream.js";
import { encodeWord } from "./word-bytes.js";
import type { NumberOptions } from "./write-npy.js";
import { numberBytes } from "./write-npy.js";

/**
 * The bytes of a safetensors file of vectors; see `readSafetensorsVectors` for its tensors. The words come first, and zeros fill
 * them up to a multiple of 8, so that the numbers are aligned. `table.blocks` is walked through twice.
 */
export async function* writeSafetensorsVectors(
  table: VectorTable,
  { float16 = false }: NumberOptions = {},
): AsyncGenerator<Uint8Array> {
  const { count, dim } = table;
  const ends = new BigInt64Array(count);
  const words: Uint8Array[] = [];
  let length = 0;
  for await (const block of table.blocks()) {
    for (const word of block.words) {
      const bytes = encodeWord(word);
      length += bytes.length;
      ends[words.length] = BigInt(length);
      words.push(bytes);
    }
  }
  const padded = Math.ceil(length / 8) * 8;
  yield headerOf({ count, dim, wordBytes: padded, float16 });
  yield new Uint8Array(ends.buffer);
  yield joined(words, padded);
  for await (const block of table.blocks()) yield numberBytes(block, float16);
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

interface Sizes {
  readonly count: number;
  readonly dim: number;
  readonly wordBytes: number;
  readonly float16: boolean;
}

/** Source: https://github.com/huggingface/safetensors, "Format". */
function headerOf({ count, dim, wordBytes, float16 }: Sizes): Uint8Array {
  const wordsBegin = 8 * count;
  const vectorsBegin = wordsBegin + wordBytes;
  const vectorsEnd = vectorsBegin + count * dim * (float16 ? 2 : 4);
  const text = JSON.stringify({
    __metadata__: { format: "cairn-vectors" },
    word_ends: { dtype: "I64", shape: [count], data_offsets: [0, wordsBegin] },
    words: { dtype: "U8", shape: [wordBytes], data_offsets: [wordsBegin, vectorsBegin] },
    vectors: { dtype: float16 ? "F16" : "F32", shape: [count, dim], data_offsets: [vectorsBegin, vectorsEnd] },
  });
  const length = Math.ceil(text.length / 8) * 8;
  const header = new Uint8Array(8 + length).fill(0x20, 8);
  new DataView(header.buffer).setBigUint64(0, BigInt(length), true);
  header.set(new TextEncoder().encode(text), 8);
  return header;
}

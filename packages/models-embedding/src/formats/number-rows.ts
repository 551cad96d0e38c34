import { ByteReader } from "./byte-reader.js";
import type { ByteSource } from "./byte-source.js";
import { widenHalf } from "./half.js";
import { VectorFileError } from "./vector-file-error.js";
import { findNotFinite, type VectorBlock } from "./vector-stream.js";

export type NumberKind = "float16" | "float32" | "float64";

export const bytesOfKind: Readonly<Record<NumberKind, number>> = { float16: 2, float32: 4, float64: 8 };

const blockNumbers = 1 << 22;

/** The rows of words whose numbers lie in a file from `begin` on, one row after the other. Throws: VectorFileError. */
export async function* readNumberRows(
  source: ByteSource,
  begin: number,
  { kind, dim, words }: { readonly kind: NumberKind; readonly dim: number; readonly words: readonly string[] },
): AsyncGenerator<VectorBlock> {
  const reader = new ByteReader(source, begin);
  const perBlock = Math.max(1, Math.floor(blockNumbers / dim));
  try {
    for (let row = 0; row < words.length; row += perBlock) {
      const here = words.slice(row, row + perBlock);
      const place = reader.offset;
      const bytes = here.length * dim * bytesOfKind[kind];
      if (!(await reader.fill(bytes))) throw endsEarly(source.name, reader, bytes);
      const rows = toFloats(reader.take(bytes), kind);
      const found = findNotFinite(rows);
      if (found >= 0) throw notFinite(source.name, place + found * bytesOfKind[kind], here[Math.floor(found / dim)]!);
      yield { words: here, rows };
    }
  } finally {
    await reader.close();
  }
}

/** Typed arrays read the bytes as they lie: every machine that runs JavaScript is little-endian, as the files are. */
function toFloats(bytes: Uint8Array, kind: NumberKind): Float32Array<ArrayBuffer> {
  const own = new Uint8Array(bytes).buffer;
  if (kind === "float32") return new Float32Array(own);
  if (kind === "float64") return new Float32Array(new Float64Array(own));
  const floats = new Float32Array(own.byteLength / 2);
  widenHalf(new Uint16Array(own), floats);
  return floats;
}

function endsEarly(name: string, reader: ByteReader, bytes: number): VectorFileError {
  return VectorFileError.at(name, { byte: reader.offset + reader.available }, "the file ends within the vectors.", {
    given: `${reader.available} bytes`,
    expected: `${bytes} bytes more`,
    fix: "get the file again",
  });
}

function notFinite(name: string, byte: number, word: string): VectorFileError {
  return VectorFileError.at(name, { byte }, `the vector of ${JSON.stringify(word.slice(0, 60))} is not finite.`, {
    given: "a number that is infinite or NaN",
    expected: "finite numbers that float32 holds",
    fix: "get the file again, or train again",
  });
}

/** A file, wherever it lies. It may be read more than once. */
export interface ByteSource {
  /** What errors call it. */
  readonly name: string;
  /** In bytes, where it is known beforehand: that of a compressed file is not. */
  readonly size: number | undefined;
  /** Its bytes from `from` on, in pieces of any length. A piece is good until the next one is asked for. */
  chunks(from?: number): AsyncIterable<Uint8Array>;
}

/** Bytes that are in memory, as a source; `pieceLength` is for tests of what happens at the seams. */
export function sourceOfBytes(name: string, bytes: Uint8Array, pieceLength: number = 1 << 22): ByteSource {
  return {
    name,
    size: bytes.length,
    async *chunks(from = 0) {
      for (let at = from; at < bytes.length; at += pieceLength) yield bytes.subarray(at, at + pieceLength);
    },
  };
}

/** A file that a page was given, as a source. */
export function sourceOfBlob(name: string, blob: Blob): ByteSource {
  return {
    name,
    size: blob.size,
    async *chunks(from = 0) {
      const pieceLength = 1 << 22;
      for (let at = from; at < blob.size; at += pieceLength) {
        yield new Uint8Array(await blob.slice(at, at + pieceLength).arrayBuffer());
      }
    },
  };
}

import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { createGunzip } from "node:zlib";
import { explainFileError } from "@cairn-ml/train/node";
import type { ByteSource } from "../formats/byte-source.js";
import { VectorFileError } from "../formats/vector-file-error.js";

const pieceBytes = 1 << 22;

/** A file of the disk, with gzip round it or not; its first bytes tell. Throws: FileError. */
export async function openFile(path: string): Promise<ByteSource> {
  try {
    const { size } = await stat(path);
    const isZipped = await isGzip(path);
    return isZipped ? zipped(path) : plain(path, size);
  } catch (error) {
    throw explainFileError("openFile", path, error);
  }
}

async function isGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(2), 0, 2, 0);
    return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b; // RFC 1952, 2.3.1
  } finally {
    await file.close();
  }
}

/** Reads by position, into two buffers in turn: while one is looked at, the other is filled. */
function plain(path: string, size: number): ByteSource {
  return {
    name: path,
    size,
    async *chunks(from = 0) {
      const file = await open(path);
      const buffers = [new Uint8Array(pieceBytes), new Uint8Array(pieceBytes)];
      const read = (turn: number, at: number) => file.read(buffers[turn % 2]!, 0, pieceBytes, at);
      let next: ReturnType<typeof read> | null = null;
      try {
        next = read(0, from);
        for (let turn = 0, at = from; ; turn++) {
          const { bytesRead } = await next;
          if (bytesRead === 0) break;
          at += bytesRead;
          next = read(turn + 1, at);
          yield buffers[turn % 2]!.subarray(0, bytesRead);
        }
      } catch (error) {
        throw explainFileError("readVectors", path, error);
      } finally {
        await next?.catch(() => undefined);
        await file.close();
      }
    },
  };
}

function zipped(path: string): ByteSource {
  return {
    name: path,
    size: undefined,
    async *chunks(from = 0) {
      const packed = createReadStream(path);
      const contents = packed.pipe(createGunzip({ chunkSize: 1 << 20 }));
      packed.on("error", (error) => contents.destroy(error));
      let before = from; // to be passed over
      try {
        for await (const chunk of contents as AsyncIterable<Uint8Array>) {
          if (chunk.length > before) yield chunk.subarray(before);
          before = Math.max(0, before - chunk.length);
        }
      } catch (error) {
        throw explainFileError("readVectors", path, damaged(path, error));
      } finally {
        packed.destroy();
        contents.destroy();
      }
    },
  };
}

function damaged(path: string, error: unknown): unknown {
  const code = `${(error as { code?: unknown } | null)?.code}`;
  if (!code.startsWith("Z_")) return error;
  return VectorFileError.at(path, null, "the file is damaged or cut short.", {
    given: `gzip that cannot be unpacked: ${code}`,
    expected: "a whole file with gzip",
    fix: "get the file again",
  });
}

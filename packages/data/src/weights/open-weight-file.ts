import { ValueError } from "@cairn-ml/tensor";
import { openGguf } from "../gguf/open.js";
import { openNpz } from "../npy/open-npz.js";
import { openNpy } from "../npy/read.js";
import { openSafetensors } from "../safetensors/open.js";
import { type RandomAccess, readRange } from "./random-access.js";
import type { WeightFile } from "./weight-file.js";

/**
 * Opens a file of weights, whose first bytes, or else its name, tell the format: GGUF, npz, npy, or else safetensors.
 *
 * Throws: the format's error for a file that is damaged; ValueError for a pickle.
 */
export async function openWeightFile(file: RandomAccess): Promise<WeightFile> {
  const start = await readRange(file, 0, Math.min(8, file.size));
  if (start[0] === 0x80 && start[1]! >= 2 && start[1]! <= 5) throw pickled(file.name);
  const begins = (text: string) => [...text].every((character, i) => start[i] === character.charCodeAt(0));
  if (begins("GGUF")) return openGguf(file);
  if (begins("\x93NUMPY")) return openNpy(file);
  if (begins("PK")) return openNpz(file);
  if (/\.gguf$/.test(file.name)) return openGguf(file); // whose error then names the format
  if (/\.npy$/.test(file.name)) return openNpy(file);
  if (/\.npz$/.test(file.name)) return openNpz(file);
  return openSafetensors(file);
}

function pickled(name: string): ValueError {
  return new ValueError("openWeightFile", `${name} is a pickle, which is not read.`, {
    given: "a program for Python's pickle machine, which could do anything when run",
    expected: "safetensors, GGUF or npz, which hold numbers only",
    fix: "convert it in Python, where you trust it, with safetensors.torch.save_file",
  });
}

import { basename, dirname, extname, join } from "node:path";
import { openShards, openWeightFile, type RandomAccess, type WeightFile } from "@cairn-ml/data";
import { FileError } from "@cairn-ml/train/node";
import { type FileAccess, openFileAccess } from "./file-access.js";
import { isFolder, namesIn, readText } from "./files.js";

/** Files of weights that are open, as one. */
export interface OpenWeights extends WeightFile {
  /** The file, or the index of several. */
  readonly path: string;
  close(): Promise<void>;
}

const pickles = new Set([".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle"]);
const indexName = "model.safetensors.index.json";
const kinds = [".safetensors", ".gguf", ".npz"];

/**
 * Opens the weights that lie in a folder, or in one file: safetensors (divided or not), GGUF, npz. Only the directory of the
 * tensors is read; close it when their numbers are read too.
 *
 * Throws: FileError when there are none, or only a pickle; what the format's reader throws for a damaged file.
 */
export async function openWeights(op: string, path: string): Promise<OpenWeights> {
  const file = await weightsPath(op, path);
  if (pickles.has(extname(file))) throw pickle(op, file);
  const opened: FileAccess[] = [];
  const access = async (name: string): Promise<RandomAccess> => {
    const one = await openFileAccess(op, name);
    opened.push(one);
    return one;
  };
  const close = async () => {
    await Promise.all(opened.map((one) => one.close()));
  };
  try {
    const weights = file.endsWith(".index.json")
      ? await openShards({ name: file, text: await readText(op, file) }, (name) => access(join(dirname(file), name)))
      : await openWeightFile(await access(file));
    return { ...weights, path: file, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** The file that holds a folder's weights; a file is its own. */
async function weightsPath(op: string, path: string): Promise<string> {
  if (!(await isFolder(op, path))) return path;
  const names = await namesIn(op, path);
  for (const name of ["model.safetensors", indexName]) if (names.includes(name)) return join(path, name);
  for (const kind of kinds) {
    const files = names.filter((name) => extname(name) === kind);
    if (files.length === 1) return join(path, files[0]!);
    if (files.length > 1) throw several(op, path, files);
  }
  const refused = names.find((name) => pickles.has(extname(name)));
  if (refused) throw pickle(op, join(path, refused));
  throw new FileError(op, `${path} holds no weights.`, {
    given: names.length === 0 ? "an empty folder" : `a folder with ${names.slice(0, 5).join(", ")}`,
    expected: `model.safetensors, ${indexName}, or one file that ends in ${kinds.join(", ")}`,
    fix: "name the folder that holds the model's files",
  });
}

function several(op: string, path: string, files: readonly string[]): FileError {
  return new FileError(op, `${path} holds several files of weights.`, {
    given: files.slice(0, 5).join(", "),
    expected: `one, or model.safetensors, or ${indexName}`,
    fix: `name the file: ${join(path, files[0]!)}`,
  });
}

/** A pickle is a program that Python runs when it opens the file, so it is not opened here. */
function pickle(op: string, path: string): FileError {
  const target = "model.safetensors";
  return new FileError(op, `${basename(path)} is a pickle, which is not read.`, {
    given: `${path}: a program for Python's pickle machine, which could do anything when run`,
    expected: `${target}, which holds numbers only`,
    fix: [
      `convert it in Python, where you trust it: import torch; from safetensors.torch import save_file;`,
      `w = torch.load("${basename(path)}", weights_only=True); w = w.get("model", w);`,
      `save_file({k: v.clone().contiguous() for k, v in w.items()}, "${target}")`,
    ].join(" "),
  });
}

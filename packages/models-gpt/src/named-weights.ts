import { openShards, openWeightFile, type RandomAccess, randomAccess, type WeightFile } from "@cairn-ml/data";
import { ValueError } from "@cairn-ml/tensor";

/** The content of a file: in memory, or a file that a page was given, which is then read piece by piece. */
export type FileContent = Uint8Array | Blob;
export type NamedFiles = ReadonlyMap<string, FileContent>;

const op = "readGPT";
const [weightsName, indexName] = ["model.safetensors", "model.safetensors.index.json"];
const kinds = [".safetensors", ".gguf", ".npz"];
const pickles = /\.(bin|pt|pth|ckpt|pkl|pickle)$/;

/** The file that holds the weights, or the index of several; undefined where there is none. Throws: ValueError for several. */
export function weightsAmong(files: NamedFiles): string | undefined {
  const names = [...files.keys()];
  for (const name of [weightsName, indexName]) if (files.has(name)) return name;
  for (const kind of kinds) {
    const found = names.filter((name) => name.endsWith(kind));
    if (found.length === 1) return found[0];
    if (found.length > 1) {
      throw new ValueError(op, "there are several files of weights.", {
        given: found.slice(0, 5).join(", "),
        expected: `one of them, or ${weightsName}, or ${indexName} beside its parts`,
        fix: `give one: ${found[0]} and config.json, say`,
      });
    }
  }
  return undefined;
}

/** The files that hold the weights: one, or an index and those that it names. */
export async function weightNames(files: NamedFiles): Promise<string[]> {
  const name = weightsAmong(files);
  if (name !== indexName) return name === undefined ? [] : [name];
  const { weight_map } = JSON.parse(await textOf(files.get(name)!)) as { weight_map: Record<string, string> };
  return [name, ...new Set(Object.values(weight_map))];
}

/** Whether the weights say themselves how the model is built; a `config.json` beside them may be a stub, or another model's. */
export const isGguf = (name: string | undefined): boolean => name?.endsWith(".gguf") === true;

/** What is told while weights are read, and what ends it. */
export interface Reading {
  /** Is told how many bytes of the weights have been read, and how many there are. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
  /** Ends it between two pieces: its reason is thrown, and nothing stays in memory. */
  readonly signal?: AbortSignal | undefined;
}

/** Opens the weights: only their directory is read. Throws: ValueError when there are none, and as `openWeightFile`. */
export async function openNamedWeights(files: NamedFiles, reading: Reading): Promise<WeightFile> {
  const name = weightsAmong(files) ?? weightsName;
  if (!files.has(name)) refusePickle(files);
  let done = 0;
  let total = 0;
  const access = (name: string): RandomAccess => {
    const file = randomAccess(fileIn(files, name), name);
    total += file.size;
    const read = async (position: number, into: Uint8Array) => {
      reading.signal?.throwIfAborted();
      await file.read(position, into);
      done = Math.min(total, done + into.length); // a head is compared with the embedding, which is then read twice
      reading.onProgress?.(done, total);
    };
    return { ...file, read };
  };
  if (name !== indexName) return openWeightFile(access(name));
  return openShards({ name, text: await textOf(files.get(name)!) }, async (part) => access(part));
}

export function fileIn(files: NamedFiles, name: string): FileContent {
  const file = files.get(name);
  if (file) return file;
  throw new ValueError(op, `there is no ${name} among the files.`, {
    given: [...files.keys()].slice(0, 6).join(", ") || "no files",
    expected: `config.json, ${weightsName} (or one .npz), and the files of its tokenizer; or one .gguf, which has all in it`,
    fix: "give all files of the model's folder at once, or the folder",
  });
}

function refusePickle(files: NamedFiles): void {
  const name = [...files.keys()].find((each) => pickles.test(each));
  if (!name) return;
  throw new ValueError(op, `${name} is a pickle, which is not read.`, {
    given: "a program for Python's pickle machine, which could do anything when run",
    expected: `${weightsName}, .gguf or .npz, which hold numbers only`,
    fix: "convert it in Python, where you trust it, with safetensors.torch.save_file",
  });
}

export const textOf = async (file: FileContent): Promise<string> =>
  file instanceof Uint8Array ? new TextDecoder().decode(file) : await file.text();

import type { RandomAccess } from "../weights/random-access.js";
import type { StoredTensor, WeightFile } from "../weights/weight-file.js";
import { SafetensorsError } from "./error.js";
import { type Json, parseJson } from "./json.js";
import { openSafetensors } from "./open.js";

const op = "openShards";

/**
 * Opens a model that is divided into several safetensors files, by its `model.safetensors.index.json`; `open` gets the file
 * that a name in it means. The index and the files must agree on every tensor.
 *
 * Throws: SafetensorsError; also for a name that would leave the folder of the index.
 */
export async function openShards(
  index: { readonly name: string; readonly text: string },
  open: (file: string) => Promise<RandomAccess>,
): Promise<WeightFile> {
  const places = parseIndex(index.name, index.text);
  const metadata = new Map<string, string>();
  const tensors = new Map<string, StoredTensor>();
  let bytes = 0;
  for (const name of new Set(places.values())) {
    const shard = await openSafetensors(await open(name));
    bytes += shard.bytes;
    for (const [key, text] of shard.metadata) metadata.set(key, text as string);
    for (const [tensor, stored] of shard.tensors) {
      if (places.get(tensor) !== name) {
        const given = `${name} has it; the index says ${JSON.stringify(places.get(tensor) ?? "nothing of it")}`;
        fail(index.name, `disagrees with its files on tensor ${JSON.stringify(tensor)}.`, given, "the same in both");
      }
      tensors.set(tensor, stored);
    }
  }
  for (const [tensor, name] of places) {
    if (tensors.has(tensor)) continue;
    fail(
      index.name,
      `names a tensor that is not there.`,
      `${JSON.stringify(tensor)} in ${name}`,
      "the tensors of the files",
    );
  }
  return { format: "safetensors", bytes, tensors, metadata };
}

/** Which file has each tensor. */
function parseIndex(name: string, text: string): Map<string, string> {
  let json: Json = null;
  try {
    json = parseJson(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    fail(name, "is not valid JSON.", error.message, "an object with a weight_map");
  }
  const map = json instanceof Map ? json.get("weight_map") : undefined;
  if (!(map instanceof Map)) return fail(name, "has no weight_map.", "none", "an object: a file for each tensor");
  for (const [tensor, file] of map) {
    if (typeof file === "string" && isPlainName(file)) continue;
    const given = `${JSON.stringify(tensor)}: ${typeof file === "string" ? JSON.stringify(file.slice(0, 200)) : "no text"}`;
    fail(name, "names a file outside its folder, or none.", given, "the name of a .safetensors file beside it");
  }
  return map as Map<string, string>;
}

/** A file of the same folder: no separators, so no way out, and no other kind of file. */
function isPlainName(name: string): boolean {
  return /^[^/\\:\0]+\.safetensors$/.test(name) && !name.startsWith("..");
}

function fail(name: string, problem: string, given: string, expected: string): never {
  const fix = "download the model again; its files are not of one version, or not whole";
  throw new SafetensorsError(op, `${name} ${problem}`, { given, expected, fix });
}

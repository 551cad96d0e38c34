import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { toEntry } from "@cairn-ml/data";
import { explainFileError, FileError, writeSynced } from "@cairn-ml/train/node";
import type { GPT } from "../gpt.js";
import { layOutWeights, textFiles } from "../model-files.js";
import type { TextTokenizer } from "../tokenizer-files.js";
import { namesIn } from "./files.js";

export interface SaveGPTOptions {
  /** Its files are written too: in GPT-2's form, or ours for one of characters, which no other program has. */
  readonly tokenizer?: TextTokenizer | null;
}

const op = "saveGPT";

/**
 * Writes a model into a folder, which is made if it is not there, in the form that Python's transformers opens: `config.json`,
 * `model.safetensors`, and for a tokenizer its files. The weights go to the disk one by one, and take their name when all are
 * there.
 *
 * Throws: FileError; also for the folder of a run, whose model belongs to its checkpoint.
 */
export async function saveGPT(path: string, model: GPT, { tokenizer = null }: SaveGPTOptions = {}): Promise<void> {
  await mkdir(path, { recursive: true }).catch((error) => {
    throw explainFileError(op, path, error);
  });
  if ((await namesIn(op, path)).includes("run.json")) {
    throw new FileError(op, `${path} holds a run.`, {
      given: "a folder with run.json in it",
      expected: "a folder without one",
      fix: "name another folder",
    });
  }
  const file = join(path, "model.safetensors");
  await writeWeights(`${file}.tmp`, model);
  for (const [name, text] of textFiles(model, tokenizer)) await writeSynced(op, join(path, name), utf8(text));
  await rename(`${file}.tmp`, file).catch((error) => {
    throw explainFileError(op, file, error);
  });
}

const utf8 = (text: string) => new TextEncoder().encode(text);

/** Writes weights one by one, and waits until they are on the disk; on failure nothing is left. */
async function writeWeights(path: string, model: GPT): Promise<void> {
  const { head, tensors } = layOutWeights(model);
  let file: FileHandle | undefined;
  try {
    file = await open(path, "w");
    await file.writeFile(head);
    for (const { x } of tensors) await file.writeFile(toEntry(x).data);
    await file.sync();
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw explainFileError(op, path, error);
  } finally {
    await file?.close();
  }
}

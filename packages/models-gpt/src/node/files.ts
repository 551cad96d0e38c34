import { readdir, stat } from "node:fs/promises";
import { explainFileError, readBytes } from "@cairn-ml/train/node";

/** The names in a folder. Throws: FileError. */
export async function namesIn(op: string, path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/** Throws: FileError when nothing is there. */
export async function isFolder(op: string, path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

export async function readText(op: string, path: string): Promise<string> {
  return new TextDecoder().decode(await readBytes(op, path));
}

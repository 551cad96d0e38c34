import { createHash } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { CairnError } from "@cairn-ml/tensor";

/** A file or folder could not be read or written, or does not hold what it should. */
export class FileError extends CairnError {}

const meanings: Readonly<Record<string, readonly [problem: string, fix: string]>> = {
  ENOENT: ["does not exist", "check the path"],
  EACCES: ["may not be accessed", "change its permissions, or choose another place"],
  EPERM: ["may not be accessed", "change its permissions, or choose another place"],
  EROFS: ["lies on a read-only disk", "choose another place"],
  ENOSPC: ["does not fit: the disk is full", "free some space; what was saved before is still there"],
  EDQUOT: ["does not fit: the quota is used up", "free some space; what was saved before is still there"],
  EEXIST: ["is a file, not a folder", "choose another place"],
  EISDIR: ["is a folder, not a file", "name a file"],
  ESPIPE: ["is a pipe, and a file is needed", "save it as a file first"],
  ENOTDIR: ["is a file where a folder is needed, or part of its path is one", "choose another place"],
  ENAMETOOLONG: ["has too long a name", "choose a shorter one"],
};

/** Turns what node:fs throws into an error that says what to do. Other errors pass. */
export function explainFileError(op: string, path: string, error: unknown): unknown {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string" || error instanceof CairnError) return error;
  const [problem, fix] = meanings[code] ?? [`failed with ${code}`, "try another place"];
  const shown = path === "" ? 'the path ""' : path;
  return new FileError(op, `${shown} ${problem}.`, { given: shown, fix });
}

export async function readBytes(op: string, path: string): Promise<Uint8Array> {
  try {
    return await readFile(path);
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/** Writes a file and waits until it is on the disk; on failure nothing of it is left. */
export async function writeSynced(op: string, path: string, bytes: Uint8Array): Promise<void> {
  try {
    const file = await open(path, "w");
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await rm(path, { force: true }).catch(() => undefined);
    throw explainFileError(op, path, error);
  }
}

/** Replaces a file so that a reader, or a crash, sees the old one or the new one, never a part. */
export async function replaceFile(op: string, path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeSynced(op, temporary, bytes);
  await moveSynced(op, temporary, path);
}

/** Renames over what is there, and waits until the folder is on the disk. */
export async function moveSynced(op: string, from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    throw explainFileError(op, to, error);
  }
  await syncFolder(dirname(to));
}

/** Waits until the names in a folder are on the disk, where the system can. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r").catch(() => null); // Windows opens no folders
  await folder?.sync().catch(() => undefined);
  await folder?.close();
}

/** The SHA-256 of some bytes or text, in hexadecimal. */
export function digestOf(content: Uint8Array | string): string {
  return createHash("sha256").update(content).digest("hex");
}

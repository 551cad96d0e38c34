import { mkdir, open, readdir, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { explainFileError, FileError } from "./files.js";

export interface ClaimOptions {
  /** Made at once, by one claimant only: the folder is theirs. */
  readonly marker: string;
  /** What a run writes; nothing else is ever removed. */
  readonly ownFiles: readonly string[];
  /** The one by which a folder is known as a run. */
  readonly sign: string;
  /** Takes a run's folder and removes the run. */
  readonly overwrite: boolean;
}

/**
 * Makes an empty folder of this name, or of the next that is free (`path-2`). Two that claim one name at a time get two
 * folders. Returns its path.
 *
 * Throws: FileError.
 */
export async function claimFolder(op: string, path: string, options: ClaimOptions): Promise<string> {
  const base = plainName(path);
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? base : `${base}-${n}`;
    try {
      await makeFolder(candidate);
    } catch (error) {
      if (n > 1 && (error as { code?: unknown }).code === "EEXIST") continue; // a file has the name
      throw explainFileError(op, candidate, error);
    }
    const entries = await list(op, candidate);
    if (entries.length > 0) {
      if (!options.overwrite) continue;
      await clear(op, candidate, entries, options);
    }
    if (await mark(op, join(candidate, options.marker))) return candidate;
  }
}

/** Makes a folder unless there is one. Not mkdir's own `recursive`: on a read-only disk that says ENOENT. */
async function makeFolder(path: string, parentIsThere = false): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as { code?: unknown };
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (code !== "ENOENT" || parentIsThere) throw error;
    await makeFolder(dirname(path), dirname(path) === path);
    await makeFolder(path, true);
  }
}

/** Removes a file, or an empty folder, if it is there. */
export async function remove(path: string): Promise<void> {
  try {
    await rm(path, { force: true });
  } catch (error) {
    if ((error as { code?: unknown }).code !== "ERR_FS_EISDIR") throw error;
    await rmdir(path).catch(() => undefined); // what else is in it is not ours
  }
}

/** The names in a folder. Throws: FileError. */
export async function list(op: string, path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/** A path to which `-2` can be added: no `/` at its end, and neither `.` nor `..`. */
function plainName(path: string): string {
  return /(^|[\\/])\.{1,2}[\\/]*$/.test(path) ? resolve(path) : path.replace(/(?<=.)[\\/]+$/, "");
}

/** Makes an empty file. False when it is there. */
async function mark(op: string, path: string): Promise<boolean> {
  try {
    await (await open(path, "wx")).close();
    return true;
  } catch (error) {
    if ((error as { code?: unknown }).code === "EEXIST") return false;
    throw explainFileError(op, path, error);
  }
}

async function clear(op: string, path: string, entries: readonly string[], options: ClaimOptions): Promise<void> {
  const { ownFiles, sign } = options;
  if (!entries.includes(sign) && !entries.every((name) => ownFiles.includes(name))) {
    throw new FileError(op, `${path} is not a run and is not overwritten.`, {
      given: `a folder with ${entries.slice(0, 5).join(", ")}`,
      expected: "a run, an empty folder, or a new name",
      fix: "choose another folder",
    });
  }
  for (const name of ownFiles) {
    await remove(join(path, name)).catch((error) => {
      throw explainFileError(op, join(path, name), error);
    });
  }
}

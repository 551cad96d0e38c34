import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { InputError } from "../errors.js";

/** Lets one process at a time work in a folder; one that was killed locks nobody out. Returns what ends it. Throws: InputError. */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, ".download");
  const release = () => rm(path, { force: true });
  for (let tries = 0; tries < 3; tries++) {
    try {
      await writeFile(path, `${process.pid}\n`, { flag: "wx" });
      return release;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(await readFile(path, "utf8").catch(() => ""));
    if (isAlive(holder)) {
      throw new InputError("download: another download is at work in this folder.", {
        given: `process ${holder}, in ${folder}`,
        expected: "one at a time",
        fix: `wait for it; or, if there is none, remove ${path}`,
      });
    }
    await release();
  }
  throw new InputError("download: other downloads take this folder again and again.", {
    given: folder,
    expected: "one at a time",
    fix: "wait for them",
  });
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0); // sends nothing
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

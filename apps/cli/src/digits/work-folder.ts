import { mkdir, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { explainFileError } from "@cairn-ml/train/node";

const stale = 3_600_000; // milliseconds after which nobody is at work in a folder

/**
 * Lets `work` make what is to lie at `target` in a folder beside it, which is gone afterwards: so a rename at its end puts
 * everything there at once, and whatever stops it leaves nothing. `partial` is how the folder's name begins.
 *
 * Throws: FileError; what `work` throws.
 */
export async function inWorkFolder(
  target: string,
  partial: string,
  work: (folder: string) => Promise<void>,
): Promise<void> {
  const parent = dirname(target);
  try {
    await mkdir(parent, { recursive: true });
    await removeStale(parent, partial);
    const folder = await mkdtemp(join(parent, partial));
    try {
      await work(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  } catch (error) {
    throw explainFileError("download", target, error);
  }
}

/** What a download that was killed has left. */
async function removeStale(parent: string, partial: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (!name.startsWith(partial)) continue;
    const path = join(parent, name);
    if (Date.now() - (await stat(path)).mtimeMs > stale) await rm(path, { recursive: true, force: true });
  }
}

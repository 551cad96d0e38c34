import { readdir } from "node:fs/promises";
import type { Digits } from "@cairn-ml/data";
import { explainFileError } from "@cairn-ml/train/node";
import { cacheFolder } from "../../digits/cache.js";
import { isIdxFolder, readIdxFolder } from "../../digits/idx-folder.js";
import { isPictureFolder, readPictureFolder } from "../../digits/picture-folder.js";
import { InputError } from "../../errors.js";
import { invocation } from "../../output/text.js";

const op = "lesson";

/**
 * The digits that `--from` names: a folder with MNIST's files, or with PNGs. Without it MNIST, if it was downloaded. Undefined
 * where digits are to be drawn.
 *
 * Throws: FileError, ValueError or InputError.
 */
export async function digitsFrom(from: string | undefined): Promise<Digits | undefined> {
  if (from === "drawn") return undefined;
  if (from === undefined) {
    const dir = cacheFolder("mnist");
    const names = await readdir(dir).catch(() => []);
    return isIdxFolder(names) ? await readIdxFolder(op, dir, names) : undefined;
  }
  const names = await readdir(from).catch((error) => {
    throw explainFileError(op, from, error);
  });
  if (isIdxFolder(names)) return await readIdxFolder(op, from, names);
  if (isPictureFolder(names)) return await readPictureFolder(op, from, names);
  throw new InputError(`${op}: ${from} holds no digits.`, {
    given: names.length === 0 ? "an empty folder" : `a folder with ${names.slice(0, 5).join(", ")}`,
    expected: "MNIST's four files, or folders 0 to 9 with PNGs, also within train and test",
    fix: `get MNIST by ${invocation()} download mnist, or draw digits: --from drawn`,
  });
}

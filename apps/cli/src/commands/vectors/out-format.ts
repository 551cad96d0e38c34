import { access, constants, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { explainFileError } from "@cairn-ml/train/node";
import { UsageError } from "../../errors.js";
import { type FormatName, formatNames } from "./formats.js";

const byExtension: readonly (readonly [string, FormatName])[] = [
  [".bin", "word2vec-binary"],
  [".txt", "word2vec-text"],
  [".vec", "fasttext-vec"],
  [".npy", "npy"],
  [".safetensors", "safetensors"],
];

/**
 * The format to write in: the one that is named, or the one that the file's name says. Looks also whether the file can be
 * written, so that no work is lost. Throws: UsageError, FileError.
 */
export async function formatOf(op: string, out: string, named: FormatName | undefined): Promise<FormatName> {
  const name = out.toLowerCase().replace(/\.gz$/, "");
  const format = named ?? byExtension.find(([end]) => name.endsWith(end))?.[1];
  if (!format) {
    throw new UsageError(`vectors ${op}: --out does not say the format.`, {
      given: `--out ${out}`,
      expected: `a name that ends in ${byExtension.map(([end]) => end).join(", ")}; or --format ${formatNames.join(", ")}`,
      fix: "for example --out vectors.bin",
    });
  }
  const folder = dirname(out);
  await access(folder, constants.W_OK).catch((error) => {
    throw explainFileError(`vectors ${op}`, folder, error);
  });
  const isFolder = await stat(out).then((about) => about.isDirectory(), () => false); // biome-ignore format: one line
  if (isFolder) throw explainFileError(`vectors ${op}`, out, { code: "EISDIR" });
  return format;
}

import { join } from "node:path";
import { tokenizerFileNames, tokenizerFromFiles } from "@cairn-ml/tokenizers";
import { readBytes } from "@cairn-ml/train/node";
import type { TextTokenizer } from "../tokenizer-files.js";

/** The tokenizer whose files lie in a folder, if there is one. Throws: FileError or TokenizerError. */
export async function tokenizerOf(op: string, dir: string, names: readonly string[]): Promise<TextTokenizer | null> {
  const files = new Map<string, Uint8Array>();
  for (const name of tokenizerFileNames)
    if (names.includes(name)) files.set(name, await readBytes(op, join(dir, name)));
  return tokenizerFromFiles(files);
}

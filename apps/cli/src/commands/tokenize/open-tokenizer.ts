import { readdir } from "node:fs/promises";
import { join } from "node:path";
import {
  type BpeTokenizer,
  type CharTokenizer,
  gpt2Tokenizer,
  tokenizerFileNames,
  tokenizerFromFiles,
} from "@cairn-ml/tokenizers";
import { explainFileError, readBytes } from "@cairn-ml/train/node";
import { InputError } from "../../errors.js";

const op = "tokenize";

/**
 * GPT-2's tokenizer for "gpt2", else that of a folder.
 *
 * Throws: FileError, TokenizerError, or InputError when the folder holds none.
 */
export async function openTokenizer(name: string): Promise<BpeTokenizer | CharTokenizer> {
  if (name === "gpt2") return gpt2Tokenizer();
  const names = await readdir(name).catch((error) => {
    throw explainFileError(op, name, error);
  });
  const files = new Map<string, Uint8Array>();
  for (const file of names.filter((file) => tokenizerFileNames.includes(file))) {
    files.set(file, await readBytes(op, join(name, file)));
  }
  const tokenizer = tokenizerFromFiles(files);
  if (tokenizer) return tokenizer;
  throw new InputError(`tokenize: ${name} holds no tokenizer.`, {
    given: names.length === 0 ? "an empty folder" : `${names.length} files, none of them a tokenizer's`,
    expected: "tokenizer.json, or vocab.json with merges.txt, or encoder.json with vocab.bpe",
    fix: "name the folder of a model, or gpt2",
  });
}

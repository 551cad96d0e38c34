import { existsSync } from "node:fs";
import type { KeyedVectors } from "@cairn-ml/models-embedding";
import { loadVectors } from "@cairn-ml/models-embedding/node";
import { init } from "@cairn-ml/tensor";
import { InputError, UsageError } from "../../errors.js";
import { invocation } from "../../output/text.js";
import { realVectorsFile } from "../../vectors/real-vectors.js";

export interface TableOptions {
  readonly vectors?: string;
  readonly limit?: number;
  readonly float16?: boolean;
  readonly threads?: number;
  readonly json?: boolean;
}

/** The file that is named, or the vectors that were downloaded. Throws: UsageError when there is neither. */
export function vectorsFile(named: string | undefined): string {
  const file = named ?? realVectorsFile();
  if (named !== undefined || existsSync(file)) return file;
  throw new UsageError("cairn: --vectors <file> is missing.", {
    given: "nothing",
    expected: "--vectors <file>",
    fix: `name a file; or fetch vectors of English words, once: ${invocation()} download vectors`,
  });
}

/** Reads the vectors, for what looks at all words. */
export async function openTable({ vectors, limit, float16 = false, threads }: TableOptions): Promise<KeyedVectors> {
  const file = vectorsFile(vectors);
  await init({ ...(threads !== undefined && { threads }) });
  return loadVectors(file, { float16, ...(limit !== undefined && { limit }) });
}

/** Throws: InputError for a word without a vector. */
export function checkWords(op: string, table: KeyedVectors, words: readonly string[], named: string | undefined): void {
  for (const word of words) {
    if (table.has(word)) continue;
    const forms = [
      word.toLowerCase(),
      word[0]!.toUpperCase() + word.slice(1),
      word.toUpperCase(),
      word.replaceAll(" ", "_"),
      word.normalize("NFC"), // é as one character
      word.normalize("NFD"), // or as e and an accent
    ];
    const other = forms.find((form) => table.hasIndexFor(form));
    throw new InputError(`vectors ${op}: there is no vector of ${shown(word)}.`, {
      given: shown(word),
      expected: `one of the ${table.count} words of ${vectorsFile(named)}`,
      fix: other ? `try ${shown(other)}` : "try another word, or read more of the file if --limit is given",
    });
  }
}

/** A word as it can be printed: without what a terminal would obey, and no longer than a line. */
export function shown(word: string): string {
  const text = word.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, "\ufffd");
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

export function printDocument(document: object): void {
  process.stdout.write(`${JSON.stringify(document)}\n`);
}

import type { KeyedVectors } from "@cairn-ml/models-embedding";
import { loadVectors } from "@cairn-ml/models-embedding/node";
import { init } from "@cairn-ml/tensor";
import { InputError } from "../../errors.js";

export interface TableOptions {
  readonly vectors: string;
  readonly limit?: number;
  readonly float16?: boolean;
  readonly threads?: number;
  readonly json?: boolean;
}

/** Reads the vectors, for what looks at all words. */
export async function openTable({ vectors, limit, float16 = false, threads }: TableOptions): Promise<KeyedVectors> {
  await init({ ...(threads !== undefined && { threads }) });
  return loadVectors(vectors, { float16, ...(limit !== undefined && { limit }) });
}

/** Throws: InputError for a word without a vector. */
export function checkWords(op: string, table: KeyedVectors, words: readonly string[], file: string): void {
  for (const word of words) {
    if (table.has(word)) continue;
    const forms = [
      word.toLowerCase(),
      word[0]!.toUpperCase() + word.slice(1),
      word.toUpperCase(),
      word.replaceAll(" ", "_"),
    ];
    const other = forms.find((form) => table.hasIndexFor(form));
    throw new InputError(`vectors ${op}: there is no vector of ${shown(word)}.`, {
      given: shown(word),
      expected: `one of the ${table.count} words of ${file}`,
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

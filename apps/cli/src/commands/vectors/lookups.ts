import { UsageError } from "../../errors.js";
import { table as drawTable } from "../../output/table.js";
import { checkWords, openTable, printDocument, shown, type TableOptions } from "./open.js";

interface ListOptions extends TableOptions {
  readonly top: number;
}

/** `cairn vectors neighbours WORD`. */
export async function neighbours(word: string, options: ListOptions): Promise<void> {
  checkNames("neighbours", [word]);
  const table = await openTable(options);
  checkWords("neighbours", table, [word], options.vectors);
  const found = table.mostSimilar(word, { topn: options.top });
  if (options.json) printDocument({ word, neighbours: found.map(({ word, score }) => ({ word, cosine: score })) });
  else print("cosine", found);
}

/** `cairn vectors similarity A B`. */
export async function similarity(a: string, b: string, options: TableOptions): Promise<void> {
  checkNames("similarity", [a, b]);
  const table = await openTable(options);
  checkWords("similarity", table, [a, b], options.vectors);
  const cosine = table.similarity(a, b);
  if (options.json) printDocument({ cosine });
  else process.stdout.write(`The cosine of ${shown(a)} and ${shown(b)} is ${cosine.toFixed(4)}.\n`);
}

/** `cairn vectors analogy A B C`: A is to B as C is to what? */
export async function analogy(
  [a, b, c]: readonly [string, string, string],
  options: ListOptions & { cosmul?: boolean },
): Promise<void> {
  checkNames("analogy", [a, b, c]);
  const table = await openTable(options);
  checkWords("analogy", table, [a, b, c], options.vectors);
  const question = { positive: [b, c], negative: [a] };
  const range = { topn: options.top };
  const answers = options.cosmul ? table.mostSimilarCosmul(question, range) : table.mostSimilar(question, range);
  if (options.json) printDocument({ answers });
  else {
    process.stdout.write(`${shown(a)} is to ${shown(b)} as ${shown(c)} is to:\n`);
    print("score", answers);
  }
}

/** `cairn vectors odd-one-out WORDS…`. */
export async function oddOneOut(words: readonly string[], options: TableOptions): Promise<void> {
  checkNames("odd-one-out", words);
  if (new Set(words).size < 3) {
    throw new UsageError("vectors odd-one-out: there are too few words.", {
      given: `${new Set(words).size} different ones`,
      expected: "three at least: of two, neither is the odd one",
      fix: "give more words",
    });
  }
  const table = await openTable(options);
  checkWords("odd-one-out", table, words, options.vectors);
  const ranked = table.rankByCentrality(words);
  const { word } = ranked.at(-1)!;
  if (options.json) printDocument({ word, words: ranked.map(({ word, score }) => ({ word, cosine: score })) });
  else {
    process.stdout.write(`${shown(word)} goes least with the others. Cosines with the mean of all:\n`);
    print("cosine", ranked);
  }
}

/** Throws: UsageError for a word without a letter. */
function checkNames(op: string, words: readonly string[]): void {
  if (!words.includes("")) return;
  throw new UsageError(`vectors ${op}: a word is empty.`, { given: '""', expected: "a word", fix: "give a word" });
}

function print(figure: string, found: readonly { readonly word: string; readonly score: number }[]): void {
  const rows = found.map(({ word, score }) => [shown(word), score.toFixed(4)]);
  process.stdout.write(rows.length > 0 ? `${drawTable(["word", figure], rows, { numbers: [1] })}\n` : "There is no other word.\n"); // biome-ignore format: one line
}

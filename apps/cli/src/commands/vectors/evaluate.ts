import { isAnalogies, parseAnalogies, parseWordPairs } from "@cairn-ml/models-embedding";
import { InputError } from "../../errors.js";
import { table as drawTable } from "../../output/table.js";
import { readText } from "../../read-text.js";
import { openTable, printDocument, type TableOptions } from "./open.js";

export interface EvaluateOptions extends TableOptions {
  readonly restrict: number;
  readonly cosmul?: boolean;
}

const largest = 2 ** 26;
const percent = (correct: number, total: number) => (total === 0 ? "–" : `${((100 * correct) / total).toFixed(1)} %`);

/** `cairn vectors eval FILE`: questions in sections, or pairs of words with what people said; told apart by their form. */
export async function evaluate(file: string, options: EvaluateOptions): Promise<void> {
  const { text } = await readText("vectors eval", file, largest);
  if (isAnalogies(text)) {
    parseAnalogies(text, file); // before the vectors are read, which takes longer
    await askQuestions(text, file, options);
  } else {
    const delimiter = delimiterOf(text);
    if (delimiter === undefined || parseWordPairs(text, { delimiter, name: file }).length === 0) throw noTest(file);
    await comparePairs(text, file, delimiter, options);
  }
}

async function askQuestions(text: string, file: string, options: EvaluateOptions): Promise<void> {
  const table = await openTable(options);
  const { kind, correct, total, skipped, sections } = table.evaluateWordAnalogies(text, {
    ...{ name: file, restrictVocab: options.restrict },
    similarityFunction: options.cosmul ? "mostSimilarCosmul" : "mostSimilar",
  });
  if (options.json) return printDocument({ kind, correct, total, skipped, sections });
  const rows = [...sections, { name: "all", correct, total, skipped }].map((score) => {
    const { name, correct, total, skipped } = score;
    return [name, String(correct), String(total), percent(correct, total), String(skipped)];
  });
  const head = ["section", "right", "asked", "share", "left out"];
  process.stdout.write(
    `${drawTable(head, rows, { numbers: [1, 2, 3, 4] })}\nLeft out: questions with a word that has no vector.\n`,
  );
}

async function comparePairs(text: string, file: string, delimiter: string, options: EvaluateOptions): Promise<void> {
  const table = await openTable(options);
  const names = { name: file, delimiter, restrictVocab: options.restrict };
  const { kind, total, skipped, spearman } = table.evaluateWordPairs(text, names);
  if (options.json) return printDocument({ kind, correct: null, total, skipped, spearman }); // nothing is right or wrong
  const figure = Number.isNaN(spearman) ? "none, for it needs pairs that differ" : spearman.toFixed(4);
  process.stdout.write(
    `${total} ${total === 1 ? "pair" : "pairs"} compared, ${skipped} left out since a word has no vector.\n` +
      `Spearman's rank correlation with what people said: ${figure}\n`,
  );
}

/** What parts the fields: a sign of the first line that is no comment, or one space if all lines are three fields. */
function delimiterOf(text: string): string | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "" && !line.startsWith("#"));
  const sign = ["\t", ",", ";"].find((sign) => lines[0]?.includes(sign));
  return sign ?? (lines.every((line) => /^[^ ]+ [^ ]+ [^ ]+$/.test(line)) ? " " : undefined);
}

function noTest(file: string): InputError {
  return new InputError(`vectors eval: ${file} holds nothing to ask.`, {
    given: "neither a question nor a pair",
    expected: 'sections, ": name", with four words a line; or two words and a figure a line, parted by tabulators',
    fix: "give a file such as questions-words.txt or WordSim-353",
  });
}

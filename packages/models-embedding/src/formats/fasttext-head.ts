import type { BinaryFields } from "./binary-fields.js";
import { mostDimensions } from "./vector-stream.js";

export const fastTextMagic = 793712314;
const version = 12;
const longestWord = 1 << 20;
const mostRows = 2 ** 31 - 1;

/** What stands in a fastText model before its numbers. */
export interface FastTextHead {
  readonly dim: number;
  /** Without labels. */
  readonly words: readonly string[];
  /** Rows of the input matrix: of words, then of n-grams. */
  readonly inputRows: number;
  readonly minn: number;
  readonly maxn: number;
  /** Whether the file has a magic number, and so a byte before each matrix. */
  readonly isNew: boolean;
}

/** Reads up to the numbers of the input matrix, and checks it. Source: the layout that fastText writes, versions 11 and 12. */
export async function readFastTextHead(fields: BinaryFields, size: number | undefined): Promise<FastTextHead> {
  const first = await fields.int32("the magic number");
  const isNew = first === fastTextMagic;
  if (isNew) {
    const found = await fields.int32("the version");
    if (found !== version) throw fields.fail("the version is unknown.", `${found}`, `${version}`);
  }
  const dim = isNew ? await fields.int32("the dimension") : first;
  if (dim < 1 || dim > mostDimensions)
    throw fields.fail(
      "this is no file of vectors.",
      "bytes of another kind",
      'a fastText model, or a first line "rows dim"',
    );
  const skipped = 7; // window, epochs, least count, negatives, n-grams of words, loss, model
  await fields.skip(4 * skipped, "the settings");
  const bucket = await fields.int32("the buckets");
  const minn = await fields.int32("the shortest n-gram");
  const maxn = await fields.int32("the longest n-gram");
  await fields.skip(4 + 8, "the settings"); // how often the rate changes, and subsampling
  if (minn < 0 || maxn < 0 || maxn > 256 || bucket < 0) {
    throw fields.fail(
      "the n-grams have impossible sizes.",
      `minn ${minn}, maxn ${maxn}, bucket ${bucket}`,
      "small counts",
    );
  }
  const words = await readWords(fields, isNew, size);
  if (isNew && (await fields.byte("whether it is quantized")) !== 0) throw quantized(fields);
  const inputRows = await readMatrixHead(fields, dim, size);
  const buckets = inputRows - words.length;
  if (buckets < 0 || (maxn > 0 && buckets !== bucket)) {
    throw fields.fail(
      "the input matrix has another number of rows.",
      `${inputRows}`,
      `${words.length} words and ${bucket} buckets`,
    );
  }
  return { dim, words, inputRows, minn, maxn, isNew };
}

async function readWords(fields: BinaryFields, isNew: boolean, size: number | undefined): Promise<string[]> {
  const entries = await fields.int32("the number of words");
  const wordCount = await fields.int32("the number of words");
  const labelCount = await fields.int32("the number of labels");
  await fields.skip(8, "the number of tokens");
  if (wordCount < 1 || labelCount < 0 || wordCount + labelCount !== entries) {
    const given = `${entries} entries: ${wordCount} words and ${labelCount} labels`;
    throw fields.fail("the vocabulary contradicts itself.", given, "one word at least, and a sum that is right");
  }
  if (size !== undefined && entries * 10 > size)
    throw fields.fail("the file cannot hold so many words.", `${entries}`, `${size} bytes`);
  if (isNew && (await fields.int64("the pruned n-grams")) > 0) throw quantized(fields);
  const words: string[] = [];
  for (let i = 0; i < entries; i++) {
    const word = await fields.word(`word ${i + 1} of ${entries}`, longestWord);
    await fields.skip(8, "how often a word comes");
    const isLabel = (await fields.byte("whether a word is a label")) !== 0;
    if (isLabel !== i >= wordCount)
      throw fields.fail("words and labels are mixed.", `entry ${i + 1}`, `${wordCount} words first`);
    if (!isLabel) words.push(word);
  }
  return words;
}

/** The rows of a matrix, whose columns must be `dim` and whose numbers the file must hold. */
export async function readMatrixHead(fields: BinaryFields, dim: number, size: number | undefined): Promise<number> {
  const rows = await fields.int64("the rows of a matrix");
  const columns = await fields.int64("the columns of a matrix");
  if (columns !== dim || rows < 0 || rows > mostRows) {
    throw fields.fail("a matrix has an impossible shape.", `(${rows}, ${columns})`, `(rows, ${dim})`);
  }
  const left = size === undefined ? Number.POSITIVE_INFINITY : size - fields.reader.offset;
  if (rows * dim * 4 > left) {
    throw fields.fail(
      "a matrix is larger than the file.",
      `(${rows}, ${dim}): ${rows * dim * 4} bytes`,
      `at most ${left} bytes`,
    );
  }
  return rows;
}

function quantized(fields: BinaryFields): Error {
  const fix = "use the model before it was quantized, .bin instead of .ftz";
  return fields.fail("the model is quantized or pruned.", "a quantized model", "a plain one", fix);
}

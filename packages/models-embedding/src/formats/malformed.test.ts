import { describe, expect, it } from "vitest";
import { loadVectors } from "../node.js";
import { absent, shared, sharedFolder, sharedText, why } from "./shared-files.test-tools.js";
import { VectorFileError } from "./vector-file-error.js";

/** What is done with each malformed file: the words that are read, or what the error says. */
const decisions: Readonly<Record<string, { readonly words: string[] } | { readonly error: string }>> = {
  // nothing, or a header alone
  "empty.bin": { error: ": the file is empty." },
  "empty.txt": { error: ": the file is empty." },
  "header-only.bin": { error: ", line 1: the header promises more than the file holds." },
  "header-only.txt": { error: ", line 1: the header promises more than the file holds." },
  "header-huge.bin": { error: ", line 1: the header promises more than the file holds." },
  "header-huge.txt": { error: ", line 1: the header promises more than the file holds." },
  "header-negative.bin": { error: ", line 1: the first line is no header." },
  "header-zero-dim.bin": { error: ", line 1: vectors cannot have 0 numbers." },
  "header-not-a-number.bin": { error: ", line 1: the first line is no header." },
  "header-float.txt": { error: ", line 2: the line has 2 numbers instead of 1." }, // a row of GloVe's, by its form
  "header-no-newline.bin": { error: ", line 1: the header promises more than the file holds." },
  "header-extra-field.txt": { words: ["2", "a", "b"] }, // a file of GloVe's, by its form

  // too few, too many
  "truncated-vector.bin": { error: ", byte 16: the file ends within row 2 of 2." },
  "truncated-word.bin": { error: ", line 1: the header promises more than the file holds." },
  "fewer-than-header.txt": { error: ", line 1: the header promises more than the file holds." },
  "more-than-header.txt": { error: ": the header promises 1 vectors; the file has more: line 3." },
  "more-than-header.bin": { error: ": the header promises 1 vectors; the file has more: it goes on at byte 16." },
  "wrong-columns-short.txt": { error: ", line 3: the line has 2 numbers instead of 3." },
  "wrong-columns-long.txt": { error: ", line 3: the line has 3 numbers instead of 2." },

  // numbers: decimal and finite, parted by one space
  "not-a-number.txt": { error: ', line 2: "x" is no number.' },
  "nan-inf.txt": { error: ', line 2: "nan" is not finite.' },
  "nan.bin": { error: ', byte 8: the vector of "the" is not finite.' },
  "hex-number.txt": { error: ', line 2: "0x10" is no number.' },
  "empty-number.txt": { error: ", line 2: the line has 3 numbers instead of 2." },

  // words: any bytes but none, the first of two counts
  "duplicate-word.txt": { words: ["a"] },
  "duplicate-word.bin": { words: ["a"] },
  "word-with-space.glove.txt": { words: ["new york", "b"] },
  "word-nbsp.txt": { words: ["a\u00a0b", "c"] },
  "empty-word.txt": { error: ", line 2: there is no word." },
  "word-__proto__.txt": { words: ["__proto__", "constructor"] },
  "invalid-utf8-word.bin": { words: ["\udcff\udcfe"] },
  "utf8-split.bin": { words: ["日本"] },
  "float-bytes-look-like-newline-and-space.bin": { words: ["a", "b"] },
  "very-long-word.bin": { words: ["x".repeat(200_000)] },
  "no-space-ever.bin": { error: ", byte 4: the file ends within row 1 of 1." },

  // lines
  "cr-only.txt": { error: ", line 1: a line holds a carriage return." },
  "bom.txt": { words: ["a", "b"] }, // skipped before a header
  "blank-lines.txt": { words: ["a", "b"] }, // skipped
  "no-final-newline.txt": { words: ["a", "b"] },
  "glove-single-row.txt": { words: ["a"] },
  "glove-looks-like-header.txt": { error: ", line 2: the line has 1 numbers instead of 2." }, // taken for word2vec's
  "text-opened-as-binary.bin": { error: ", line 1: the header promises more than the file holds." },
};

interface Manifest {
  readonly cases: readonly { readonly file: string; readonly bytes: number }[];
}

describe.skipIf(absent)(`malformed files${why}`, () => {
  const cases = absent ? [] : (JSON.parse(sharedText("malformed/manifest.json")) as Manifest).cases;

  it("are all decided", () => {
    expect(cases.map(({ file }) => file).sort()).toEqual(Object.keys(decisions).sort());
  });

  it.each(cases)("$file", async ({ file }) => {
    const decision = decisions[file]!;
    const path = shared(`malformed/${file}`);
    if ("words" in decision) {
      expect((await loadVectors(path)).indexToKey).toEqual(decision.words);
      return;
    }
    const error: unknown = await loadVectors(path).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(VectorFileError);
    expect((error as Error).message.split("\n")[0]).toBe(`readVectors: ${path}${decision.error}`);
  });

  it("are read as GloVe's where that is said", async () => {
    const path = `${sharedFolder}malformed/glove-looks-like-header.txt`;
    expect((await loadVectors(path, { format: "glove" })).indexToKey).toEqual(["1", "3"]);
  });

  it("keep the first of two rows of one word", async () => {
    const vectors = await loadVectors(shared("malformed/duplicate-word.bin"));
    expect([...vectors.getVector("a")]).toEqual([1, 2]);
    expect(vectors.duplicates).toBe(1);
  });
});

import { execFile, execFileSync } from "node:child_process";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { init } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { KeyedVectors } from "../keyed-vectors/keyed-vectors.js";
import type { Neighbour } from "../keyed-vectors/nearest.js";
import { loadVectors, saveVectors } from "../node.js";
import { absent, bitsOf, shared } from "./shared-files.test-tools.js";

const script = fileURLToPath(new URL("../../bench/check-gensim.py", import.meta.url));
const python = ["/usr/bin/python3", "python3"].find((command) => {
  try {
    execFileSync(command, ["-c", "import gensim"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
});
const missing = absent ? "the shared data is not there" : "no Python here has gensim";
const why = absent || !python ? ` (skipped: ${missing})` : "";

type Pairs = [string, number][];
interface Answers {
  tables: Record<string, [string, number[]][]>;
  npy: number[][];
  mostSimilar: Pairs;
  analogy: Pairs;
  restricted: Pairs;
  cosmul: Pairs;
  doesntMatch: string;
  similarity: number;
  nSimilarity: number;
  distances: number[];
  rank: number;
  closerThan: string[];
  sections: [string, number, number][];
  cosmulSections: [string, number, number][];
  spearman: number;
  unknown: number;
  fastText: Record<string, number[]>;
}

const unseen = ["crimes", "xyzzy", "Raskolnikov's", "日本語", "punish"];

describe.skipIf(absent || !python)(`gensim and we${why}`, () => {
  let folder = "";
  let ours: KeyedVectors;
  let theirs: Answers;

  beforeAll(async () => {
    await init();
    folder = await mkdtemp(join(tmpdir(), "cairn-gensim-"));
    ours = await loadVectors(shared("formats/euclidean_vectors.bin"), { limit: 500 });
    for (const name of ["x.bin", "x.txt", "x.vec", "x.npy"]) await saveVectors(join(folder, name), ours);
    await saveVectors(join(folder, "x.glove.txt"), ours, { format: "glove" });
    await writeFile(join(folder, "questions.txt"), questions(ours.indexToKey));
    await writeFile(join(folder, "pairs.tsv"), pairsOf(ours.indexToKey));
    await copyFile(shared("formats/crime-and-punishment.bin"), join(folder, "model.bin"));
    await writeFile(join(folder, "words.json"), JSON.stringify(unseen));
    const { stdout } = await promisify(execFile)(python!, [script, folder], { maxBuffer: 1 << 26 });
    theirs = JSON.parse(stdout) as Answers;
  });
  afterAll(() => rm(folder, { recursive: true }));

  it("reads what we write, bit for bit", () => {
    const wanted = ours.indexToKey.map((word) => [word, [...ours.getVector(word)]]);
    for (const [name, rows] of Object.entries(theirs.tables)) expect(rows, name).toEqual(wanted);
    expect(theirs.npy).toEqual(wanted.map(([, row]) => row));
  });

  it.each(["gensim.bin", "gensim.txt"])("writes %s, which we read bit for bit", async (name) => {
    const again = await loadVectors(join(folder, name));
    expect(again.indexToKey).toEqual(ours.indexToKey);
    for (const word of ours.indexToKey) expect(bitsOf(again.getVector(word))).toEqual(bitsOf(ours.getVector(word)));
  });

  it("find the same neighbours", () => {
    const [a, b, c] = ours.indexToKey as [string, string, string];
    const like = (found: readonly Neighbour[], wanted: Pairs) => {
      expect(found.map(({ word }) => word)).toEqual(wanted.map(([word]) => word));
      found.forEach(({ score }, i) => {
        expect(score).toBeCloseTo(wanted[i]![1], 5);
      });
    };
    like(ours.mostSimilar(a), theirs.mostSimilar);
    like(ours.mostSimilar({ positive: [b, c], negative: [a] }), theirs.analogy);
    like(ours.mostSimilarCosmul({ positive: [b, c], negative: [a] }), theirs.cosmul);
    like(ours.mostSimilar(a, { topn: 5, restrictVocab: 20 }), theirs.restricted);
  });

  it("compare words alike", () => {
    const [a, b, c, d] = ours.indexToKey as [string, string, string, string];
    expect(ours.doesntMatch([a, b, c, d])).toBe(theirs.doesntMatch);
    expect(ours.similarity(a, b)).toBeCloseTo(theirs.similarity, 6);
    expect(ours.nSimilarity([a, b], [c, d])).toBeCloseTo(theirs.nSimilarity, 6);
    expect([...ours.distances(a)]).toEqual(theirs.distances.map((value) => expect.closeTo(value, 5)));
    expect(ours.rank(a, b)).toBe(theirs.rank);
    expect(ours.closerThan(a, b).sort()).toEqual(theirs.closerThan);
  });

  it("come to the same figures on analogies and pairs", async () => {
    const text = questions(ours.indexToKey);
    const found = ours.evaluateWordAnalogies(text).sections.map((one) => [one.name, one.correct, one.total]);
    expect(found).toEqual(theirs.sections.slice(0, -1)); // its last one is the sum
    const mul = ours.evaluateWordAnalogies(text, { similarityFunction: "mostSimilarCosmul" }).sections;
    expect(mul.map((one) => [one.name, one.correct, one.total])).toEqual(theirs.cosmulSections.slice(0, -1));
    const pairs = ours.evaluateWordPairs(pairsOf(ours.indexToKey));
    expect(pairs.spearman).toBeCloseTo(theirs.spearman, 6);
    expect((100 * pairs.skipped) / (pairs.skipped + pairs.total)).toBeCloseTo(theirs.unknown, 6);
  });

  it("give words that a fastText model never saw the same vectors", async () => {
    const model = await loadVectors(join(folder, "model.bin"));
    for (const word of unseen) {
      expect([...model.getVector(word)]).toEqual(theirs.fastText[word]!.map((value) => expect.closeTo(value, 6)));
    }
  });
});

/** Questions whose answers are some word: what matters is that both find the same. */
function questions(words: readonly string[]): string {
  const lines = Array.from({ length: 300 }, (_, i) => {
    const pick = (step: number) => words[(i * step + step) % 60]!;
    return new Set([pick(1), pick(7), pick(11)]).size < 3 ? "" : `${pick(1)} ${pick(7)} ${pick(11)} ${pick(13)}`;
  }).filter((line) => line !== "");
  return `: first\n${lines.slice(0, 100).join("\n")}\nParis France unknown-word x\n: second\n${lines.slice(100).join("\n")}\n`;
}

function pairsOf(words: readonly string[]): string {
  const lines = Array.from({ length: 80 }, (_, i) => `${words[i]}\t${words[(i * 7 + 3) % 200]}\t${(i * 13) % 10}`);
  return `# pairs\n${lines.join("\n")}\nunknown-word\tthe\t5\n`;
}

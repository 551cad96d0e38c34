import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { Word2Vec } from "@cairn-ml/models-embedding";
import { init } from "@cairn-ml/tensor";

/*
 * Five epochs over the whole corpus with gensim's defaults and three seeds: WordSim-353 (Spearman × 100) and the analogies whose
 * words are known (per cent), as lines of JSON. Takes minutes. With --gensim the same by gensim, of which the Python that is
 * named has to know, and then the means beside each other.
 *
 *     npm run -s bench -- models-embedding/bench/word2vec-quality -- [--threads 2] [--words N] [--seeds 3] [--gensim python3]
 */
const { values: given } = parseArgs({
  options: {
    threads: { type: "string", default: "2" },
    words: { type: "string" },
    seeds: { type: "string", default: "3" },
    gensim: { type: "string" },
  },
});
const repository = new URL("../../../", import.meta.url);
const data = new URL("../shared/data/", repository);
const files = {
  corpus: new URL("06-corpus/books-text8.txt.gz", data),
  pairs: new URL("05-word-vectors/eval/wordsim353.tsv", data),
  questions: new URL("05-word-vectors/eval/questions-words.txt", data),
};

interface Line {
  readonly peer: string;
  readonly metric: string;
  readonly wordSim: number;
  readonly analogies: number;
  readonly wordsPerSecond: number;
}

async function ours(): Promise<Line[]> {
  const all = gunzipSync(readFileSync(files.corpus)).toString("latin1").trim().split(/\s+/);
  const words = given.words === undefined ? all : all.slice(0, Number(given.words));
  const sentences = Array.from({ length: Math.ceil(words.length / 1000) }, (_, i) =>
    words.slice(i * 1000, (i + 1) * 1000),
  );
  const [pairs, questions] = [readFileSync(files.pairs, "utf8"), readFileSync(files.questions, "utf8")];
  const threads = Number(given.threads);
  const rounded = (value: number): number => Math.round(value * 1e4) / 100;
  const lines: Line[] = [];
  await init();
  for (const sg of [true, false]) {
    for (let seed = 1; seed <= Number(given.seeds); seed++) {
      const model = new Word2Vec({ sg, seed, threads });
      await model.buildVocab(sentences);
      const began = performance.now();
      const { words: seen } = await model.train(sentences);
      const wordsPerSecond = (1000 * seen) / (performance.now() - began); // by the clock on the wall, as gensim's
      const { spearman } = model.wv.evaluateWordPairs(pairs);
      const { accuracy, total } = model.wv.evaluateWordAnalogies(questions);
      model.close();
      const line = { workload: "w8-word2vec-quality", peer: "cairn", metric: sg ? "skip-gram" : "CBOW", seed, threads };
      const quality = { wordSim: rounded(spearman), analogies: rounded(accuracy), questions: total };
      lines.push({ ...line, wordsPerSecond: Math.round(wordsPerSecond), ...quality });
      console.log(JSON.stringify(lines.at(-1)));
    }
  }
  return lines;
}

function theirs(python: string): Line[] {
  const script = fileURLToPath(new URL("bench/peers/word2vec-quality.py", repository));
  const paths = [script, ...Object.values(files).map((url) => fileURLToPath(url))];
  const settings = [
    "--threads",
    given.threads,
    "--seeds",
    given.seeds,
    ...(given.words ? ["--words", given.words] : []),
  ];
  const { stdout, status, error } = spawnSync(python, [...paths, ...settings], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new Error(`${python} ${script}: ${error?.message ?? `ended with ${status}`}`);
  process.stdout.write(stdout);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

function compare(lines: readonly Line[]): void {
  const mean = (peer: string, metric: string, figure: "wordSim" | "analogies"): number => {
    const values = lines.filter((line) => line.peer === peer && line.metric === metric).map((line) => line[figure]);
    return values.reduce((sum, value) => sum + value, 0) / values.length;
  };
  for (const metric of ["skip-gram", "CBOW"]) {
    for (const figure of ["wordSim", "analogies"] as const) {
      const [cairn, gensim] = [mean("cairn", metric, figure), mean("gensim", metric, figure)];
      const apart = `${cairn >= gensim ? "+" : "−"}${Math.abs(cairn - gensim).toFixed(2)}`;
      console.log(`${metric} ${figure}: cairn ${cairn.toFixed(2)}, gensim ${gensim.toFixed(2)}, ${apart} points`);
    }
  }
}

const lines = await ours();
if (given.gensim !== undefined) compare([...lines, ...theirs(given.gensim)]);

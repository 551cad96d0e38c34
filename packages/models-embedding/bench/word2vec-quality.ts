import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Word2Vec } from "@cairn-ml/models-embedding";
import { init } from "@cairn-ml/tensor";

/*
 * Five epochs over the whole corpus with gensim's defaults and three seeds: WordSim-353 (Spearman × 100) and the analogies whose
 * words are known (per cent), as lines of JSON. Takes minutes. Argument: threads, 2 unless said.
 */
const data = new URL("../../../../shared/data/", import.meta.url);
const read = (path: string): Buffer => readFileSync(new URL(path, data));
const words = gunzipSync(read("06-corpus/books-text8.txt.gz")).toString("latin1").trim().split(/ +/);
const sentences = Array.from({ length: Math.ceil(words.length / 1000) }, (_, i) =>
  words.slice(i * 1000, (i + 1) * 1000),
);
const pairs = read("05-word-vectors/eval/wordsim353.tsv").toString();
const questions = read("05-word-vectors/eval/questions-words.txt").toString();
const threads = Number(process.argv[2] ?? 2);
const rounded = (value: number): number => Math.round(value * 1e4) / 100;

await init();
for (const sg of [true, false]) {
  for (const seed of [1, 2, 3]) {
    const model = new Word2Vec({ sg, seed, threads });
    await model.buildVocab(sentences);
    const { wordsPerSecond } = await model.train(sentences);
    const { wv } = model;
    const { spearman } = wv.evaluateWordPairs(pairs);
    const { accuracy, total } = wv.evaluateWordAnalogies(questions);
    const line = { metric: sg ? "skip-gram" : "CBOW", seed, threads, wordsPerSecond: Math.round(wordsPerSecond) };
    const quality = { wordSim: rounded(spearman), analogies: rounded(accuracy), questions: total };
    console.log(JSON.stringify({ workload: "w8-word2vec-quality", peer: "cairn", ...line, ...quality }));
    model.close();
  }
}

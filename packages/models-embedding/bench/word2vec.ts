import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { Word2Vec } from "@cairn-ml/models-embedding";

/*
 * One epoch of word2vec over the first 2,000,000 characters of the corpus; building the vocabulary is not timed. Prints a line
 * of JSON for skip-gram and for CBOW on 1 and 2 threads. Arguments: threads, such as `1 2`.
 */
const file = new URL("../../../../shared/data/06-corpus/books-text8.txt.gz", import.meta.url);
const text = gunzipSync(readFileSync(file)).toString("latin1").slice(0, 2_000_000);
const words = text.split(" ").slice(0, -1); // the last may be cut
const sentences = Array.from({ length: Math.ceil(words.length / 1000) }, (_, i) =>
  words.slice(i * 1000, (i + 1) * 1000),
);
const threadCounts = process.argv.slice(2).map(Number);

for (const threads of threadCounts.length > 0 ? threadCounts : [1, 2]) {
  for (const sg of [true, false]) {
    const rates: number[] = [];
    let note = "";
    for (let repeat = 0; repeat < 7; repeat++) {
      const model = new Word2Vec({ sg, epochs: 1, threads });
      await model.buildVocab(sentences);
      const started = performance.now();
      const { trainedWords } = await model.train(sentences);
      const rate = words.length / ((performance.now() - started) / 1000);
      model.close();
      if (repeat > 0) rates.push(rate); // the first warms up
      note = `raw words; trained on ${((100 * trainedWords) / words.length).toFixed(0)} % of them; vocabulary ${model.words.length}`;
    }
    rates.sort((a, b) => b - a);
    const [value, median, worst] = [rates[0]!, rates[rates.length >> 1]!, rates.at(-1)!].map(Math.round);
    const metric = sg ? "skip-gram" : "CBOW";
    const line = { workload: "w8-word2vec", peer: "cairn", version: "0.1.0", threads, metric, value };
    console.log(JSON.stringify({ ...line, unit: "words/s", n: rates.length, median, worst, note }));
  }
}

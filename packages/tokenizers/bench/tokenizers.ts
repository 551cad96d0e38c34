/**
 * Speed of training, encoding and decoding. Build first, then with Node 24:
 *
 *     node packages/tokenizers/bench/tokenizers.ts [text file] [vocabulary size]
 *
 * Without a file the text is 4 MB of made-up words whose frequencies fall off as those of a language do.
 */
import { readFileSync } from "node:fs";
import { cpus } from "node:os";
import { BpeTokenizer } from "@cairn-ml/tokenizers";

const REPEATS = 5;

/** Words of 1 to 10 letters; the word of rank r is about 1/r as frequent as the first. */
function madeUpText(bytes: number): string {
  let state = 1;
  const draw = (bound: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0; // Numerical Recipes' generator: the same text each time
    return Math.floor((state / 2 ** 32) * bound);
  };
  const words = Array.from({ length: 20_000 }, () =>
    String.fromCharCode(...Array.from({ length: 1 + draw(10) }, () => 97 + Math.min(draw(26), draw(26)))),
  );
  let text = "";
  // A rank drawn below a drawn bound, twice over, leans to the small ranks.
  while (text.length < bytes) text += `${words[draw(1 + draw(1 + draw(words.length)))]!} `;
  return text;
}

/** Runs the task and prints the best time, the spread, and the speed over `bytes`. */
function measure(name: string, bytes: number, task: () => unknown): void {
  const seconds = Array.from({ length: REPEATS }, () => {
    const start = performance.now();
    task();
    return (performance.now() - start) / 1000;
  }).sort((a, b) => a - b);
  const [best, worst] = [seconds[0]!, seconds[REPEATS - 1]!];
  const speed = (bytes / 1e6 / best).toFixed(1);
  console.log(`${name.padEnd(32)} ${best.toFixed(3)} s (worst ${worst.toFixed(3)})  ${speed} MB/s`);
}

const file = process.argv[2];
const vocabSize = Number(process.argv[3] ?? 8192);
const text = file === undefined ? madeUpText(4e6) : readFileSync(file, "utf8");
const bytes = new TextEncoder().encode(text);
console.log(`${cpus()[0]?.model}, 1 thread, Node ${process.version}; ${file ?? "made-up text"}, ${bytes.length} bytes`);
console.log(`best of ${REPEATS}`);

const firstTwoMegabytes = bytes.subarray(0, 2e6);
measure("train 512, first 2 MB", firstTwoMegabytes.length, () =>
  BpeTokenizer.train(firstTwoMegabytes, { vocabSize: 512 }),
);
measure(`train ${vocabSize}`, bytes.length, () => BpeTokenizer.train(text, { vocabSize }));
const tokenizer = BpeTokenizer.train(text, { vocabSize });
const json = tokenizer.toJSON();
measure("encode, empty cache", bytes.length, () => BpeTokenizer.fromJSON(json).encode(text));
measure("encode", bytes.length, () => tokenizer.encode(text));
const tokens = tokenizer.encode(text);
measure("decode", bytes.length, () => tokenizer.decode(tokens));
const run = "a".repeat(1e6);
const runs = BpeTokenizer.train(run, { vocabSize: 268 });
measure("encode one run of 1 MB", run.length, () => runs.encode(run));
console.log(`${(bytes.length / tokens.length).toFixed(2)} bytes per token`);

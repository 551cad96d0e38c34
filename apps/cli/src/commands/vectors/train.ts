import { rename, rm, writeFile } from "node:fs/promises";
import { encodeState, Phrases, type TrainResult, Word2Vec } from "@cairn-ml/models-embedding";
import { saveVectors } from "@cairn-ml/models-embedding/node";
import { ValueError } from "@cairn-ml/tensor";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError, Interrupted } from "../../errors.js";
import { Interrupts } from "../../interrupt.js";
import { say } from "../../output/say.js";
import { duration, grouped, invocation, quoted } from "../../output/text.js";
import { showWords } from "../../output/words.js";
import type { FormatName, ModelName } from "./formats.js";
import { printDocument } from "./open.js";
import { formatOf } from "./out-format.js";
import { checkTexts, notesOf, readSaved, type Saved } from "./resume.js";
import { openTexts, type Texts } from "./texts.js";
import { checkOptions } from "./train-options.js";

export interface TrainOptions {
  readonly from: readonly string[];
  readonly model: ModelName;
  readonly dim: number;
  readonly window: number;
  readonly negative: number;
  readonly minCount: number;
  readonly sample: number;
  readonly epochs: number;
  readonly lr: number;
  readonly buckets: number;
  readonly seed?: number;
  readonly threads?: number;
  readonly deterministic?: boolean;
  readonly phrases?: boolean;
  readonly resume?: boolean;
  readonly out: string;
  readonly format?: FormatName;
  readonly json?: boolean;
}

const checkpointEvery = 300; // seconds

/** `cairn vectors train`: vectors of the words of texts. `typed` are the options that the reader gave. */
export async function train(given: TrainOptions, typed: ReadonlySet<string>): Promise<void> {
  using interrupts = new Interrupts();
  const began = performance.now();
  checkOptions(given, typed);
  const format = await formatOf("train", given.out, given.format);
  const saved = given.resume ? await readSaved(stateOf(given), given, typed) : null;
  const options = { ...given, phrases: saved?.phrases ?? given.phrases ?? false };
  using texts = await openTexts(options.from);
  const marks = await texts.marks();
  if (saved) checkTexts(saved, marks);
  const corpus = await corpusOf(texts, options);
  const model = await modelOf(corpus, saved, options);
  const keep = () => writeState(model, notesOf(marks, options.phrases), options);
  try {
    const result = await learn(model, corpus, interrupts, keep, options);
    if (!result.finished) await keep(); // before the vectors, for they can be made again from it
    await save(model, format, options);
    if (!result.finished) throw stopped(result, options);
    await rm(stateOf(options), { force: true });
    finish(model, result, (performance.now() - began) / 1000, options);
  } finally {
    model.close();
  }
}

type Open = Texts["corpus"];

/** The sentences, with phrases as single words where that is asked for. */
async function corpusOf({ corpus }: Texts, { phrases }: TrainOptions): Promise<Open> {
  if (!phrases) return corpus;
  say("Counting pairs of words, for the phrases.");
  return (await Phrases.of(corpus)).apply(corpus) as Open;
}

/** A model that knows its words: a new one, or the one that was saved. */
async function modelOf(corpus: Open, saved: Saved | null, options: TrainOptions): Promise<Word2Vec> {
  const { model: kind, dim, window, negative, minCount, sample, epochs, lr, buckets, threads } = options;
  if (saved) return Word2Vec.fromState(saved.state, threads);
  const model = new Word2Vec({
    ...{ vectorSize: dim, window, minCount, sample, epochs, lr, minLr: Math.min(1e-4, lr), seed: options.seed ?? 0 },
    ...{ sg: kind !== "cbow", hs: kind === "hs", deterministic: options.deterministic ?? false },
    ...(kind !== "hs" && { negative }),
    ...(kind === "fasttext" && { ngrams: { buckets } }),
    ...(threads !== undefined && { threads }),
  });
  say("Counting the words.");
  try {
    await model.buildVocab(corpus);
  } catch (error) {
    throw error instanceof ValueError && error.message.includes("no word is frequent enough")
      ? tooRare(error, options)
      : error;
  }
  return model;
}

async function learn(
  model: Word2Vec,
  corpus: Open,
  interrupts: Interrupts,
  keep: () => Promise<void>,
  options: TrainOptions,
): Promise<TrainResult> {
  say(`${grouped(model.corpusWords)} words, ${grouped(model.words.length)} different ones are frequent enough.`);
  const progress = showWords();
  interrupts.arm(() => {
    progress.stop();
    say("Stopping; what is learnt will be saved. A second Ctrl-C ends at once.");
  });
  try {
    return await model.train(corpus, {
      ...{ resume: options.resume ?? false, signal: interrupts.signal, checkpointEvery, progressEvery: 0.25 },
      onProgress: (status) => progress.update(status),
      onCheckpoint: () => keep().catch(warn),
    });
  } finally {
    progress.stop();
  }
}

async function save(model: Word2Vec, format: FormatName, { out }: TrainOptions): Promise<void> {
  const { words, vectorSize: dim } = model;
  const rows = model.vectors() as Float32Array<ArrayBuffer>;
  if (!rows.every(Number.isFinite)) throw tooFast(model.options.lr!);
  await saveVectors(out, { count: words.length, dim, blocks: () => [{ words, rows }] }, { format });
}

/** Says how to go on. */
function stopped({ words }: TrainResult, options: TrainOptions): Interrupted {
  const { from, out, format } = options;
  const again = [
    ...["vectors", "train", "--from", ...from, "--out", out],
    ...(format ? ["--format", format] : []),
    "--resume",
  ];
  return new Interrupted(
    `Stopped after ${grouped(words)} words; the vectors so far are in ${out}, and what is needed to go on in ${stateOf(options)}.`,
    { fix: `To go on: ${invocation()} ${again.map(quoted).join(" ")}` },
    { out, state: stateOf(options) },
  );
}

function finish(model: Word2Vec, result: TrainResult, seconds: number, { out, json }: TrainOptions): void {
  const { vectorSize: dim, threads, corpusWords } = model;
  const vocabulary = model.words.length;
  const epochs = model.options.epochs!;
  const { wordsPerSecond } = result;
  if (json) {
    const words = corpusWords * epochs;
    printDocument({
      ...{ command: "vectors train", words, vocabulary, dim, epochs, threads, wordsPerSecond, seconds, out },
    });
    return;
  }
  process.stdout.write(
    `${grouped(vocabulary)} words of ${dim} numbers each, after ${duration(seconds)}: ${out}\n` +
      `${grouped(wordsPerSecond)} words/s on ${threads === 1 ? "1 thread" : `${threads} threads`}\n` +
      `See what it learnt:\n  ${invocation()} vectors neighbours ${quoted(model.words[0]!)} --vectors ${quoted(out)}\n`,
  );
}

const stateOf = ({ out }: TrainOptions) => `${out}.state`;

/** Writes it whole or not at all. */
async function writeState(model: Word2Vec, notes: Record<string, string>, options: TrainOptions): Promise<void> {
  const path = stateOf(options);
  try {
    await writeFile(`${path}.partial`, encodeState({ ...model.state(), notes }));
    await rename(`${path}.partial`, path);
  } catch (error) {
    await rm(`${path}.partial`, { force: true }).catch(() => undefined);
    throw explainFileError("vectors train", path, error);
  }
}

/** A disk that is full for a while ends no training of hours. */
function warn(error: Error): void {
  say(`Nothing was saved to go on from: ${error.message.split("\n")[0]} The training goes on.`);
}

function tooRare(error: ValueError, { minCount }: TrainOptions): InputError {
  const given = /given: +(.*)/.exec(error.message)![1]!;
  return new InputError("vectors train: no word is frequent enough.", {
    given,
    expected: `words that come at least ${minCount} times`,
    fix: given.startsWith("0 ") ? "give texts that have words" : "give more text, or a smaller --min-count",
  });
}

function tooFast(lr: number): InputError {
  return new InputError("vectors train: the vectors have become infinite; nothing was saved.", {
    given: `--lr ${lr}`,
    expected: "a learning rate at which training does not diverge, such as 0.025",
    fix: "train again with a smaller --lr",
  });
}

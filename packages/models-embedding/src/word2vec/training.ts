import { philox4x32, type word2vec } from "@cairn-ml/kernels";
import { breathe } from "@cairn-ml/train";
import { chunksOf } from "./chunks.js";
import type { Corpus } from "./corpus.js";
import type { Settings } from "./options.js";
import type { Vocabulary } from "./vocabulary.js";

/** Where training is; words are those of the corpus, seen in all epochs so far. */
export interface Position {
  epoch: number;
  chunk: number;
  words: number;
}

export interface TrainProgress {
  /** Epochs done. */
  readonly epoch: number;
  readonly words: number;
  /** Those of all epochs. */
  readonly totalWords: number;
  readonly lr: number;
  /** By the clock on the wall, with everything. */
  readonly wordsPerSecond: number;
  readonly secondsLeft: number;
}

export interface TrainHooks {
  /** Ends the training after the chunk that is under way; `train` again with `resume` goes on. */
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: TrainProgress) => void;
  /** Seconds between two calls of it. */
  readonly progressEvery?: number;
  /** Called while nothing is trained, to save the model. */
  readonly onCheckpoint?: () => Promise<void>;
  /** Seconds between two calls of it. */
  readonly checkpointEvery?: number;
}

export interface TrainResult {
  /** Words of the corpus that this call went through, over all epochs. */
  readonly words: number;
  /** Those that the vocabulary and subsampling left. */
  readonly trainedWords: number;
  /** Seconds that a thread spent training, the mean of all: without reading, and without waiting for what is read. */
  readonly seconds: number;
  /** `words` by those seconds. */
  readonly wordsPerSecond: number;
  /** False when `signal` ended it. */
  readonly finished: boolean;
}

export interface Training {
  readonly engine: word2vec.Word2vecEngine;
  readonly vocabulary: Vocabulary;
  readonly settings: Settings;
  readonly corpus: Corpus;
  readonly position: Position;
  readonly hooks: TrainHooks;
}

const breath = 0.05; // seconds after which the event loop may turn
const purpose = 0x77327663; // keeps these numbers apart from those of other streams of the seed

/** Goes through the corpus from `position` on, which moves on. */
export async function runTraining(training: Training): Promise<TrainResult> {
  const { engine, vocabulary, settings, corpus, position, hooks } = training;
  const { seed, epochs } = settings;
  const clock = new Clock(training);
  const [words, trained, busy] = [position.words, engine.trained, engine.busySeconds];
  for (; position.epoch < epochs && !hooks.signal?.aborted; position.epoch++) {
    let index = 0;
    for await (const chunk of chunksOf(corpus, vocabulary)) {
      if (index++ < position.chunk) continue; // was trained before the stop
      if (hooks.signal?.aborted) break;
      const random = new Uint32Array(4);
      philox4x32(position.chunk, position.epoch, purpose, 0, seed >>> 0, Math.floor(seed / 2 ** 32), random);
      const lr = rateAt(training);
      await engine.push({ ...chunk, lr, random: [random[0]!, random[1]! | 1] });
      position.chunk++;
      position.words += chunk.raw;
      await clock.tick(lr);
    }
    if (hooks.signal?.aborted) break;
    position.chunk = 0;
  }
  await engine.drain();
  const seconds = (engine.busySeconds - busy) / engine.threads;
  const seen = position.words - words;
  return {
    ...{
      words: seen,
      trainedWords: engine.trained - trained,
      seconds,
      wordsPerSecond: seconds > 0 ? seen / seconds : 0,
    },
    finished: position.epoch === epochs,
  };
}

/** Falls in a line from lr to minLr with the words seen. */
function rateAt({ settings: { lr, minLr, epochs }, vocabulary, position }: Training): number {
  const done = position.words / (vocabulary.corpusWords * epochs);
  return Math.max(minLr, lr - (lr - minLr) * done);
}

/** Says from time to time how far training is, and lets the event loop turn. */
class Clock {
  readonly #training: Training;
  readonly #start = performance.now();
  readonly #firstWord: number;
  #told = 0;
  #saved = 0;
  #breathed = 0;

  constructor(training: Training) {
    this.#training = training;
    this.#firstWord = training.position.words;
  }

  async tick(lr: number): Promise<void> {
    const { engine, hooks } = this.#training;
    const now = (performance.now() - this.#start) / 1000;
    if (hooks.onProgress && now - this.#told >= (hooks.progressEvery ?? 1)) {
      this.#told = now;
      hooks.onProgress(this.#progress(lr));
    }
    if (hooks.onCheckpoint && now - this.#saved >= (hooks.checkpointEvery ?? 60)) {
      await engine.drain();
      await hooks.onCheckpoint();
      this.#saved = (performance.now() - this.#start) / 1000;
    }
    if (now - this.#breathed < breath) return;
    this.#breathed = now;
    await breathe();
  }

  #progress(lr: number): TrainProgress {
    const { position, vocabulary, settings } = this.#training;
    const totalWords = vocabulary.corpusWords * settings.epochs;
    const wordsPerSecond = ((position.words - this.#firstWord) * 1000) / (performance.now() - this.#start);
    const secondsLeft = Math.max(0, totalWords - position.words) / wordsPerSecond;
    return { epoch: position.epoch, words: position.words, totalWords, lr, wordsPerSecond, secondsLeft };
  }
}

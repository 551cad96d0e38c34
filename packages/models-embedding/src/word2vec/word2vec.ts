import { word2vec } from "@cairn-ml/kernels";
import { Rng, ValueError } from "@cairn-ml/tensor";
import { KeyedVectors } from "../keyed-vectors/keyed-vectors.js";
import type { Corpus } from "./corpus.js";
import { ngramsOf } from "./ngrams.js";
import { type Settings, settingsOf, type Word2VecOptions } from "./options.js";
import { packRows, unpackRows } from "./rows.js";
import { tablesOf } from "./tables.js";
import { type Position, runTraining, type TrainHooks, type TrainResult } from "./training.js";
import { Vocabulary } from "./vocabulary.js";

/** All that a model is, for a checkpoint. The rows have `vectorSize` numbers. */
export interface Word2VecState {
  readonly version: 1;
  readonly options: Word2VecOptions;
  readonly words: readonly string[];
  readonly counts: readonly number[];
  readonly corpusWords: number;
  readonly position: Readonly<Position>;
  readonly input: Float32Array;
  readonly output: Float32Array;
  /** What whoever saves it wants to know when it goes on; the model does not look at it. */
  readonly notes?: Readonly<Record<string, string>>;
}

interface Trained {
  readonly vocabulary: Vocabulary;
  readonly engine: word2vec.Word2vecEngine;
}

/**
 * Vectors of words, learnt from which words stand near each other: skip-gram or CBOW, with negative sampling or hierarchical
 * softmax; with `ngrams` a word is the mean of its n-grams. The names and defaults are gensim's.
 * Source: Mikolov et al. 2013, arXiv:1301.3781 and arXiv:1310.4546; Bojanowski et al. 2017, arXiv:1607.04606.
 */
export class Word2Vec {
  readonly options: Word2VecOptions;
  readonly #settings: Settings;
  #trained: Trained | null = null;
  #copy: { readonly engine: word2vec.Word2vecEngine; readonly trained: number; readonly wv: KeyedVectors } | null =
    null;
  #position: Position = { epoch: 0, chunk: 0, words: 0 };

  /** Throws: ValueError that names the option. */
  constructor(options: Word2VecOptions = {}) {
    this.options = { ...options };
    this.#settings = settingsOf(options);
  }

  /** Goes on from a state. */
  static async fromState(state: Word2VecState, threads?: number): Promise<Word2Vec> {
    const model = new Word2Vec(threads === undefined ? state.options : { ...state.options, threads });
    await model.#make(new Vocabulary(state.words, state.counts, state.corpusWords));
    const { engine } = model.#need("fromState");
    unpackRows(state.input, engine.input, model.vectorSize, engine.stride);
    unpackRows(state.output, engine.output, model.vectorSize, engine.stride);
    model.#position = { ...state.position };
    return model;
  }

  get vectorSize(): number {
    return this.#settings.vectorSize;
  }

  /** Words of the vocabulary, the most frequent first. */
  get words(): readonly string[] {
    return this.#need("words").vocabulary.words;
  }

  get counts(): readonly number[] {
    return this.#need("counts").vocabulary.counts;
  }

  /** Words of the corpus that the vocabulary was built from. */
  get corpusWords(): number {
    return this.#need("corpusWords").vocabulary.corpusWords;
  }

  get threads(): number {
    return this.#need("threads").engine.threads;
  }

  /** `buildVocab`, then `train`. */
  async fit(corpus: Corpus, hooks: TrainHooks = {}): Promise<this> {
    await this.buildVocab(corpus, hooks.signal);
    await this.train(corpus, hooks);
    return this;
  }

  /** Counts the words, makes the rows and starts threads. Throws: ValueError when no word is frequent enough. */
  async buildVocab(corpus: Corpus, signal?: AbortSignal): Promise<void> {
    const { minCount, seed, vectorSize } = this.#settings;
    const vocabulary = await Vocabulary.of(corpus, minCount, signal);
    if (vocabulary.size === 0) throw noWords(vocabulary.corpusWords, minCount);
    await this.#make(vocabulary);
    const { engine } = this.#need("buildVocab");
    const rng = new Rng(seed).fork("word2vec rows");
    for (let at = 0; at < engine.input.length; at += engine.stride) {
      engine.input.set(
        rng.uniforms(vectorSize).map((value) => (value - 0.5) / vectorSize),
        at,
      );
    }
    this.#position = { epoch: 0, chunk: 0, words: 0 };
  }

  /** Goes through the corpus `epochs` times; with `resume` it goes on where `signal`, or the saved state, stopped. */
  async train(
    corpus: Corpus,
    { resume = false, ...hooks }: TrainHooks & { resume?: boolean } = {},
  ): Promise<TrainResult> {
    const { vocabulary, engine } = this.#need("train");
    if (!resume) this.#position = { epoch: 0, chunk: 0, words: 0 };
    return runTraining({ engine, vocabulary, settings: this.#settings, corpus, position: this.#position, hooks });
  }

  /** The vectors of all words, row after row. */
  vectors(): Float32Array {
    const { vocabulary, engine } = this.#need("vectors");
    if (this.#settings.ngrams === null) return packRows(engine.input, vocabulary.size, this.vectorSize, engine.stride);
    const all = new Float32Array(vocabulary.size * this.vectorSize);
    for (const [i, word] of vocabulary.words.entries()) all.set(this.wordVector(word), i * this.vectorSize);
    return all;
  }

  /**
   * A copy of the vectors to look up and compare, made anew after each training; with `ngrams` it knows only the words of the
   * vocabulary.
   */
  get wv(): KeyedVectors {
    const { engine, vocabulary } = this.#need("wv");
    if (this.#copy?.engine !== engine || this.#copy.trained !== engine.trained) {
      const wv = new KeyedVectors(vocabulary.words, this.vectors(), this.vectorSize);
      this.#copy = { engine, trained: engine.trained, wv };
    }
    return this.#copy.wv;
  }

  /** The vector of a word; with `ngrams` of any word. Throws: ValueError for a word that is not in the vocabulary. */
  wordVector(word: string): Float32Array {
    const { vocabulary, engine } = this.#need("wordVector");
    const index = vocabulary.indexOf(word);
    const { ngrams } = this.#settings;
    const parts = ngrams ? ngramsOf(word, ngrams).map((row) => vocabulary.size + row) : [];
    const rows = index === undefined ? parts : [index, ...parts];
    if (rows.length === 0) throw unknownWord(word, vocabulary.size);
    const vector = new Float64Array(this.vectorSize);
    for (const row of rows)
      for (let k = 0; k < vector.length; k++) vector[k]! += engine.input[row * engine.stride + k]!;
    return Float32Array.from(vector, (sum) => sum / rows.length);
  }

  /** A copy of all that the model is. Not while it trains, but in `onCheckpoint`. */
  state(): Word2VecState {
    const { vocabulary, engine } = this.#need("state");
    const { words, counts, corpusWords } = vocabulary;
    const pack = (rows: Float32Array) => packRows(rows, rows.length / engine.stride, this.vectorSize, engine.stride);
    return {
      ...{ version: 1, options: this.options, words, counts, corpusWords, position: { ...this.#position } },
      ...{ input: pack(engine.input), output: pack(engine.output) },
    };
  }

  /** Ends the threads. The vectors stay. */
  close(): void {
    this.#trained?.engine.close();
  }

  async #make(vocabulary: Vocabulary): Promise<void> {
    this.close();
    const { vectorSize: dim, hs, ngrams, deterministic, threads } = this.#settings;
    const engine = await word2vec.createWord2vecEngine({
      dim,
      inputRows: vocabulary.size + (ngrams?.buckets ?? 0),
      outputRows: hs ? Math.max(1, vocabulary.size - 1) : vocabulary.size,
      tables: tablesOf(vocabulary, this.#settings),
      ...(deterministic ? { threads: 1 } : threads === undefined ? {} : { threads }),
    });
    this.#trained = { vocabulary, engine };
  }

  #need(op: string): Trained {
    if (this.#trained) return this.#trained;
    throw new ValueError(`Word2Vec.${op}`, "there is no vocabulary yet.", {
      fix: "await model.buildVocab(corpus) first",
    });
  }
}

function noWords(corpusWords: number, minCount: number): ValueError {
  return new ValueError("Word2Vec.buildVocab", "no word is frequent enough.", {
    given: `${corpusWords} words, none of them ${minCount} times`,
    expected: `words that come at least minCount: ${minCount} times`,
    fix: corpusWords === 0 ? "pass sentences, each an array of words" : "take a smaller minCount",
  });
}

function unknownWord(word: string, size: number): ValueError {
  return new ValueError("Word2Vec.wordVector", `"${word.slice(0, 100)}" is not in the vocabulary.`, {
    given: `"${word.slice(0, 100)}"`,
    expected: `one of ${size} words`,
    fix: "take a smaller minCount, or ngrams, which give every word a vector",
  });
}

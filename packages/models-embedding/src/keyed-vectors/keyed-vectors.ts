import { ValueError } from "@cairn-ml/tensor";
import type { VectorBlock, VectorStream, VectorTable } from "../formats/vector-stream.js";
import { type AnalogiesOptions, type AnalogiesResult, evaluateAnalogies } from "./evaluate-analogies.js";
import { evaluatePairs, type PairsOptions, type PairsResult } from "./evaluate-pairs.js";
import { type Neighbour, nearestByProduct, nearestRows, type Rows, type SearchRange } from "./nearest.js";
import { checkSome, type SimilarOptions, type SimilarTo, sides, type WordOrVector } from "./similar-to.js";
import { cosine, dot, norm, over, unit } from "./vector-math.js";
import { type TableOptions, tableOf, WordTable } from "./word-table.js";

/**
 * Words and their vectors, with the names of gensim's class. Nothing changes once it is made. Whatever looks at all words needs a
 * device: `await init()` of @cairn-ml/tensor once.
 */
export class KeyedVectors implements VectorTable {
  readonly #table: WordTable;
  #norms: Float64Array | null = null;

  /** A table that was read, or words and their vectors, (words, dim) row-major, which are copied. */
  constructor(table: WordTable);
  constructor(words: readonly string[], vectors: Float32Array, dim: number, options?: TableOptions);
  constructor(words: WordTable | readonly string[], vectors?: Float32Array, dim?: number, options?: TableOptions) {
    this.#table = words instanceof WordTable ? words : tableOf(words, vectors!, dim!, options);
  }

  /** Reads all vectors of a stream. Throws: VectorFileError. */
  static async read(stream: VectorStream, options?: TableOptions): Promise<KeyedVectors> {
    return new KeyedVectors(await WordTable.read(stream, options));
  }

  /** How many words there are. */
  get count(): number {
    return this.#table.count;
  }

  /** How many numbers a vector has. */
  get dim(): number {
    return this.#table.dim;
  }

  /** The same as `dim`. */
  get vectorSize(): number {
    return this.dim;
  }

  /** The words, in order. */
  get indexToKey(): readonly string[] {
    return this.#table.words;
  }

  /** Where each word stands. */
  get keyToIndex(): ReadonlyMap<string, number> {
    return this.#table.indices;
  }

  /** How many rows of a file were left out, since their words came before. */
  get duplicates(): number {
    return this.#table.duplicates;
  }

  /** Copies of all rows, for a writer. */
  blocks(): Iterable<VectorBlock> {
    return this.#table.blocks();
  }

  hasIndexFor(word: string): boolean {
    return this.#table.indices.has(word);
  }

  /** Whether `getVector` has an answer. */
  has(word: string): boolean {
    return this.hasIndexFor(word);
  }

  /** Throws: ValueError when the word is unknown. */
  getIndex(word: string): number {
    return this.#table.indices.get(word) ?? this.#unknown("getIndex", word);
  }

  /** The vector of a word, a copy; with `norm`, made to have the length 1. Throws: ValueError when the word is unknown. */
  getVector(word: string, { norm: isUnit = false }: { norm?: boolean } = {}): Float32Array<ArrayBuffer> {
    const vector = this.vectorOf("getVector", word);
    return isUnit ? Float32Array.from(unit(vector)) : vector;
  }

  /** The same as `getVector`. */
  wordVector(word: string, options?: { norm?: boolean }): Float32Array<ArrayBuffer> {
    return this.getVector(word, options);
  }

  /** The mean of some words' vectors, each made to have the length 1 first unless `preNormalize` is false. */
  getMeanVector(
    words: readonly WordOrVector[],
    { preNormalize = true }: { preNormalize?: boolean } = {},
  ): Float64Array {
    return this.#mean("getMeanVector", words, [], preNormalize);
  }

  /**
   * The words nearest to a word, to the mean of some, or to a sum and difference (3CosAdd); given words are left out. The score is
   * gensim's: the cosine with the sum of vectors of length 1. Levy and Goldberg's Σ of three cosines is the same times the length
   * of that sum, so the order is the same (in GloVe's vectors queen has 0.770, and 0.786 as a sum of cosines).
   */
  mostSimilar(to: SimilarTo, options: SimilarOptions = {}): Neighbour[] {
    const { positive, negative } = sides("mostSimilar", to);
    const query = unit(this.#mean("mostSimilar", positive, negative, true));
    return this.#named(nearestRows(this.rows(), [query], [this.#range(options, [...positive, ...negative])])[0]!);
  }

  /** As `mostSimilar`, by 3CosMul: products of cosines instead of sums. */
  mostSimilarCosmul(to: SimilarTo, options: SimilarOptions = {}): Neighbour[] {
    const { positive, negative } = sides("mostSimilarCosmul", to);
    const units = (list: readonly WordOrVector[]) => list.map((item) => unit(this.#vector("mostSimilarCosmul", item)));
    const range = this.#range(options, [...positive, ...negative]);
    return this.#named(nearestByProduct(this.rows(), units(positive), units(negative), range));
  }

  similarByWord(word: string, options?: SimilarOptions): Neighbour[] {
    return this.mostSimilar(word, options);
  }

  /** The words nearest to a vector, whichever they are. */
  similarByVector(vector: ArrayLike<number>, options?: SimilarOptions): Neighbour[] {
    return this.mostSimilar([vector], options);
  }

  /** The cosine of two words. */
  similarity(a: string, b: string): number {
    return cosine(this.vectorOf("similarity", a), this.vectorOf("similarity", b));
  }

  /** 1 - the cosine. */
  distance(a: string, b: string): number {
    return 1 - this.similarity(a, b);
  }

  /** The distances from a word to others, or to all. */
  distances(from: WordOrVector, others: readonly string[] = []): Float64Array {
    const vector = this.#vector("distances", from);
    if (others.length === 0) return this.#cosines(unit(vector)).map((value) => 1 - value);
    return Float64Array.from(others, (word) => 1 - cosine(vector, this.vectorOf("distances", word)));
  }

  /** The cosine of the means of two sets of words. */
  nSimilarity(a: readonly string[], b: readonly string[]): number {
    return cosine(this.#mean("nSimilarity", a, [], false), this.#mean("nSimilarity", b, [], false));
  }

  /** The one of some words that is nearest to a word. */
  mostSimilarToGiven(word: string, others: readonly string[]): string {
    const distances = [...this.distances(word, checkSome("mostSimilarToGiven", others))];
    return others[distances.indexOf(Math.min(...distances))]!;
  }

  /** Words by their cosine with the mean of all of them, nearest first. Unknown words are left out. */
  rankByCentrality(words: readonly string[]): Neighbour[] {
    const known = checkSome(
      "rankByCentrality",
      words.filter((word) => this.has(word)),
    );
    const mean = this.getMeanVector(known);
    const scored = known.map((word) => ({ word, score: cosine(mean, this.vectorOf("rankByCentrality", word)) }));
    return scored.sort((a, b) => b.score - a.score);
  }

  /** The word that goes least with the others. Unknown words are left out. */
  doesntMatch(words: readonly string[]): string {
    return this.rankByCentrality(words).at(-1)!.word;
  }

  /** The words that are nearer to `a` than `b` is, nearest first. */
  closerThan(a: string, b: string): string[] {
    return this.#closer("closerThan", a, b).map((row) => this.#table.words[row]!);
  }

  /** Which neighbour of `a` the word `b` is: 1 for the nearest. */
  rank(a: string, b: string): number {
    return this.#closer("rank", a, b).length + 1;
  }

  /** The same as `rank`. */
  rankOf(a: string, b: string): number {
    return this.rank(a, b);
  }

  /** Answers questions such as those of questions-words.txt, by 3CosAdd or 3CosMul. */
  evaluateWordAnalogies(text: string, options?: AnalogiesOptions): AnalogiesResult {
    return evaluateAnalogies(this, text, options);
  }

  /** Compares cosines with what people said of pairs of words, such as those of WordSim-353. */
  evaluateWordPairs(text: string, options?: PairsOptions): PairsResult {
    return evaluatePairs(this, text, options);
  }

  /** Makes ready what searches need: the rows on the device, and their lengths. Else the first search does. */
  fillNorms(): void {
    this.rows();
    this.#table.store.prepare();
  }

  /** Used by the evaluation: rows and their lengths. */
  rows(): Rows {
    this.#norms ??= this.#table.store.norms();
    return { store: this.#table.store, norms: this.#norms };
  }

  /** The vector of a word; subclasses know more words. */
  protected vectorOf(op: string, word: string): Float32Array<ArrayBuffer> {
    const index = this.#table.indices.get(word);
    return index === undefined ? this.#unknown(op, word) : this.#table.store.row(index);
  }

  #vector(op: string, item: WordOrVector): ArrayLike<number> {
    if (typeof item === "string") return this.vectorOf(op, item);
    if (item.length === this.dim) return item;
    throw new ValueError(op, "a vector has another length than those here.", {
      given: `${item.length} numbers`,
      expected: `${this.dim}`,
      fix: "compare vectors of one table",
    });
  }

  /** The sum of the positive ones minus that of the negative ones, divided by how many they are. */
  #mean(
    op: string,
    positive: readonly WordOrVector[],
    negative: readonly WordOrVector[],
    isUnit: boolean,
  ): Float64Array {
    const mean = new Float64Array(this.dim);
    const count = checkSome(op, [...positive, ...negative]).length;
    const add = (item: WordOrVector, sign: number) => {
      const vector = this.#vector(op, item);
      const scale = isUnit ? over(sign, norm(vector, 0, this.dim)) / count : sign / count;
      for (let k = 0; k < mean.length; k++) mean[k] = mean[k]! + scale * vector[k]!;
    };
    for (const item of positive) add(item, 1);
    for (const item of negative) add(item, -1);
    return mean;
  }

  #range(
    { topn = 10, restrictVocab, clipStart = 0, clipEnd }: SimilarOptions,
    given: readonly WordOrVector[],
  ): SearchRange {
    if (!Number.isSafeInteger(topn) || topn < 1) {
      throw new ValueError("mostSimilar", "topn is no count.", { given: `${topn}`, expected: "a whole number from 1" });
    }
    const excluded = new Set<number>();
    for (const item of given) {
      const index = typeof item === "string" ? this.#table.indices.get(item) : undefined;
      if (index !== undefined) excluded.add(index);
    }
    const end = Math.min(this.count, restrictVocab ?? this.count, clipEnd ?? this.count);
    return { count: Math.min(topn, this.count), first: Math.max(0, clipStart), end, excluded };
  }

  /** The cosines of all rows with a vector of length 1. */
  #cosines(query: Float64Array): Float64Array {
    const { store, norms } = this.rows();
    const cosines = new Float64Array(this.count);
    for (const { first, count, values } of store.products(Float32Array.from(query), this.count)) {
      for (let i = 0; i < count; i++) cosines[first + i] = over(values[i]!, norms[first + i]!);
    }
    return cosines;
  }

  #closer(op: string, a: string, b: string): number[] {
    const query = unit(this.vectorOf(op, a));
    const least = dot(query, unit(this.vectorOf(op, b)));
    const { store, norms } = this.rows();
    const itself = this.#table.indices.get(a);
    const found: { row: number; score: number }[] = [];
    this.#cosines(query).forEach((rough, row) => {
      if (rough < least - 1e-5 || row === itself) return; // the products are float32
      const score = over(dot(store.row(row), query), norms[row]!);
      if (score > least) found.push({ row, score });
    });
    const index = this.#table.indices.get(b);
    const nearer = found.filter(({ row }) => row !== index); // it is no nearer than itself, whatever is rounded
    return nearer.sort((x, y) => y.score - x.score || x.row - y.row).map(({ row }) => row);
  }

  #named(rows: readonly { readonly row: number; readonly score: number }[]): Neighbour[] {
    return rows.map(({ row, score }) => ({ word: this.#table.words[row]!, score }));
  }

  #unknown(op: string, word: string): never {
    const other = [word.toLowerCase(), word.toUpperCase(), word.replaceAll(" ", "_")].find((form) =>
      this.hasIndexFor(form),
    );
    throw new ValueError(op, `there is no vector of ${JSON.stringify(word.slice(0, 100))}.`, {
      given: `a word that is not among the ${this.count}`,
      expected: "a word of the table",
      fix: other === undefined ? "look with hasIndexFor first" : `try ${JSON.stringify(other)}`,
    });
  }
}

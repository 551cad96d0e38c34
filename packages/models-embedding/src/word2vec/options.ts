import { ValueError } from "@cairn-ml/tensor";

/** The n-grams of fastText. */
export interface NgramOptions {
  /** Characters of an n-gram, at least. */
  readonly minN?: number;
  /** At most. */
  readonly maxN?: number;
  /** Rows that all n-grams share by their hash. */
  readonly buckets?: number;
}

/** gensim's options with gensim's meaning and defaults. */
export interface Word2VecOptions {
  /** Numbers in a vector. */
  readonly vectorSize?: number;
  /** Words to each side that belong to a word, at most: each time a number from 1 to this is drawn. */
  readonly window?: number;
  /** Words that come more rarely are left out. */
  readonly minCount?: number;
  /** Skip-gram: each word near foretells the word by itself. Else CBOW: they do so together. */
  readonly sg?: boolean;
  /** Hierarchical softmax instead of negative sampling; the two are not combined, so `negative` must be 0 or left out. */
  readonly hs?: boolean;
  /** Words drawn by chance beside each true one. */
  readonly negative?: number;
  /** They are drawn in proportion to count^nsExponent. */
  readonly nsExponent?: number;
  /** CBOW takes the mean of the words near; else their sum. */
  readonly cbowMean?: boolean;
  /** Words more frequent than this share of all are left out by chance; 0 leaves none out. */
  readonly sample?: number;
  readonly epochs?: number;
  /** The learning rate at the start (gensim's alpha). */
  readonly lr?: number;
  /** At the end; it falls in a line with the words seen. */
  readonly minLr?: number;
  /** Words are sums of n-grams, as in fastText; null for word2vec. */
  readonly ngrams?: NgramOptions | null;
  readonly seed?: number;
  /** As many as the machine runs at once unless said. */
  readonly threads?: number;
  /** The same bits again from the same seed: one thread. */
  readonly deterministic?: boolean;
}

export type Settings = Required<Omit<Word2VecOptions, "threads" | "ngrams">> & {
  readonly threads: number | undefined;
  readonly ngrams: Required<NgramOptions> | null;
};

/** With all defaults filled in. Throws: ValueError that names the option. */
export function settingsOf(options: Word2VecOptions): Settings {
  const defaults = {
    ...{ vectorSize: 100, window: 5, minCount: 5, sg: false, hs: false, negative: 5, nsExponent: 0.75, cbowMean: true },
    ...{ sample: 1e-3, epochs: 5, lr: 0.025, minLr: 1e-4, seed: 1, deterministic: false, threads: undefined },
  };
  const known = new Set([...Object.keys(defaults), "ngrams"]);
  for (const name of Object.keys(options)) if (!known.has(name)) throw unknownOption(name, [...known]);
  const settings = { ...defaults, ...defined(options), ngrams: ngramSettings(options.ngrams) };
  const { lr, minLr, sample, nsExponent, threads } = settings;
  wholeNumbers(settings, { vectorSize: [1, 65536], window: [1, 10_000], minCount: [1], epochs: [1], seed: [0] });
  if (!settings.hs) wholeNumbers(settings, { negative: [1, 1000] });
  else if (options.negative) throw bothKinds(options.negative);
  if (threads !== undefined) wholeNumbers({ threads }, { threads: [1] });
  check(lr > 0 && lr < Infinity, "lr", lr, "a positive number");
  check(minLr >= 0 && minLr <= lr, "minLr", minLr, `a number from 0 to lr, ${lr}`);
  check(sample >= 0 && sample < Infinity, "sample", sample, "0, or a share such as 1e-3");
  check(Math.abs(nsExponent) <= 10, "nsExponent", nsExponent, "a number such as 0.75, from -10 to 10");
  return settings;
}

function ngramSettings(ngrams: NgramOptions | null | undefined): Required<NgramOptions> | null {
  if (!ngrams) return null;
  const settings = { minN: 3, maxN: 6, buckets: 2_000_000, ...defined(ngrams) };
  wholeNumbers(settings, { minN: [1], buckets: [1, 2 ** 31 - 1] });
  wholeNumbers(settings, { maxN: [settings.minN, 100] });
  return settings;
}

/** Without the fields that are undefined, so that those take the default. */
function defined<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function wholeNumbers(settings: object, bounds: Record<string, [least: number, most?: number]>): void {
  for (const [name, [least, most = Number.MAX_SAFE_INTEGER]] of Object.entries(bounds)) {
    const value = (settings as Record<string, unknown>)[name] as number;
    const range = most < Number.MAX_SAFE_INTEGER ? `from ${least} to ${most}` : `of ${least} or more`;
    check(Number.isSafeInteger(value) && value >= least && value <= most, name, value, `an integer ${range}`);
  }
}

function check(holds: boolean, name: string, value: unknown, expected: string): void {
  if (!holds) throw new ValueError("Word2Vec", `${name} cannot be ${value}.`, { given: `${name}: ${value}`, expected });
}

function bothKinds(negative: number): ValueError {
  return new ValueError("Word2Vec", "hs and negative cannot be combined.", {
    given: `hs: true, negative: ${negative}`,
    expected: "hierarchical softmax, or negative sampling",
    fix: "leave negative out, or hs",
  });
}

function unknownOption(name: string, known: readonly string[]): ValueError {
  return new ValueError("Word2Vec", `there is no option "${name}".`, { given: name, expected: known.join(", ") });
}

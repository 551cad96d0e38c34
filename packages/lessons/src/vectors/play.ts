import type { KeyedVectors } from "@cairn-ml/models-embedding";
import { ValueError } from "@cairn-ml/tensor";
import type { TextFile } from "../option.js";
import { playTraining } from "../play-training.js";
import type { VectorsOptions, VectorsResults } from "./lesson.js";
import { type Chosen, chosenItems } from "./own-items.js";
import { words } from "./players.js";
import { resultsOf } from "./results.js";
import { add, byDistance, subtract } from "./vector-math.js";

/** What stays between two questions: the reader's word vectors. */
const held: { vectors?: KeyedVectors } = {};

export interface MapQuestion extends VectorsOptions {
  /** Items that were moved, by their place in the list: their first two numbers. */
  readonly moved: Readonly<Record<number, readonly [x: number, y: number]>>;
  /** The reader's own table. */
  readonly own?: TextFile;
}

export interface MapItem {
  readonly name: string;
  /** What it is called on the map. */
  readonly short: string;
  /** Which of the groups it belongs to. */
  readonly group: number;
  readonly vector: readonly number[];
}

export interface MapAnswer extends Omit<VectorsResults, "analogy"> {
  readonly features: readonly string[];
  readonly groups: readonly string[];
  readonly items: readonly MapItem[];
  /** Places in `items`. */
  readonly item: number;
  readonly mixed: readonly [number, number];
}

/** Everybody's place, and how far each is from one of them. Throws: ValueError for a table that is none, or names not in it. */
export function map({ moved, own, item, mix }: MapQuestion): MapAnswer {
  const options = { ...(item !== undefined && { item }), ...(mix && { mix }) };
  const { signal } = new AbortController();
  const before = chosenItems(options, { ...playTraining(signal), ...(own && { input: { kind: "text", ...own } }) });
  const chosen = withMoved(before, moved);
  const { set } = chosen;
  if (set.features.length < 2) {
    throw new ValueError("lesson 8", "a map needs two numbers for each item.", {
      given: set.features.join(", "),
      expected: "a column of names and two or more of numbers",
    });
  }
  const { analogy: _, ...results } = resultsOf(chosen);
  const ends = set.groups.map((_, i) => set.groups.slice(0, i + 1).reduce((sum, { size }) => sum + size, 0));
  const { short = (name: string) => name } = set;
  return {
    ...results,
    features: set.features,
    groups: set.groups.map(({ name }) => name),
    items: set.items.map(({ name, vector }, i) => ({
      ...{ name, short: short(name), vector },
      group: ends.findIndex((end) => i < end),
    })),
    item: set.items.indexOf(chosen.item),
    mixed: [set.items.indexOf(chosen.mixed[0]), set.items.indexOf(chosen.mixed[1])],
  };
}

function withMoved({ set, from, item, mixed: [a, b] }: Chosen, moved: MapQuestion["moved"]): Chosen {
  const places = set.items.map(({ name, vector }, i) => ({
    name,
    vector: moved[i] ? [...moved[i], ...vector.slice(2)] : vector,
  }));
  const at = (one: Chosen["item"]) => places[set.items.indexOf(one)]!;
  return { set: { ...set, items: places }, from, item: at(item), mixed: [at(a), at(b)] };
}

export interface AnalogyQuestion {
  /** a − b + c */
  readonly a: string;
  readonly b: string;
  readonly c: string;
  /** Which vectors are asked, so that the same words are asked anew of others. */
  readonly of?: string;
}

export interface AnalogyAnswer {
  /** Nearest first, without the three; by distance among the words of the lesson, by cosine among the reader's. */
  readonly nearest: readonly { readonly word: string; readonly score: number }[];
  readonly measure: "distance" | "cosine";
  /** The sum, where it is short enough to be read. */
  readonly vector: readonly number[] | null;
  /** Words that have no vector; then there is no answer. */
  readonly unknown: readonly string[];
}

/** Which words are nearest to a − b + c. */
export function analogy({ a, b, c }: AnalogyQuestion): AnalogyAnswer {
  return held.vectors ? ofVectors(held.vectors, a, b, c) : ofWords(a, b, c);
}

const most = 8;

function ofWords(...asked: [a: string, b: string, c: string]): AnalogyAnswer {
  const found = asked.map((word) => words.items.find(({ name }) => name === word)?.vector);
  const [a, b, c] = found;
  const unknown = asked.filter((_, i) => !found[i]);
  if (!a || !b || !c) return { nearest: [], measure: "distance", vector: null, unknown };
  const vector = add(subtract(a, b), c);
  const others = words.items.filter(({ name }) => !asked.includes(name));
  const nearest = byDistance(others, vector).map(({ item, distance }) => ({ word: item.name, score: distance }));
  return { nearest, measure: "distance", vector, unknown };
}

function ofVectors(vectors: KeyedVectors, ...asked: [a: string, b: string, c: string]): AnalogyAnswer {
  const unknown = asked.filter((word) => !vectors.hasIndexFor(word));
  if (unknown.length > 0) return { nearest: [], measure: "cosine", vector: null, unknown };
  const [a, b, c] = asked;
  const nearest = vectors
    .mostSimilar({ positive: [a, c], negative: [b] }, { topn: most })
    .map(({ word, score }) => ({ word, score }));
  return { nearest, measure: "cosine", vector: null, unknown };
}

export interface OpenAnswer {
  readonly name: string;
  readonly words: number;
  readonly dim: number;
  /** The first of the words. */
  readonly first: readonly string[];
}

const largest = 400_000; // words: 300 numbers each are then half a gigabyte

/** Takes the reader's word vectors, of any format that is known; none, the words of the lesson. Throws: VectorFileError. */
export async function open({ file }: { readonly file: File | null }): Promise<OpenAnswer | null> {
  delete held.vectors;
  if (!file) return null;
  const { KeyedVectors, openVectors, sourceOfBlob } = await import("@cairn-ml/models-embedding");
  const stream = await openVectors(sourceOfBlob(file.name, file), { limit: largest });
  const vectors = await KeyedVectors.read(stream);
  held.vectors = vectors;
  return { name: file.name, words: vectors.count, dim: vectors.dim, first: vectors.indexToKey.slice(0, 1000) };
}

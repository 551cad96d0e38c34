import { type CharMLP, sampleNames } from "@cairn-ml/models-embedding";
import { fromData, memoryScope, Rng, ValueError } from "@cairn-ml/tensor";
import type { LessonInput } from "../lesson.js";
import type { TextFile } from "../option.js";
import type { PlayHost } from "../play.js";
import { playTraining } from "../play-training.js";
import type { NamesOptions } from "./lesson.js";
import { type Place, placesOf, vowelsSilhouette } from "./letter-map.js";
import { nameList } from "./name-list.js";
import { bigramRung, networkRung, newNames, type Rung, trainNames } from "./train-names.js";
import { type Pair, trainWords } from "./train-words.js";

/** What stays between two questions: the network, as far as it has learned, and the symbols that it knows. */
const held: { model?: CharMLP; symbols?: readonly string[] } = {};

export interface LettersQuestion extends Pick<NamesOptions, "steps" | "lr" | "context" | "hidden"> {
  readonly seed: number;
  /** The reader's own names, one on each line. */
  readonly own?: TextFile;
}

/** The network at some step. */
export interface LettersTold {
  readonly step: number;
  readonly steps: number;
  /** The mean loss since the step that was told before; absent before the first. */
  readonly loss?: number;
  readonly places: readonly Place[];
  /** What it writes by then. */
  readonly names: readonly string[];
}

export interface LettersAnswer {
  readonly network: Rung;
  /** Lesson 1's model on the same names. */
  readonly counted: Rung;
  readonly samples: readonly string[];
  readonly novelShare: number;
  readonly embedding: readonly Place[];
  readonly vowelsSilhouette: number | null;
  /** How many names it learned from. */
  readonly learnedFrom: number;
}

const shown = 6; // names at each step

/** Trains the network for names, and tells some forty times where the letters stand and what it writes. */
export async function letters(question: LettersQuestion, host: PlayHost<LettersTold>): Promise<LettersAnswer> {
  const { steps, lr, context, hidden, seed, own } = question;
  const input: LessonInput | undefined = own && { kind: "text", ...own };
  const training = playTraining(host.signal);
  const list = nameList({ ...training, ...(input && { input }) }, seed);
  const { symbols } = list;
  const { model } = await trainNames(list, {
    ...{ steps, lr, seed, host: training, label: "names" },
    config: { vocabSize: symbols.length, contextLength: context, embeddingSize: 2, hiddenSize: hidden },
    onNote(model, step, loss) {
      Object.assign(held, { model, symbols });
      const names = sampleNames(new Rng(seed).fork("on the way"), model, { count: shown, symbols, maxLength: 14 });
      const places = placesOf(model.embedding.weight, symbols);
      host.tell({ step, steps, ...(loss !== undefined && { loss }), places, names });
    },
  });
  const { names, novelShare } = newNames(model, list, seed);
  const embedding = placesOf(model.embedding.weight, symbols);
  const silhouette = vowelsSilhouette(embedding);
  return {
    network: networkRung(`the network, context ${context}`, model, list),
    counted: bigramRung("letters counted, context 1", list),
    ...{ samples: names.slice(0, 20), novelShare, embedding, learnedFrom: list.train.length },
    vowelsSilhouette: Number.isNaN(silhouette) ? null : silhouette,
  };
}

export interface NextQuestion {
  /** The beginning of a name. */
  readonly text: string;
  /** How much the network has learned, so that the same text is asked again when it knows more. */
  readonly learned?: number;
}

export interface NextAnswer {
  /** Of what may come next, likeliest first; "." is the end. */
  readonly next: readonly { readonly symbol: string; readonly share: number }[];
  /** Letters of the text that the network does not know. */
  readonly unknown: readonly string[];
}

/** What comes next; null while there is no network. */
export function next({ text }: NextQuestion): NextAnswer | null {
  const { model, symbols } = held;
  if (!model || !symbols) return null;
  const letters = [...text.toLowerCase()];
  const known = letters.filter((letter) => symbols.indexOf(letter) > 0);
  const T = model.config.contextLength;
  const context = Array.from({ length: T }, (_, t) => symbols.indexOf(known[known.length - T + t] ?? "."));
  using _ = memoryScope();
  const shares = model
    .forward(fromData(context, [1, T], { dtype: "int32" }))
    .softmax(-1)
    .data();
  return {
    next: symbols.map((symbol, i) => ({ symbol, share: shares[i]! })).sort((a, b) => b.share - a.share),
    unknown: letters.filter((letter) => !known.includes(letter)),
  };
}

export interface WordsAnswer {
  readonly words: readonly string[];
  readonly loss: number;
  /** All pairs, closest first. */
  readonly pairs: readonly Pair[];
}

/** Word vectors of the story, after some steps. */
export async function words(
  { steps, seed }: { readonly steps: number; readonly seed: number },
  { signal }: Pick<PlayHost, "signal">,
): Promise<WordsAnswer> {
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw new ValueError("lesson 9", "wordSteps is no number of steps.", {
      given: String(steps),
      expected: "1 or more",
    });
  }
  const { windows, loss, pairs } = await trainWords(steps, seed, playTraining(signal));
  return { words: windows.vocabulary, loss, pairs };
}

import { type Digits, drawStrokes, fitDigit, type NamedBytes } from "@cairn-ml/data";
import { accuracy, MLPClassifier } from "@cairn-ml/models-classic";
import { fromData } from "@cairn-ml/tensor";
import type { Picture } from "../exhibit.js";
import type { PlayHost } from "../play.js";
import { playTraining, type TrainingStep } from "../play-training.js";
import type { DigitsOptions, DigitsResults, EpochEntry } from "./lesson.js";
import { mistakesAmong } from "./mistakes.js";
import { digitsFor, inputsOf, pixels } from "./pixels.js";
import { networkOptions } from "./presets.js";
import { digitsInFiles } from "./reader-files.js";
import { trainDigits } from "./train.js";
import { WeightFrames } from "./weight-frames.js";

/** What stays between two questions: the reader's digits, and the network, as far as it has learned. */
const held: { digits?: Digits; model?: MLPClassifier } = {};

export interface ReadQuestion {
  /** The strokes in a square of 100 × 100: x, y, x, y, …, y downwards. */
  readonly strokes: readonly (readonly number[])[];
  /** How much the network has learned, so that the same strokes are read again when it knows more. */
  readonly learned?: number;
}

export interface ReadAnswer {
  /** What the network gets, 28 × 28; null while nothing is drawn. */
  readonly picture: Picture | null;
  /** How sure it is of each digit, 0 to 9; null while there is no network, or nothing to read. */
  readonly shares: readonly number[] | null;
}

const drawing = { side: 100, radius: 4 };

/** Reads what was drawn, by the network as it is now. */
export function read({ strokes }: ReadQuestion): ReadAnswer {
  if (strokes.every((stroke) => stroke.length < 2)) return { picture: null, shares: null };
  const bytes = fitDigit(drawStrokes(strokes, drawing));
  const values = Float32Array.from(bytes, (value) => value / 255);
  return { picture: { rows: 28, columns: 28, values }, shares: sharesOf(values) };
}

function sharesOf(values: Float32Array): number[] | null {
  const { model } = held;
  if (!model) return null;
  using x = fromData(values, [1, pixels]);
  const [shares] = model.predictProbabilities(x);
  const known = model.classes;
  return Array.from({ length: 10 }, (_, digit) => shares![known.indexOf(digit)] ?? 0);
}

export interface TrainQuestion extends DigitsOptions {
  readonly seed: number;
}

/** An epoch is over. */
export interface EpochTold extends EpochEntry {
  readonly epochs: number;
  /** The output weights. */
  readonly weights: Picture;
  readonly mistakes: number;
  /** The surest of them. */
  readonly surest: readonly Picture[];
}

export type TrainTold = { readonly step: TrainingStep } | { readonly epoch: EpochTold };

export interface TrainAnswer extends Pick<DigitsResults, "parameters" | "epochs" | "accuracy" | "history"> {
  /** What it learned from. */
  readonly name: string;
}

/** Trains the network on the reader's digits or on drawn ones; meanwhile `read` answers by what it has learned so far. */
export async function train(question: TrainQuestion, { tell, signal }: PlayHost<TrainTold>): Promise<TrainAnswer> {
  const host = playTraining(signal, (step) => tell({ step }));
  const digits = digitsFor(
    held.digits ? { ...host, input: { kind: "digits", digits: held.digits } } : host,
    question.seed,
  );
  using trainInputs = inputsOf(digits.train);
  using testInputs = inputsOf(digits.test);
  const settings = networkOptions(question);
  const model = new MLPClassifier(settings);
  const weights = new WeightFrames();
  const { labels } = digits.test;
  const onEpoch = (entry: EpochEntry) => {
    held.model = model;
    weights.add(entry.epoch, model.weights.get("output.weight")!);
    const [logits, predicted] = [model.predictLogits(testInputs), model.predict(testInputs)];
    const { count, surest } = mistakesAmong(digits.test, { logits, predicted, classes: model.classes }, 8);
    tell({ epoch: { ...entry, epochs: settings.epochs, weights: weights.pictures.at(-1)!, mistakes: count, surest } });
  };
  const inputs = { train: trainInputs, test: testInputs };
  const history = await trainDigits(model, { digits, inputs, batchSize: settings.batchSize, host, onEpoch });
  return {
    name: digits.name,
    parameters: model.parameters,
    epochs: settings.epochs,
    accuracy: accuracy(labels, model.predict(testInputs)),
    history,
  };
}

export interface LoadAnswer {
  readonly name: string;
  readonly train: number;
  readonly test: number;
}

/** Takes the reader's digits for the next training; none, the drawn ones. Throws: ValueError for files that are not MNIST's. */
export async function load({ files }: { readonly files: readonly NamedBytes[] }): Promise<LoadAnswer | null> {
  delete held.digits;
  if (files.length === 0) return null;
  const digits = await digitsInFiles(files);
  held.digits = digits;
  return { name: digits.name, train: digits.train.labels.length, test: digits.test.labels.length };
}

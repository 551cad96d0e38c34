import type { Digits } from "@cairn-ml/data";
import type { MLPModelOptions } from "@cairn-ml/models-classic";
import { math } from "@cairn-ml/tensor";
import type { Exhibit, Picture, Series } from "../exhibit.js";
import { fixed, grouped } from "../figures.js";
import type { DigitsResults } from "./lesson.js";
import { mistakesAmong, type Read } from "./mistakes.js";
import { pictureOf } from "./pixels.js";

export interface Shown extends Read {
  readonly digits: Digits;
  readonly settings: MLPModelOptions;
  readonly results: DigitsResults;
  /** The test picture that is shown number by number. */
  readonly first: number;
  readonly frames: readonly Picture[];
}

/** What lesson 7 shows, in this order. */
export function exhibitsOf(shown: Shown): Exhibit[] {
  return [
    dataShown(shown),
    somePictures(shown),
    ...training(shown),
    ...oneByOne(shown),
    confusionTable(shown),
    ...mistakes(shown),
    ...weights(shown),
  ];
}

function dataShown({ digits: { name, train, test }, settings }: Shown): Exhibit {
  const careful =
    settings.schedule === "cosine"
      ? "\n\nThis is the preset best. The network is the same; its training is not: more epochs, a rate that falls to zero along half a " +
        "cosine, a tenth of the hidden units left out in each step (dropout), so that none is relied on alone, and weights that are pulled " +
        "a little toward zero (weight decay)."
      : "";
  return {
    kind: "text",
    title: "The pictures",
    text:
      `We use ${name}: ${grouped(train.labels.length)} to learn from, and ${grouped(test.labels.length)} that the network never learns from; ` +
      `those it is tested with.${careful}`,
  };
}

function somePictures({ digits: { train }, classes }: Shown): Exhibit {
  const first = classes.map((digit) => train.labels.indexOf(digit));
  return {
    kind: "pictures",
    title: "One of each, from those to learn from",
    pictures: first.map((i) => pictureOf(train, i)),
    note: "28 × 28 pixels each. Ink is 1, paper is 0.",
  };
}

function training({ results: { history, softmaxRegressionAccuracy, accuracy } }: Shown): Exhibit[] {
  const last = history.at(-1)!;
  const right: Series = {
    name: "the network",
    mark: history.length > 1 ? "line" : "points",
    points: history.flatMap(({ epoch, accuracy }) => (accuracy === null ? [] : [[epoch, 100 * accuracy] as const])),
  };
  const flat: Series = {
    name: "softmax regression",
    mark: "line",
    points: [history[0]!, last].map(({ epoch }) => [epoch, 100 * softmaxRegressionAccuracy] as const),
  };
  return [
    {
      kind: "plot",
      title: "Test digits read right, in per cent, after each epoch",
      x: { label: "epoch" },
      y: { label: "%" },
      series: [right, flat],
      note:
        `An epoch is one pass over all pictures. The network ends at ${percent(accuracy)}. Softmax regression has no hidden layers, it is ` +
        `lesson 4 for ten answers: it ends at ${percent(softmaxRegressionAccuracy)}. The network's loss on the pictures that it learns ` +
        `from has come down to ${short(last.loss)}, from 2.30 for a guess.`,
    },
  ];
}

/** logits -> exp -> shares -> -ln, for the first test picture. */
function oneByOne({ digits: { test }, results: { example }, classes, first }: Shown): Exhibit[] {
  const { logits, probabilities, loss, label } = example;
  const powers = logits.map((logit) => math.exp(logit));
  const sum = powers.reduce((a, b) => a + b);
  const share = probabilities[classes.indexOf(label)]!;
  return [
    {
      kind: "pictures",
      title: "One picture, number by number",
      pictures: [pictureOf(test, first)],
      note: "The first test picture that it reads right without being sure.",
    },
    {
      kind: "table",
      head: ["digit", "output", "e to that power", "share", "right"],
      rows: logits.map((logit, i) => [
        String(classes[i]),
        fixed(logit, 2),
        short(powers[i]!),
        fixed(probabilities[i]!, 3),
        classes[i] === label ? "yes" : "",
      ]),
      note:
        `The last layer gives ten outputs, any numbers. e to their power makes them positive; divided by their sum, ${short(sum)}, they are ` +
        `shares that add up to 1 (softmax). The loss is −ln of the right digit's share: −ln ${fixed(share, 3)} = ${fixed(loss, 3)}. ` +
        "It is 0 for a share of 1, and 2.30 for a guess, −ln 0.1.",
    },
  ];
}

function confusionTable({ results: { confusion } }: Shown): Exhibit {
  const digits = confusion.map((_, i) => String(i));
  return {
    kind: "table",
    title: "Which digit was taken for which",
    head: ["is \\ read", ...digits],
    rows: confusion.map((row, i) => [String(i), ...row.map((times) => (times === 0 ? "" : String(times)))]),
    note: "A row for each digit as it is, a column for each as it was read. Right answers are on the diagonal.",
  };
}

/** The surest of the wrong answers. */
function mistakes({ digits: { test }, ...read }: Shown): Exhibit[] {
  const { count, surest } = mistakesAmong(test, read, 4);
  if (count === 0) return [];
  return [
    {
      kind: "pictures",
      title: `The surest of its ${grouped(count)} mistakes`,
      pictures: surest,
      note: "Would you have read them right?",
    },
  ];
}

function weights({ frames }: Shown): Exhibit[] {
  if (frames.length === 0) return [];
  return [
    {
      kind: "pictures",
      title: "The weights of the last layer",
      pictures: frames.length > 1 ? [frames[0]!, frames.at(-1)!] : frames,
      note:
        "A row for each digit, a column for each of the 64 numbers that come before. Ink speaks for the digit, paper against it, grey says " +
        "nothing. --frames DIR writes one for each epoch.",
    },
  ];
}

function percent(share: number): string {
  return `${fixed(100 * share, 2)} %`;
}

/** Three digits, and no zeros that nobody counts. */
function short(value: number): string {
  if (value < 0.0005) return "0.000";
  return value >= 100 ? grouped(Math.round(value)) : String(Number(value.toPrecision(3)));
}

import type { TextFile } from "@cairn-ml/lessons";
import type { ComponentChildren } from "preact";
import { lazyComponent } from "../app/lazy-component.js";

/** What the thing itself of a lesson gets: the values of the address, and a way to change them. */
export interface PlayProps {
  readonly values: Readonly<Record<string, string>>;
  change(values: Readonly<Record<string, string>>): void;
  /** What the reader brought along, in place of the lesson's data. */
  readonly own?: TextFile | undefined;
}

type View = (props: PlayProps) => ComponentChildren;

/** The thing itself, lesson by lesson. */
export const lessonPlays: Readonly<Record<string, View>> = {
  digits: lazyComponent(async () => (await import("./digits.js")).Digits),
  vectors: lazyComponent(async () => (await import("./vectors.js")).Vectors),
  names: lazyComponent(async () => (await import("./names.js")).Names),
  counting: lazyComponent(async () => (await import("./counting.js")).Counting),
  "one-weight": lazyComponent(async () => (await import("./one-weight.js")).OneWeight),
  "several-weights": lazyComponent(async () => (await import("./several-weights.js")).SeveralWeights),
  "yes-or-no": lazyComponent(async () => (await import("./yes-or-no.js")).YesOrNo),
  backpropagation: lazyComponent(async () => (await import("./backpropagation.js")).Backpropagation),
  "bent-lines": lazyComponent(async () => (await import("./bent-lines.js")).BentLines),
  attention: lazyComponent(async () => (await import("./attention.js")).Attention),
  gpt2: lazyComponent(async () => (await import("./gpt2.js")).Gpt2),
};

/** The options of each lesson that its play takes too; a play has sliders of its own besides. */
export const optionsOfPlay: Readonly<Record<string, readonly string[]>> = {
  counting: ["order", "smoothing", "sequences", "seed"],
  "one-weight": ["lr", "steps", "people", "noise", "seed"],
  "several-weights": ["lr", "steps", "people", "noise", "seed"],
  "bent-lines": ["hidden", "lr", "steps", "inputs", "seed"],
  backpropagation: ["a", "b", "d", "lr"],
  digits: ["preset", "epochs", "batchSize", "lr", "seed"],
  vectors: ["item", "mix"],
  names: ["steps", "lr", "context", "hidden", "wordSteps", "seed"],
  attention: ["scale", "mask", "heads"],
  gpt2: ["seed"],
};

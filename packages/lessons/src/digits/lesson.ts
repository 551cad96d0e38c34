import type { LessonOf } from "../lesson.js";

export interface DigitsOptions {
  readonly preset: "plain" | "best";
  readonly epochs?: number;
  readonly batchSize?: number;
  readonly lr?: number;
  /** Where the host puts the pictures of the weights. */
  readonly frames?: string;
}

export interface DigitsResults {
  readonly parameters: number;
  readonly epochs: number;
  /** The share of the test pictures that are read right. */
  readonly accuracy: number;
  /** [true][predicted] */
  readonly confusion: readonly (readonly number[])[];
  /** One test picture that is read right, but not with certainty; in the order of the digits. */
  readonly example: {
    readonly logits: readonly number[];
    readonly probabilities: readonly number[];
    readonly loss: number;
    readonly label: number;
  };
  readonly softmaxRegressionAccuracy: number;
  readonly history: readonly EpochEntry[];
}

export interface EpochEntry {
  readonly epoch: number;
  /** The mean loss on the training pictures while the epoch went on. */
  readonly loss: number;
  /** On the test pictures after it; null for epochs before the run was resumed. */
  readonly accuracy: number | null;
}

export const digits: LessonOf<DigitsOptions, DigitsResults> = {
  number: 7,
  name: "digits",
  title: "Reading digits",
  idea:
    "A picture of 28 × 28 pixels is 784 numbers between 0 and 1. A network turns them into 128 numbers, those into 64, and those " +
    "into 10, one for each digit; between the layers whatever is below zero becomes zero, as in lesson 5. The largest of the ten " +
    "says which digit it is. At first the weights are random, and so are the answers. Then the network sees pictures with " +
    "their answers, 128 at a time, and each time all 109,386 weights are moved a little against their gradients, by " +
    "backpropagation as in lesson 6. What counts is how many digits it reads that it has never seen.",
  sources: [
    "LeCun, Bottou, Bengio & Haffner 1998, Gradient-based learning applied to document recognition (MNIST)",
    "Kingma & Ba 2015, arXiv:1412.6980 (Adam)",
    "He et al. 2015, arXiv:1502.01852 (how the weights begin)",
  ],
  options: {
    preset: {
      kind: "choice",
      choices: ["plain", "best"],
      default: "plain",
      about:
        "best trains the same network longer, at a rate that falls, and drops a tenth of the hidden units in each step",
      keepsChecks: true,
    },
    epochs: { kind: "integer", least: 1, about: "how often each picture is seen (default: 10; 20 with best)" },
    batchSize: { kind: "integer", least: 1, about: "pictures in a step (default: 128)" },
    lr: { kind: "number", above: 0, about: "how far a step goes (default: 0.001; 0.002 with best, falling)" },
    frames: {
      kind: "text",
      placeholder: "dir",
      about: "folder for pictures of the 640 output weights, one for each epoch",
      keepsChecks: true,
    },
  },
  input: { kind: "digits" },
  published: { parameters: 109_386, epochs: 10, accuracy: 0.9751 },
  seconds: 5,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};

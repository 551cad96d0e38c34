import type { ParameterCounts } from "@cairn-ml/models-gpt";
import type { LessonOf } from "../lesson.js";
import type { Matrix } from "./matrix.js";
import type { Written } from "./train-translation.js";
import type { Vanishing } from "./vanishing.js";
import type { Verification } from "./verify.js";

export interface Gpt2Options {
  readonly steps: number;
  readonly date: string;
  readonly prompt: string;
  readonly tokens: number;
  /** The folder of a language model. */
  readonly model?: string;
  /** The folder of a reference. */
  readonly verify?: string;
}

export interface Gpt2Results {
  readonly vanishing: Vanishing;
  readonly layerNorm: {
    readonly input: Matrix;
    readonly output: Matrix;
    /** Of the rows of the output. */
    readonly means: readonly number[];
    readonly deviations: readonly number[];
  };
  readonly parameters: {
    readonly total: number;
    readonly byPart: ParameterCounts;
    /** GPT-2's numbers in the small network of one layer, 768 -> 3072 -> 768. */
    readonly mlp: number;
    readonly gpt3: number;
  };
  readonly translation: {
    readonly parameters: number;
    /** The share of the held-out dates that come out right in every character. */
    readonly exact: number;
    readonly heldOut: number;
    readonly examples: readonly Written[];
    /** Who looked where while `source` became `target`; weights[target][source]. */
    readonly alignment: { readonly source: string; readonly target: string; readonly weights: Matrix };
  };
  /** Of all words with all, as they enter and after the last layer. */
  readonly cosine: {
    /** A model's folder; without one the sentence of lesson 10, and one attention. */
    readonly of: string;
    readonly words: readonly string[];
    readonly before: Matrix;
    readonly after: Matrix;
  };
  readonly gpt2: {
    readonly available: boolean;
    /** The tokens that GPT-2 writes after the prompt; empty without it. */
    readonly continuation: readonly string[];
  };
  /** What the language model that there is makes of the texts; null without one. */
  readonly written: {
    readonly model: string;
    readonly parameters: number;
    readonly continuation: readonly string[];
    readonly answer: string;
  } | null;
  /** Null unless asked for. */
  readonly verify: Verification | null;
}

export const gpt2Lesson: LessonOf<Gpt2Options, Gpt2Results> = {
  number: 11,
  name: "gpt2",
  title: "The block, and GPT-2",
  idea:
    "Attention lets words look at each other. A language model does that many times over: attention, then a small network, again and again. " +
    "Such a pair is called a block, and GPT-2 has twelve of them, one on top of the other. A tower that high learns nothing by itself. Three " +
    "inventions hold it up: a path around every layer (residual), numbers that are brought back to one size (layer norm), and a bend without a " +
    "corner (GELU). Here is each of them alone. Then the transformer as it was first built, for translation: it learns within seconds to write " +
    "dates another way, and shows where it looks. And at the end GPT-2 itself, made of the same parts, goes on with a sentence.",
  sources: [
    "Vaswani et al. 2017, arXiv:1706.03762, Attention is all you need (the encoder-decoder)",
    "He, Zhang, Ren & Sun 2015, arXiv:1512.03385 (residual paths)",
    "Ba, Kiros & Hinton 2016, arXiv:1607.06450 (layer norm)",
    "Hendrycks & Gimpel 2016, arXiv:1606.08415 (GELU)",
    "Radford et al. 2019, Language models are unsupervised multitask learners (GPT-2)",
    "Brown et al. 2020, arXiv:2005.14165 (GPT-3)",
    "the dates are drawn by a program",
  ],
  options: {
    steps: { kind: "integer", default: 800, least: 1, about: "steps of the encoder-decoder, on 32 dates each" },
    date: {
      kind: "text",
      default: "3 march 2021",
      about: "a date whose translation is shown letter by letter",
      keepsChecks: true,
    },
    prompt: { kind: "text", default: "I chose that bank for", about: "what the language model goes on with" },
    tokens: { kind: "integer", default: 3, least: 1, most: 1000, about: "tokens that it writes" },
    model: {
      kind: "text",
      placeholder: "dir",
      about: "folder of GPT-2 or of a model of your own (default: GPT-2 if it was downloaded, else runs/stories)",
      keepsChecks: true,
    },
    verify: {
      kind: "text",
      placeholder: "dir",
      about:
        "folder with values of the same model from elsewhere, reference.json and reference.safetensors, to compare with",
      keepsChecks: true,
    },
  },
  published: {
    vanishing: { product: 1.024e-7 },
    layerNorm: { means: [0, 0, 0, 0, 0], deviations: [1, 1, 1, 1, 1] },
    parameters: { total: 124_439_808, gpt3: 175e9 },
    translation: { exact: 0.99 },
    gpt2: { continuation: [" my", " first", " job"] },
  },
  seconds: 8,
  run: async (options, host) => (await import("./run.js")).run(options, host),
};

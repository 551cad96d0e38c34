import type { Parameter } from "@cairn-ml/autograd";
import { Embedding, Linear, Module } from "@cairn-ml/nn";
import type { Rng, Tensor } from "@cairn-ml/tensor";
import { BatchNorm } from "./batch-norm.js";
import type { CharBatch } from "./next-characters.js";

export interface CharMLPConfig {
  readonly vocabSize: number; // V
  /** T: how many characters the next one is guessed from. */
  readonly contextLength: number;
  readonly embeddingSize: number; // D
  readonly hiddenSize: number; // H
  /** Batch norm before tanh. */
  readonly batchNorm?: boolean;
}

/**
 * The next character from the last few: each is a point in D dimensions, the points beside each other go through a hidden layer with
 * tanh, and that gives a logit for each character.
 *
 * Source: Bengio, Ducharme, Vincent & Jauvin 2003, A neural probabilistic language model, equation 1 without direct connections.
 */
export class CharMLP extends Module {
  readonly embedding: Embedding; // (V, D)
  readonly hidden: Linear; // (T·D, H)
  readonly norm: BatchNorm | null; // (H)
  readonly output: Linear; // (H, V)
  readonly #config: CharMLPConfig;

  constructor(rng: Rng, config: CharMLPConfig) {
    super();
    const { vocabSize: V, contextLength: T, embeddingSize: D, hiddenSize: H, batchNorm = false } = config;
    this.#config = config;
    this.embedding = new Embedding(rng.fork("embedding"), V, D);
    // Source of 5/3: Glorot & Bengio 2010 as PyTorch has it for tanh; outputs near 0, so that training begins at the loss of a guess.
    this.hidden = new Linear(rng.fork("hidden"), T * D, H, { std: 5 / 3 / Math.sqrt(T * D), bias: !batchNorm });
    this.norm = batchNorm ? new BatchNorm(H) : null;
    this.output = new Linear(rng.fork("output"), H, V, { std: 0.1 / Math.sqrt(H) });
  }

  /** Plain data that rebuilds the model. */
  get config(): CharMLPConfig & { readonly model: "CharMLP" } {
    return { model: "CharMLP", ...this.#config };
  }

  /** What an optimiser moves: all but the running means of batch norm. */
  trainable(): Map<string, Parameter> {
    return new Map([...this.namedParameters()].filter(([name]) => !/\.running/.test(name)));
  }

  /** Shapes: (B, T) int32 -> (B, V), logits of the next character */
  forward(tokens: Tensor, { training = false }: { readonly training?: boolean } = {}): Tensor {
    const x = this.embedding.forward(tokens).flatten(1); // (B, T·D)
    const h = this.hidden.forward(x); // (B, H)
    return this.output.forward((this.norm ? this.norm.forward(h, { training }) : h).tanh());
  }

  /** The mean cross-entropy in nats; with an `rng`, as `fit` of train has in training, batch norm takes the batch's own statistics. */
  loss({ tokens, targets }: CharBatch, rng?: Rng): Tensor {
    return this.forward(tokens, { training: rng !== undefined }).crossEntropy(targets);
  }
}

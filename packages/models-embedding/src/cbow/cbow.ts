import { Embedding, Linear, Module } from "@cairn-ml/nn";
import type { Rng, Tensor } from "@cairn-ml/tensor";

export interface CBOWBatch {
  readonly context: Tensor; // (B, C) int32: the words around each
  readonly targets: Tensor; // (B) int32: the words in the middle
}

export interface CBOWConfig {
  readonly vocabSize: number; // V
  readonly embeddingSize: number; // D
  readonly hiddenSize: number; // H
}

/**
 * A word from those around it, whatever their order: the mean of their vectors, a hidden layer with ReLU, a logit for each word.
 *
 * Source: Mikolov, Chen, Corrado & Dean 2013, arXiv:1301.3781, section 3.1, there without a hidden layer.
 */
export class CBOW extends Module {
  readonly embedding: Embedding; // (V, D), small: what is learned outweighs what was drawn
  readonly hidden: Linear; // (D, H)
  readonly output: Linear; // (H, V)
  readonly #config: CBOWConfig;

  constructor(rng: Rng, config: CBOWConfig) {
    super();
    const { vocabSize: V, embeddingSize: D, hiddenSize: H } = config;
    this.#config = config;
    this.embedding = new Embedding(rng.fork("embedding"), V, D, { std: 0.1 });
    this.hidden = new Linear(rng.fork("hidden"), D, H);
    this.output = new Linear(rng.fork("output"), H, V);
  }

  /** Plain data that rebuilds the model. */
  get config(): CBOWConfig & { readonly model: "CBOW" } {
    return { model: "CBOW", ...this.#config };
  }

  /** Shapes: (B, C) int32 -> (B, V), logits of the word in the middle */
  forward(context: Tensor): Tensor {
    const x = this.embedding.forward(context).mean(1); // (B, C, D) -> (B, D)
    return this.output.forward(this.hidden.forward(x).relu());
  }

  /** The mean cross-entropy in nats. */
  loss({ context, targets }: CBOWBatch): Tensor {
    return this.forward(context).crossEntropy(targets);
  }
}

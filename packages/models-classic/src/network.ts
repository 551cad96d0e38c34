import { Linear, Module } from "@cairn-ml/nn";
import type { Rng, Tensor } from "@cairn-ml/tensor";

/** What an estimator fits: from rows to outputs. With an `rng` it trains (dropout), without one it predicts. */
export abstract class Network extends Module {
  /** Shapes: (N, D) -> (N, K) */
  abstract forward(x: Tensor, rng?: Rng): Tensor;
}

export interface MLPOptions {
  readonly inputs: number; // D
  /** The widths of the layers between. */
  readonly hidden: readonly number[];
  readonly outputs: number; // K
  /** The share of each hidden layer's units that is dropped while training. */
  readonly dropout?: number;
}

/**
 * Linear layers with ReLU between them. A hidden layer begins with weights of variance 2 / inputs, so that its outputs are
 * about as large as its inputs although ReLU takes half of them.
 *
 * Source: He et al. 2015, arXiv:1502.01852, equation 10.
 */
export class MLP extends Network {
  readonly hidden: readonly Linear[];
  readonly output: Linear;
  readonly #dropout: number;

  constructor(rng: Rng, { inputs, hidden, outputs, dropout = 0 }: MLPOptions) {
    super();
    const widths = [inputs, ...hidden];
    this.hidden = hidden.map((width, i) => {
      const std = Math.sqrt(2 / widths[i]!);
      return new Linear(rng.fork("hidden", i), widths[i]!, width, { std });
    });
    this.output = new Linear(rng.fork("output"), widths.at(-1)!, outputs);
    this.#dropout = dropout;
  }

  forward(x: Tensor, rng?: Rng): Tensor {
    const last = this.hidden.reduce((h, layer, i) => this.#drop(layer.forward(h).relu(), rng?.fork("dropout", i)), x);
    return this.output.forward(last);
  }

  #drop(h: Tensor, rng: Rng | undefined): Tensor {
    return rng && this.#dropout > 0 ? h.dropout(rng, this.#dropout) : h;
  }
}

import { GPT } from "@cairn-ml/models-gpt";
import { AdamW } from "@cairn-ml/optim";
import { Rng } from "@cairn-ml/tensor";
import { integers } from "../random.js";
import { trainingCases } from "../training.js";
import type { TimedWorkload } from "../workload.js";

interface Size {
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly contextLength: number;
  readonly batchSize: number;
}

const V = 65;
const sizes: readonly (Size & { readonly seconds: number })[] = [
  { layers: 4, heads: 4, width: 128, contextLength: 64, batchSize: 12, seconds: 0.5 },
  { layers: 6, heads: 6, width: 384, contextLength: 256, batchSize: 4, seconds: 1 },
];

export const gptTrain: TimedWorkload = {
  name: "w9-gpt-train",
  about: "training steps of two sizes of GPT, AdamW",
  *cases() {
    for (const { seconds, ...size } of sizes) {
      const { layers, heads, width, contextLength: T, batchSize: B } = size;
      const metric = `${layers} layers, ${width} wide`;
      yield* trainingCases(
        { metric, unit: "tokens/s", work: B * T, repeats: 5, seconds, also: [wholeStep(metric, size)] },
        () => {
          const rng = new Rng(0);
          const model = new GPT(rng, { layers, heads, width, contextLength: T, vocabSize: V, tiedHead: false });
          const options = { lr: 1e-3, betas: [0.9, 0.99], weightDecay: 0.1 } as const;
          return {
            optimizer: new AdamW(model.parameters(), options),
            batches: Array.from({ length: 8 }, () => [integers(rng, [B, T], V), integers(rng, [B, T], V)]),
            loss: (tokens, targets) => model.loss({ tokens: tokens, targets: targets }),
          };
        },
      );
    }
  },
};

/**
 * The flop of a step's products. A weight (m, n) costs 2mn a token forward, and twice that backward. Attention of query t sees
 * t + 1 keys, two products of the width each forward, four backward; what is computed anew for the backward pass, and what lies
 * behind the mask, counts nothing.
 */
function wholeStep(metric: string, { layers, width: C, contextLength: T, batchSize: B }: Size) {
  const weights = layers * 12 * C * C + C * V;
  const pairs = layers * B * ((T * (T + 1)) / 2);
  return {
    metric: `${metric}, whole step`,
    unit: "GFLOP/s",
    work: 1e-9 * (6 * weights * B * T + 12 * C * pairs),
    note: "flop of products and causal attention, forward and backward",
  };
}

import { Embedding, Linear } from "@cairn-ml/nn";
import { SGD } from "@cairn-ml/optim";
import { Rng } from "@cairn-ml/tensor";
import { integers } from "../random.js";
import { trainingCases } from "../training.js";
import type { TimedWorkload } from "../workload.js";

const [V, D, C, H, B] = [52, 30, 4, 128, 57]; // words, embedding, context, hidden, batch

export const cbow: TimedWorkload = {
  name: "w7-cbow",
  about: "CBOW network, 52 words: sum of 4 embeddings of 30, 128 ReLU, batch 57, SGD",
  *cases() {
    yield* trainingCases({ metric: "SGD", unit: "steps/s" }, () => {
      const rng = new Rng(0);
      const [embedding, hidden, output] = [
        new Embedding(rng, V, D),
        new Linear(rng, D, H),
        new Linear(rng, H, V),
      ] as const;
      const parameters = [embedding, hidden, output].flatMap((layer) => layer.parameters());
      return {
        optimizer: new SGD(parameters, { lr: 0.05 }),
        batches: [[integers(rng, [B, C], V), integers(rng, [B], V)]],
        loss: (context, targets) => {
          const x = embedding.forward(context).sum(1); // (B, D)
          return output.forward(hidden.forward(x).relu()).crossEntropy(targets);
        },
      };
    });
  },
};

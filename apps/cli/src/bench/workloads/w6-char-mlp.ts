import { Embedding, Linear } from "@cairn-ml/nn";
import { SGD } from "@cairn-ml/optim";
import { Rng } from "@cairn-ml/tensor";
import { integers } from "../random.js";
import { trainingCases } from "../training.js";
import type { TimedWorkload } from "../workload.js";

const [V, T, D, H, B] = [27, 3, 2, 100, 32]; // characters, context, embedding, hidden, batch

export const charMlp: TimedWorkload = {
  name: "w6-char-mlp",
  about: "next character of 27 from 3: embedding 2, 100 tanh, batch 32, SGD",
  *cases() {
    yield* trainingCases({ metric: "SGD", unit: "steps/s" }, () => {
      const rng = new Rng(0);
      const [embedding, hidden, output] = [
        new Embedding(rng, V, D),
        new Linear(rng, T * D, H),
        new Linear(rng, H, V),
      ] as const;
      const parameters = [embedding, hidden, output].flatMap((layer) => layer.parameters());
      return {
        optimizer: new SGD(parameters, { lr: 0.1 }),
        batches: Array.from({ length: 16 }, () => [integers(rng, [B, T], V), integers(rng, [B], V)]),
        loss: (tokens, targets) => {
          const x = embedding.forward(tokens).flatten(1); // (B, T·D)
          return output.forward(hidden.forward(x).tanh()).crossEntropy(targets);
        },
      };
    });
  },
};

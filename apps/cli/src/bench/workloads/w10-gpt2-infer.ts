import { DecodeStep, GPT, type GPTConfig, quantize } from "@cairn-ml/models-gpt";
import { KeyValueCache } from "@cairn-ml/nn";
import { assign, memoryScope, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { integers } from "../random.js";
import { type Case, type Count, repeat, type TimedWorkload } from "../workload.js";

const gpt2: GPTConfig = { vocabSize: 50257, contextLength: 1024, layers: 12, heads: 12, width: 768 };
const prompt = 128;
const written = 64;
const lastPosition = "logits of the last position";

export const gpt2Infer: TimedWorkload = {
  name: "w10-gpt2-infer",
  about: "GPT-2 of 124 million parameters: reading 128 tokens, writing 64",
  cases: () => inferenceCases(gpt2),
};

/** The metrics of weights that are int8 say so. */
const int8 = ", int8";

/** Reading a prompt, with logits of its last position or of all, and writing on, greedily. */
export function* inferenceCases(config: GPTConfig): Generator<Case> {
  const rng = new Rng(0);
  const model = new GPT(rng, config);
  drawWeights(model, rng);
  const tokens = integers(rng, [1, prompt], config.vocabSize);
  const flop = prefillFlop(config, prompt);
  let last: Tensor | undefined;
  const read = (options: { cache?: readonly KeyValueCache[]; lastOnly: boolean }) => {
    last?.dispose();
    using scope = memoryScope();
    last = scope.keep(model.forward(tokens, options));
  };
  const prefill = { unit: "tokens/s", work: prompt, repeats: 5, state: () => [last!] };
  yield {
    ...{ ...prefill, metric: `prefill ${prompt}`, note: lastPosition },
    also: [counted(`prefill ${prompt}`, flop.blocks + flop.head)],
    run: repeat(() => read({ lastOnly: true })),
  };
  yield {
    ...{ ...prefill, metric: `prefill ${prompt}, all logits`, note: "logits of every position" },
    also: [counted(`prefill ${prompt}, all logits`, flop.blocks + prompt * flop.head)],
    run: repeat(() => read({ lastOnly: false })),
  };
  yield decodeCase(model, tokens);
  quantize(model);
  yield {
    ...prefill,
    metric: `prefill ${prompt}${int8}`,
    note: lastPosition,
    run: repeat(() => read({ lastOnly: true })),
  };
  yield decodeCase(model, tokens, int8);
}

/** Writing on, greedily, from caches of its own. */
function decodeCase(model: GPT, tokens: Tensor, weights: string = ""): Case {
  const { layers, heads, width } = model.config;
  const caches = Array.from({ length: layers }, () => new KeyValueCache(1, heads, prompt + written, width / heads));
  const step = new DecodeStep(model, caches);
  let first: number | undefined;
  let logits: Tensor | undefined;
  const read = () => {
    using _ = memoryScope();
    return likeliest(model.forward(tokens, { cache: caches, lastOnly: true }));
  };
  return {
    ...{ metric: `decode ${written}${weights}`, unit: "tokens/s", work: written, repeats: 5, seconds: 0.1 },
    note: "captured; key/value cache, greedy",
    also: [
      {
        ...{ metric: `decode ${written}${weights}, weights`, unit: "GB/s" },
        work: 1e-9 * written * bytesRead(model),
        note: "bytes of the parameters that each token needs",
      },
    ],
    state: () => [logits!],
    run: repeat(() => {
      let token = (first ??= read());
      for (const cache of caches) cache.clear(prompt);
      for (let i = 0; i < written; i++) {
        using _ = memoryScope();
        logits = step.logits([token]);
        token = likeliest(logits);
      }
    }),
  };
}

/** The first of the largest. */
function likeliest(logits: Tensor): number {
  const values = logits.data();
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}

/** Uniform, of GPT-2's deviation: drawn on the device, a hundred times as fast as normal ones. */
function drawWeights(model: GPT, rng: Rng): void {
  for (const [name, parameter] of model.namedParameters()) {
    if (parameter.ndim < 2) continue;
    using _ = memoryScope();
    const drawn = uniform(rng.fork(name), parameter.shape);
    assign(parameter, drawn.sub(0.5).mul(0.04 * Math.sqrt(3)));
  }
}

/** Of one token: all weights but the positions'. Those that are disposed of are int8. */
function bytesRead(model: GPT): number {
  const positions = model.transformer.wpe.weight.size;
  const bytes = model.parameters().reduce((sum, { size, disposed }) => sum + size * (disposed ? 1 : 4), 0);
  return bytes - 4 * positions;
}

/** A weight (m, n) costs 2mn a token; query t sees t + 1 keys, two products of the width each. The head is of one token. */
function prefillFlop({ layers, width: C, vocabSize }: GPTConfig, T: number): { blocks: number; head: number } {
  return { blocks: layers * (24 * C * C * T + 2 * C * T * (T + 1)), head: 2 * C * vocabSize };
}

function counted(metric: string, flop: number): Count {
  return {
    ...{ metric: `${metric}, whole`, unit: "GFLOP/s", work: 1e-9 * flop },
    note: "flop of products and causal attention",
  };
}

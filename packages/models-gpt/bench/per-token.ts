/**
 * What a token takes beside the products: choosing it among GPT-2's 50,257, and TypeScript's part of a step through 12 layers that
 * are so small that kernels take next to nothing. Microseconds, the best of several.
 *
 *     node per-token.ts        after `turbo run build`
 */
import { Continuations, DecodeStep, GPT, type SamplingOptions, sampleToken } from "@cairn-ml/models-gpt";
import { KeyValueCache } from "@cairn-ml/nn";
import { fromData, init, memoryScope, normal, profile, Rng } from "@cairn-ml/tensor";

await init({ threads: 1 });

function time(what: string, times: number, run: () => void, before: () => void = () => {}): void {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 8; round++) {
    before();
    const start = performance.now();
    for (let i = 0; i < times; i++) {
      using _ = memoryScope();
      run();
    }
    best = Math.min(best, (performance.now() - start) / times);
  }
  console.log(`${what.padEnd(44)} ${(1000 * best).toFixed(0).padStart(6)} µs`);
}

const ways: Readonly<Record<string, SamplingOptions>> = {
  greedy: { temperature: 0 },
  "temperature alone": {},
  "top-k 40": { topK: 40 },
  "top-p 0.95": { topP: 0.95 },
  "min-p 0.05": { minP: 0.05 },
};
for (const [shape, deviation] of [
  ["peaked", 4],
  ["flat", 0.1],
] as const) {
  const logits = normal(new Rng(3), [50_257], 0, deviation).data();
  const rng = new Rng(0);
  for (const [way, options] of Object.entries(ways)) {
    time(`choose, ${shape} logits, ${way}`, 20, () => void sampleToken(logits, rng, options));
  }
}

const sizes = { vocabSize: 64, contextLength: 1024, layers: 12, heads: 12, width: 48 };
const model = new GPT(new Rng(0), sizes);
for (const rows of [1, 4]) {
  const caches = model.transformer.h.map(() => new KeyValueCache(rows, 12, 1024, 4));
  const tokens = Array<number>(rows).fill(1);
  const eager = () => void model.forward(fromData(tokens, [rows, 1], { dtype: "int32" }), { cache: caches }).data();
  const forget = () => {
    for (const cache of caches) cache.clear();
  };
  using timing = profile();
  eager();
  const launches = timing.report().kernels.reduce((sum, { calls }) => sum + calls, 0);
  timing[Symbol.dispose]();
  time(`step of ${rows}, ${launches} launches`, 40, eager, forget);
  forget();
  using step = new DecodeStep(model, caches);
  time(`step of ${rows}, captured`, 40, () => void step.logits(tokens).data(), forget);
}
time("Continuations, whole, a hundred tokens", 1, () => {
  using continuations = new Continuations(model, [1, 2, 3], { maxTokens: 100, rng: new Rng(0) });
  while (continuations.next().length > 0);
});

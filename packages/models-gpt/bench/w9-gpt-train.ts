/** Training steps of two sizes of GPT on random tokens: tokens/s, as JSON lines for a table beside other systems. */
import { valueAndGrad } from "@cairn-ml/autograd";
import { GPT } from "@cairn-ml/models-gpt";
import { AdamW } from "@cairn-ml/optim";
import { fromData, init, memoryScope, Rng } from "@cairn-ml/tensor";
import { emit, measure } from "./measure.ts";

const device = await init();
const sizes = [
  { metric: "4 layers, 128 wide", layers: 4, heads: 4, width: 128, contextLength: 64, B: 12 },
  { metric: "6 layers, 384 wide", layers: 6, heads: 6, width: 384, contextLength: 256, B: 4 },
];

for (const { metric, B, ...size } of sizes) {
  const rng = new Rng(0);
  const model = new GPT(rng, { ...size, vocabSize: 65, tiedHead: false });
  const optimizer = new AdamW(model.parameters(), { lr: 1e-3, betas: [0.9, 0.99], weightDecay: 0.1 });
  const shape = [B, size.contextLength];
  const ints = () =>
    fromData(
      Int32Array.from({ length: B * size.contextLength }, () => rng.integer(65)),
      shape,
      { dtype: "int32" },
    );
  const batches = Array.from({ length: 8 }, () => ({ tokens: ints(), targets: ints() }));
  let at = 0;
  const step = () => {
    using _ = memoryScope();
    const batch = batches[at++ % 8]!;
    const { grads } = valueAndGrad(optimizer.parameters, () => model.loss(batch));
    optimizer.step(grads);
  };
  const times = measure(step, { repeats: 5, seconds: 1 });
  const rates = times.map((seconds) => (B * size.contextLength) / seconds);
  emit({
    workload: "w9-gpt-train",
    metric,
    unit: "tokens/s",
    threads: device.threads,
    rates,
    note: "eager, fused AdamW",
  });
}

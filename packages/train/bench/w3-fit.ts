/** Linear regression of 1000 × 3, the whole batch each step: eager, captured, and as `fit` runs it; steps a second. */
import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { SGD } from "@cairn-ml/optim";
import { capture, init, memoryScope, normal, Rng, type Tensor, zeros } from "@cairn-ml/tensor";
import { fit } from "@cairn-ml/train";
import { nanoseconds } from "../../tensor/bench/measure.ts";

await init();
const rng = new Rng(0);
const x = normal(rng, [1000, 3]);
const y = x.matmul(normal(rng, [3, 1])).add(normal(rng, [1000, 1], 0, 0.1));

function makeModel() {
  const w = new Parameter(zeros([3, 1]));
  const loss = ({ x, y }: { x: Tensor; y: Tensor }) => x.matmul(w).sub(y).square().mean();
  const optimizer = new SGD([w], { lr: 0.1 });
  const step = (batch: { x: Tensor; y: Tensor }) => {
    const { value, grads } = valueAndGrad([w], () => loss(batch));
    optimizer.step(grads);
    return value;
  };
  return { optimizer, step, model: { config: {}, namedParameters: () => new Map([["w", w]]), loss } };
}

const show = (name: string, ns: number) =>
  console.log(`${name.padEnd(16)} ${Math.round(1e9 / ns)} steps/s, ${ns.toFixed(0)} ns`);
const batch = { x, y };
const { step } = makeModel();
show(
  "eager",
  nanoseconds(() => {
    using _ = memoryScope();
    step(batch);
  }).best,
);
using fast = capture(makeModel().step);
show("captured", nanoseconds(() => fast(batch)).best);

const steps = 300_000;
let best = Number.POSITIVE_INFINITY;
for (let repeat = 0; repeat < 5; repeat++) {
  const { model, optimizer } = makeModel();
  const data = { batch: () => batch, count: () => 1 };
  const began = performance.now();
  await fit({ model, optimizer, data, steps, rng: new Rng(1) });
  best = Math.min(best, ((performance.now() - began) * 1e6) / steps);
}
show("fit", best);

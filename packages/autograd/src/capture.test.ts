import { assign, capture, init, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Parameter, valueAndGrad } from "./index.js";

beforeAll(async () => {
  await init();
});

/** What a random step may do with what it has so far, matrices (R, C): `a` and `b` are any two of them. */
const moves: readonly ((a: Tensor, b: Tensor, rng: Rng) => Tensor)[] = [
  (a) => a.tanh(),
  (a) => a.sigmoid(),
  (a) => a.square(),
  (a) => a.mul(0.5).add(0.25),
  (a) => a.softmax(),
  (a) => a.softmax(0),
  (a) => a.gelu(),
  (a) => a.layerNorm(null, null),
  (a) => a.mT.copy().mT,
  (a) => a.mT.matmul(a).mul(0.1).matmul(a.mT).mT,
  (a, _, rng) => a.dropout(rng, 0.4),
  (a, _, rng) => a.add(uniform(rng.fork("noise", 3), [a.shape[0]!, 1])),
  (a) => a.sub(a.mean(0)),
  (a) => a.div(a.abs().max(-1, { keepdims: true }).add(1)),
  (a) => a.take(a.argmax(-1).astype("float32").mul(0).astype("int32")),
  (a) => a.add(a.slice([[0, 1]])),
  (a, b) => a.add(b),
  (a, b) => a.mul(b),
  (a, b) => a.sub(b.mean()),
  (a, b) => a.maximum(b),
  (a, b) => a.matmul(b.mT).matmul(b).mul(0.1),
];

interface Plan {
  readonly rows: number;
  readonly cols: number;
  /** Which move, on which two of the tensors so far. */
  readonly steps: readonly (readonly [move: number, a: number, b: number])[];
}

const plans: fc.Arbitrary<Plan> = fc.record({
  rows: fc.integer({ min: 1, max: 6 }),
  cols: fc.integer({ min: 1, max: 9 }),
  steps: fc.array(fc.tuple(fc.nat(moves.length - 1), fc.nat(99), fc.nat(99)), { minLength: 1, maxLength: 12 }),
});

/** Some steps of training on a random expression: losses, gradients and parameters, bit by bit. */
function train({ rows, cols, steps }: Plan, captured: boolean): unknown[] {
  const w = new Parameter(uniform(new Rng(1), [rows, cols], -1, 1));
  const step = (x: Tensor, rng: Rng) => {
    const { value, grads } = valueAndGrad([w], () => {
      const made = [x, w as Tensor];
      steps.forEach(([move, a, b], i) => {
        made.push(moves[move]!(made[a % made.length]!, made[b % made.length]!, rng.fork("move", i)));
      });
      return made.at(-1)!.add(made.at(-2)!).sum();
    });
    assign(w, w.sub(grads[0]!.mul(0.01)));
    return [value, grads[0]!];
  };
  const run = captured ? capture(step) : step;
  const rng = new Rng(2);
  return Array.from({ length: 4 }, (_, i) => {
    const x = uniform(new Rng(3).fork("x", i), [rows, cols], -1, 1);
    return [...run(x, rng.fork("step", i)), w].map((y) => y!.data());
  });
}

describe("capture", () => {
  it("does what a random step does op by op, with the same bits", () => {
    fc.assert(
      fc.property(plans, (plan) => {
        expect(train(plan, true)).toEqual(train(plan, false));
      }),
      { numRuns: 150 },
    );
  });

  it("is a plain call while it is differentiated", () => {
    const w = new Parameter(uniform(new Rng(1), [3]));
    const square = capture(() => w.square().sum());
    for (let i = 0; i < 4; i++) square();
    const { grads } = valueAndGrad([w], () => square());
    expect(grads[0]!.data()).toEqual(w.mul(2).data());
  });

  it("captures second derivatives", () => {
    const w = new Parameter(uniform(new Rng(1), [3]));
    const step = () =>
      valueAndGrad([w], () => valueAndGrad([w], () => w.square().mul(w).sum()).grads[0]!.sum()).grads[0]!;
    const fast = capture(step);
    for (let i = 0; i < 4; i++) {
      expect(fast().data()).toEqual(step().data()); // 6 w
      assign(w, w.mul(0.5));
    }
  });
});

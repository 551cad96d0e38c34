import { capture, init, memory, memoryScope, Rng, type Tensor, tensor, uniform } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { checkpoint, grad, gradCheck, Parameter, valueAndGrad } from "./index.js";

type Layer = (x: Tensor, w: Tensor, rng: Rng) => Tensor;

/** What stands between a result and the next; each uses its weights as it likes. */
const layers: readonly Layer[] = [
  (x, w) => x.matmul(w).tanh(),
  (x, w) => x.add(x.layerNorm(null, null).matmul(w)),
  (x, w, rng) => x.matmul(w).dropout(rng.fork("dropout"), 0.4),
  (x, w) => x.mul(w.sum(0)).gelu(),
  (x) => x.softmax().mul(x),
  (x, w) => x.add(w.mT.slice([[0, 1]])),
];

const chains = fc.record({
  rows: fc.integer({ min: 1, max: 5 }),
  width: fc.integer({ min: 1, max: 6 }),
  chain: fc.array(fc.nat(layers.length - 1), { minLength: 1, maxLength: 5 }),
  seed: fc.nat(),
});

describe.each(["wasm", "reference"] as const)("checkpoint on %s", (device) => {
  beforeAll(() => init({ device }));

  it("gives the value and the gradients that there are without it, to the bit", () => {
    fc.assert(
      fc.property(chains, ({ rows, width, chain, seed }) => {
        const rng = new Rng(seed);
        const x = new Parameter(uniform(rng, [rows, width], -1, 1));
        const weights = chain.map(() => new Parameter(uniform(rng, [width, width], -1, 1)));
        const run = (wrap: boolean) => {
          using _ = memoryScope();
          const { value, grads } = valueAndGrad([x, ...weights], () =>
            chain
              .reduce((h: Tensor, kind, i) => {
                const layer = (a: Tensor, b: Tensor) => layers[kind]!(a, b, rng.fork("layer", i));
                return wrap ? checkpoint((a, b) => layer(a!, b!), [h, weights[i]!]) : layer(h, weights[i]!);
              }, x)
              .square()
              .sum(),
          );
          return [value, ...grads].map((t) => [...t.data()]);
        };
        expect(run(true)).toEqual(run(false));
      }),
      { numRuns: 100 },
    );
  });

  it("has the gradient that finite differences give, and a second one", () => {
    const w = tensor([
      [0.3, -0.7],
      [0.2, 0.5],
    ]);
    const f = (x: Tensor) => checkpoint((a) => a!.matmul(w).tanh().square(), [x]);
    if (device === "reference") gradCheck(f, [tensor([[0.5, -1.5]])]);
    const x = tensor([[0.5, -1.5]]);
    const second = (g: (x: Tensor) => Tensor) =>
      grad([x], () =>
        grad([x], () => g(x).sum())[0]!
          .square()
          .sum(),
      )[0]!.toArray();
    expect(second(f)).toEqual(second((a) => a.matmul(w).tanh().square()));
  });
});

describe("checkpoint", () => {
  beforeAll(() => init());

  it("holds between its ends nothing but the result", () => {
    const x = new Parameter(uniform(new Rng(0), [64, 256], -1, 1));
    const long = (h: Tensor) => Array.from({ length: 8 }).reduce((a: Tensor) => a.tanh(), h);
    const peakOf = (block: (h: Tensor) => Tensor) => {
      using _ = memoryScope();
      const { used } = memory();
      let most = 0;
      const watch = (h: Tensor) => {
        most = Math.max(most, memory().used - used);
        return h;
      };
      const blocks = () => [1, 2, 3, 4].reduce((h: Tensor) => watch(block(h)), x as Tensor).sum();
      valueAndGrad([x], blocks);
      return most;
    };
    const size = 64 * 256 * 4;
    expect(peakOf(long)).toBeGreaterThan(31 * size);
    expect(peakOf((h) => checkpoint((a) => long(a!), [h]))).toBeLessThan(6 * size);
  });

  it("is replayed in a captured step, dropout and all", () => {
    const w = new Parameter(uniform(new Rng(1), [8, 8], -1, 1));
    const step = (wrap: boolean) => (x: Tensor, rng: Rng) => {
      const f = (a: Tensor, b: Tensor) => a.matmul(b).dropout(rng.fork("drop"), 0.5).gelu();
      return valueAndGrad([w], () => (wrap ? checkpoint((a, b) => f(a!, b!), [x, w]) : f(x, w)).square().sum()).grads;
    };
    const captured = capture(step(true));
    const [plain] = [step(false)];
    for (let n = 0; n < 6; n++) {
      using _ = memoryScope();
      const x = uniform(new Rng(9).fork("x", n), [4, 8], -1, 1);
      const rng = () => new Rng(3).fork("step", n);
      expect([...captured(x, rng())[0]!.data()]).toEqual([...plain(x, rng())[0]!.data()]);
    }
    captured.dispose();
  });

  it("passes a gradient once through an input that is given twice, and none through one that f leaves alone", () => {
    const x = new Parameter(tensor([2]));
    const unused = new Parameter(tensor([5]));
    const [dx, du] = grad([x, unused], () => checkpoint((a, b) => a!.mul(b!), [x, x, unused]).sum());
    expect([dx!.toArray(), du!.toArray()]).toEqual([[4], [0]]);
    expect(grad([x], () => checkpoint((a) => a!, [x]).sum())[0]!.toArray()).toEqual([1]);
  });

  it("refuses to drop a gradient in silence", () => {
    const [x, w] = [new Parameter(tensor([2])), new Parameter(tensor([3]))];
    expect(() => grad([x, w], () => checkpoint((a) => a!.mul(w), [x]).sum())).toThrowErrorMatchingInlineSnapshot(`
      [GradientError: checkpoint: f uses a tensor that is being differentiated and is not among its inputs.
        given:    a result that depends on more than the inputs
        expected: every tensor through which a gradient flows among the inputs
        fix:      list them, as in checkpoint((x) => layer.forward(x), [x, ...layer.parameters()])]
    `);
    expect(grad([x], () => checkpoint((a) => a!.mul(w), [x]).sum())[0]!.toArray()).toEqual([3]); // w is a constant here
    expect(() => grad([x], () => checkpoint((a) => a!.astype("int32").astype("float32"), [x]).sum())).toThrow(
      "has no gradient",
    );
  });

  it("leaves the inputs as they were when f throws", () => {
    const x = new Parameter(tensor([2]));
    const fail = () => {
      throw new Error("no");
    };
    expect(() => grad([x], () => checkpoint(fail, [x]))).toThrow("no");
    expect(x.tapes).toEqual([]);
  });
});

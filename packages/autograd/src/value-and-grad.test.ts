import { assign, defaultDevice, init, memoryScope, ones, sub, type Tensor, tensor, zeros } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { grad, gradCheck, Parameter, valueAndGrad } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

function messageOf(f: () => unknown): string {
  try {
    f();
  } catch (error) {
    return String(error);
  }
  throw new Error("it did not throw");
}

describe("valueAndGrad", () => {
  it("differentiates an example worked by hand", () => {
    const w = tensor([2, -1]);
    const b = tensor(0.5);
    const x = tensor([3, 4]);
    // loss = (w·x + b)² = 2.5²; d/dw = 2 · 2.5 · x; d/db = 2 · 2.5
    const { value, grads } = valueAndGrad([w, b], () => w.matmul(x).add(b).square());
    expect(value.item()).toBe(6.25);
    expect(grads.map((g) => g.toArray())).toEqual([[15, 20], 5]);
  });

  it("adds the gradients of a tensor that is used often", () => {
    const x = tensor([1, 2]);
    const [g] = grad([x], () => x.mul(x).add(x).sub(x.mul(3)).sum());
    expect(g!.toArray()).toEqual([0, 2]); // 2x - 2
  });

  it("sums over what broadcasting repeated, once for every op", () => {
    const [row, number, column] = [tensor([1, 2, 3]), tensor(2), tensor([[1], [2]])];
    const grads = grad([row, number, column], () => row.mul(number).add(column).sum());
    expect(grads.map((g) => g.shape)).toEqual([[3], [], [2, 1]]);
    expect(grads.map((g) => g.toArray())).toEqual([[4, 4, 4], 12, [[3], [3]]]);
  });

  it("takes numbers as constants, on the left too", () => {
    const x = tensor([1, -2]);
    expect(grad([x], () => sub(3, x).mul(2).add(x.pow(3)).sum())[0]!.toArray()).toEqual([1, 10]); // 3x² - 2
    expect(grad([x], () => x.pow(0).sum())[0]!.toArray()).toEqual([0, 0]);
    gradCheck((x) => grad([x], () => sub(1, x.sigmoid()).pow(2).sum())[0]!, [x]); // second derivatives
  });

  it.each<[string, (a: Tensor, b: Tensor) => Tensor]>([
    ["sub", (a, b) => a.sub(b)],
    ["mul", (a, b) => a.mul(b)],
    ["div", (a, b) => a.div(b)],
    ["pow", (a, b) => a.pow(b)],
    ["maximum", (a, b) => a.maximum(b)],
    ["where", (a, b) => a.less(b).where(a, b)],
    ["matmul", (a, b) => a.matmul(b)],
    ["layerNorm", (a, b) => a.layerNorm(b, b)],
  ])("spends nothing on the gradient of an input of %s that nobody asks for", (_, op) => {
    const [a, b] = [ones([3]), ones([3])];
    const launch = vi.spyOn(defaultDevice(), "launch");
    const launches = (inputs: Tensor[]) => {
      launch.mockClear();
      grad(inputs, () => op(a, b).sum());
      return launch.mock.calls.length;
    };
    expect(launches([a])).toBeLessThan(launches([a, b]));
    launch.mockRestore();
  });

  it("lays the gradient of a transposed weight out as the weight", () => {
    const [x, w] = [
      tensor([[1, 2]]),
      tensor([
        [3, 4],
        [5, 6],
        [7, 8],
      ]),
    ];
    const [dx, dw] = grad([x, w], () => x.matmul(w.mT).square().sum());
    expect([dx!.contiguous, dw!.contiguous]).toEqual([true, true]);
    expect(dw!.toArray()).toEqual([
      [22, 44],
      [34, 68],
      [46, 92],
    ]);
    expect(dx!.toArray()).toEqual([[22 * 3 + 34 * 5 + 46 * 7, 22 * 4 + 34 * 6 + 46 * 8]]);
  });

  it("gives zeros for what the result does not depend on", () => {
    const [x, y] = [tensor([1, 2]), tensor([[3]])];
    expect(grad([x, y], () => x.sum())[1]!.toArray()).toEqual([[0]]);
    expect(grad([x], () => tensor(1))[0]!.toArray()).toEqual([0, 0]);
    expect(grad([x], () => x.detach().mul(x).sum())[0]!.toArray()).toEqual([1, 2]); // the constant's part is left out
  });

  it("differentiates a parameter that is itself the result, and one that is named twice", () => {
    const x = tensor(3);
    expect(grad([x], () => x)[0]!.item()).toBe(1);
    expect(grad([x, x], () => x.square()).map((g) => g.item())).toEqual([6, 6]);
  });

  it("records only while it runs", () => {
    const x = tensor([1, 2]);
    const { value } = valueAndGrad([x], () => x.square().sum());
    expect(x.tapes).toEqual([]);
    expect(x.square().tapes).toEqual([]);
    expect(grad([x], () => value.add(x.sum()))[0]!.toArray()).toEqual([1, 1]); // the old value is a constant
  });

  it("stops recording when the function throws", () => {
    const x = tensor([1, 2]);
    expect(() => grad([x], () => x.matmul(zeros([3])))).toThrow("cannot multiply");
    expect(x.tapes).toEqual([]);
    expect(grad([x], () => x.sum())[0]!.toArray()).toEqual([1, 1]);
  });

  it("refuses a result that is no scalar", () => {
    const x = tensor([1, 2]);
    expect(messageOf(() => grad([x], () => x.mul(2)))).toMatchInlineSnapshot(`
      "GradientError: valueAndGrad: the result is not a scalar.
        given:    (2,)
        expected: one number to differentiate
        fix:      reduce it, as in loss.mean()"
    `);
  });

  it("nests: derivatives of derivatives", () => {
    const x = tensor(2);
    const derivative = (f: () => ReturnType<typeof tensor>) => () => grad([x], f)[0]!;
    const cube = () => x.pow(3);
    expect(derivative(cube)().item()).toBe(12);
    expect(derivative(derivative(cube))().item()).toBe(12);
    expect(derivative(derivative(derivative(cube)))().item()).toBe(6);
    expect(derivative(derivative(derivative(derivative(cube))))().item()).toBe(0);
  });

  it("does not confuse the parameters of nested calls", () => {
    const [x, y] = [tensor(3), tensor(5)];
    // d/dx of (x · d/dy of (x y²)) = d/dx of x² 2y = 4 x y
    expect(grad([x], () => x.mul(grad([y], () => x.mul(y.square()))[0]!))[0]!.item()).toBe(60);
    // an inner parameter that is made of an outer one
    expect(
      grad([x], () => {
        const z = x.mul(2);
        return grad([z], () => z.pow(3))[0]!; // 3 (2x)², whose slope is 24 x
      })[0]!.item(),
    ).toBe(72);
  });

  it("is finite where pow has a corner", () => {
    const x = tensor([0, 0]);
    expect(grad([x], () => x.pow(tensor([0, 2])).sum())[0]!.toArray()).toEqual([0, 0]);
    const e = tensor([0, 2]);
    expect(grad([e], () => x.pow(e).sum())[0]!.toArray()).toEqual([0, 0]);
  });

  it("shares the gradient among equals", () => {
    const x = tensor([1, 3, 3]);
    expect(grad([x], () => x.max())[0]!.toArray()).toEqual([0, 0.5, 0.5]);
    expect(grad([x], () => x.maximum(3).sum())[0]!.toArray()).toEqual([0, 0.5, 0.5]);
    expect(grad([x], () => x.min())[0]!.toArray()).toEqual([1, 0, 0]);
  });
});

describe("what is recorded", () => {
  it("lets go of the step: a kept loss does not hold its tensors", () => {
    const x = tensor([1, 2]);
    const { value } = valueAndGrad([x], () => x.square().sum());
    const seen = new Set<unknown>();
    const reach = (object: unknown): void => {
      if (typeof object !== "object" || object === null || seen.has(object)) return;
      seen.add(object);
      for (const inner of Object.values(object)) reach(inner);
    };
    reach(value.tapes);
    expect([...seen].filter((object) => object !== x && object instanceof x.constructor)).toEqual([]);
  });

  it("does not include reading a view", () => {
    const x = tensor([
      [1, 2],
      [3, 4],
    ]);
    const [g] = grad([x], () => {
      expect(x.mT.data()).toEqual(Float64Array.of(1, 3, 2, 4));
      return x.mT.mul(2).sum();
    });
    expect(g!.toArray()).toEqual([
      [2, 2],
      [2, 2],
    ]);
  });

  it("needs its tensors alive: a scope inside the function is named", () => {
    const x = tensor([1, 2]);
    const f = () => {
      using scope = memoryScope();
      return scope.keep(x.mul(3).square().sum());
    };
    expect(() => grad([x], f)).toThrow("was used after it had been freed");
  });

  it("survives a scope around the step", () => {
    const x = new Parameter(tensor([1, 2]));
    {
      using _ = memoryScope();
      const { grads } = valueAndGrad([x], () => x.square().sum());
      assign(x, x.sub(grads[0]!.mul(0.5)));
    }
    expect(x.toArray()).toEqual([0, 0]);
  });

  it("refuses assign to and from what is differentiated", () => {
    const [x, y] = [tensor([1, 2]), ones([2])];
    const run = (target: typeof x, source: typeof x) => () =>
      grad([x], () => {
        assign(target, source);
        return x.sum();
      });
    expect(messageOf(run(x, y))).toMatchInlineSnapshot(`
      "GradientError: assign: changes a tensor that is being differentiated.
        given:    a target (2,) that a tape follows
        expected: a target that no gradient depends on
        fix:      assign after valueAndGrad has returned"
    `);
    expect(messageOf(run(y, x))).toMatchInlineSnapshot(`
      "GradientError: assign: has no gradient.
        given:    an input that is being differentiated
        expected: an input that the loss does not depend on through this op
        fix:      compute it outside valueAndGrad, or pass x.detach() if its gradient is meant to be zero"
    `);
    expect(run(y, x.detach())).not.toThrow();
  });
});

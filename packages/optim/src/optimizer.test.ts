import { grad, Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { assign, init, memory, memoryScope, ReferenceDevice, type Tensor, tensor, zeros } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { Adam, AdamW, Optimizer, SGD } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const parameter = (values: number[]) => new Parameter(tensor(values));
const values = (x: Tensor) => [...x.data()];

describe("an optimiser of one's own", () => {
  class SignDescent extends Optimizer {
    readonly seen: [number, number][] = [];

    protected override update(p: Parameter, g: Tensor, i: number): void {
      this.seen.push([i, this.t]);
      assign(p, p.sub(g.sign().mul(this.optionsOf(i).lr)));
    }
  }

  it("is what happens to one parameter", () => {
    const [a, b] = [parameter([1, 2]), parameter([3])];
    const optimizer = new SignDescent([a, b], { lr: 0.5 });
    optimizer.step([tensor([4, -4]), tensor([0])]);
    optimizer.step([tensor([4, 4]), tensor([1])]);
    expect(values(a)).toEqual([0, 2]);
    expect(values(b)).toEqual([2.5]);
    expect(optimizer.seen).toEqual([
      [0, 1],
      [1, 1],
      [0, 2],
      [1, 2],
    ]);
  });
});

describe("lr", () => {
  it("is that of the next step", () => {
    const p = parameter([0]);
    const optimizer = new SGD([p], { lr: 1 });
    optimizer.step([tensor([1])]);
    optimizer.lr = 0.25;
    expect(optimizer.lr).toBe(0.25);
    optimizer.step([tensor([1])]);
    expect(values(p)).toEqual([-1.25]);
  });

  it("is scaled by a group", () => {
    const [a, b] = [parameter([0]), parameter([0])];
    const optimizer = new SGD([{ parameters: [a] }, { parameters: [b], lrScale: 0.5 }], { lr: 1 });
    optimizer.step([tensor([1]), tensor([1])]);
    expect([values(a), values(b)]).toEqual([[-1], [-0.5]]);
    optimizer.lr = 2;
    optimizer.step([tensor([1]), tensor([1])]);
    expect([values(a), values(b)]).toEqual([[-3], [-1.5]]);
  });

  it("is not negative", () => {
    const optimizer = new SGD([parameter([0])], { lr: 1 });
    expect(() => {
      optimizer.lr = -1;
    }).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: lr is out of range.
        given:    lr -1
        expected: a number from 0 up]
    `);
    expect(optimizer.lr).toBe(1);
    expect(() => new SGD([parameter([0])], { lr: Number.NaN })).toThrow("lr is out of range");
  });
});

describe("groups", () => {
  it("put options of their own in place of the optimiser's", () => {
    const [weight, bias] = [parameter([1]), parameter([1])];
    const optimizer = new SGD([{ parameters: [weight] }, { parameters: [bias], weightDecay: 0 }], {
      lr: 1,
      weightDecay: 0.5,
    });
    expect(optimizer.parameters).toEqual([weight, bias]);
    optimizer.step([tensor([0]), tensor([0])]);
    expect([values(weight), values(bias)]).toEqual([[0.5], [1]]);
  });

  it("have betas of their own", () => {
    const make = (betas: readonly [number, number]) => {
      const p = parameter([1, 2]);
      return { p, optimizer: new AdamW([p], { lr: 0.1, betas }) };
    };
    const [a, b] = [parameter([1, 2]), parameter([1, 2])];
    const both = new AdamW([{ parameters: [a], betas: [0.5, 0.75] }, { parameters: [b] }], {
      lr: 0.1,
      betas: [0.9, 0.99],
    });
    const [first, second] = [make([0.5, 0.75]), make([0.9, 0.99])];
    for (const g of [tensor([1, -3]), tensor([2, 0.5]), tensor([-1, 1])]) {
      both.step([g, g]);
      first.optimizer.step([g]);
      second.optimizer.step([g]);
    }
    expect([values(a), values(b)]).toEqual([values(first.p), values(second.p)]);
    expect(values(a)).not.toEqual(values(b));
  });

  it("number their parameters through", () => {
    const optimizer = new Adam([{ parameters: [parameter([1])] }, { parameters: [parameter([1]), parameter([1])] }]);
    expect([...optimizer.state().keys()]).toEqual(["m.0", "m.1", "m.2", "v.0", "v.1", "v.2"]);
  });

  it("have no unknown options", () => {
    const typo = { parameters: [parameter([1])], weigthDecay: 0 };
    expect(() => new AdamW([typo])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: AdamW: a group has no option "weigthDecay".
        given:    weigthDecay
        expected: parameters, lrScale, betas, eps, weightDecay]
    `);
    const rate = { parameters: [parameter([1])], lr: 0.1 };
    expect(() => new AdamW([rate])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: AdamW: a group has no option "lr".
        given:    lr
        expected: parameters, lrScale, betas, eps, weightDecay
        fix:      give lrScale instead: the group's rate is optimizer.lr * lrScale]
    `);
    expect(() => new AdamW([{ parameters: [parameter([1])], lrScale: -1 }])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: AdamW: a group's lrScale is out of range.
        given:    lrScale -1
        expected: a number from 0 up]
    `);
  });

  it("check their own options", () => {
    expect(
      () => new SGD([{ parameters: [parameter([1])], momentum: -1 }], { lr: 1 }),
    ).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: momentum is out of range.
        given:    momentum -1
        expected: a number from 0 up]
    `);
  });
});

describe("parameters", () => {
  it("have the names of a Map", () => {
    const named = new Map([
      ["hidden.weight", parameter([1])],
      ["hidden.bias", parameter([1])],
    ]);
    expect([...new Adam(named).state().keys()]).toEqual([
      "m.hidden.weight",
      "m.hidden.bias",
      "v.hidden.weight",
      "v.hidden.bias",
    ]);
    expect([...new Adam([{ parameters: named }]).state().keys()]).toEqual([...new Adam(named).state().keys()]);
  });

  it("are given, once each", () => {
    const p = parameter([1]);
    expect(() => new SGD([], { lr: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: there is nothing to optimise.
        given:    no parameters
        expected: one at least]
    `);
    expect(() => new SGD([p, p], { lr: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: a parameter is given twice.
        given:    one parameter as "0" and as "1"
        expected: each parameter once, with a name of its own
        fix:      list shared weights once, or they would move twice a step]
    `);
    const pairs: [string, Parameter][] = [
      ["w", p],
      ["w", parameter([1])],
    ];
    expect(() => new SGD(pairs, { lr: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: two parameters have one name.
        given:    "w" twice
        expected: each parameter once, with a name of its own]
    `);
    // @ts-expect-error: types forbid it
    expect(() => new SGD([3], { lr: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: parameter 0 is not a Parameter.
        given:    number
        expected: a Parameter, a pair [name, Parameter], or a group { parameters, ... }]
    `);
    // @ts-expect-error: types forbid it
    expect(() => new SGD([p, { parameters: [parameter([1])] }], { lr: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD: got groups and parameters side by side.
        given:    1 parameters in groups, 1 outside
        expected: parameters only, or groups only
        fix:      put the rest into a group of its own: { parameters: [...] }]
    `);
  });
});

describe("step", () => {
  it("takes gradients of the parameters' number and shapes, or changes nothing", () => {
    const p = parameter([1, 2]);
    const optimizer = new SGD(new Map([["w", p]]), { lr: 1 });
    expect(() => optimizer.step([])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: SGD.step: the number of gradients is not that of the parameters.
        given:    0 gradients for 1 parameters
        expected: one for each, in the order of optimizer.parameters
        fix:      pass the grads of valueAndGrad(optimizer.parameters, ...)]
    `);
    expect(() => optimizer.step([tensor([[1, 2]])])).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: SGD.step: gradient 0 has not the shape of its parameter.
        given:    (1, 2) for parameter "w" (2,)
        expected: (2,)
        fix:      pass the gradients in the order of optimizer.parameters]
    `);
    expect(values(p)).toEqual([1, 2]);
    expect(optimizer.t).toBe(0);
  });

  it.each(Object.entries({ SGD, Adam, AdamW }))("takes a gradient that is a view: %s", (_, Kind) => {
    const rows = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const [a, b] = [new Parameter(zeros([3, 2])), new Parameter(zeros([3, 2]))];
    new Kind([a], { lr: 0.1 }).step([tensor(rows).mT]);
    new Kind([b], { lr: 0.1 }).step([tensor(rows).mT.copy()]);
    expect(values(a)).toEqual(values(b));
    expect(values(a)).not.toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([SGD, Adam, AdamW])("refuses to be differentiated: %o", (Kind) => {
    const p = parameter([2]);
    const optimizer = new Kind([p], { lr: 0.1 });
    const lossAfterStep = (inner: Tensor) => {
      optimizer.step(grad([inner], () => inner.square().sum()));
      return p.square().sum();
    };
    const rate = tensor([3]);
    expect(() => valueAndGrad([rate], () => lossAfterStep(rate))).toThrow("changes what is being differentiated");
    expect(() => valueAndGrad([p], () => lossAfterStep(tensor([1])))).toThrow("changes what is being differentiated");
    expect([...p.data(), optimizer.t]).toEqual([2, 0]);
  });

  it("works on a scalar and on a parameter without elements", () => {
    const [scalar, nothing] = [new Parameter(tensor(1)), new Parameter(zeros([0, 3]))];
    for (const Kind of [SGD, Adam, AdamW]) new Kind([scalar, nothing], { lr: 0.1 }).step([tensor(1), zeros([0, 3])]);
    expect(scalar.item()).toBeLessThan(0.8);
  });

  it("keeps no memory over 1,000 steps", () => {
    const device = new ReferenceDevice();
    const p = new Parameter(tensor([1, 2, 3], { device }));
    const g = tensor([1, -1, 0.5], { device });
    const all = [
      new SGD([p], { lr: 1e-3, momentum: 0.9, nesterov: true, weightDecay: 0.1 }),
      new Adam([p]),
      new AdamW([p]),
    ];
    const before = memory(device);
    for (let step = 0; step < 1000; step++) for (const optimizer of all) optimizer.step([g]);
    expect(memory(device)).toMatchObject({ used: before.used, tensors: before.tensors });
  });

  it("keeps its moments when it is made inside a scope", () => {
    const p = parameter([1]);
    const make = () => {
      using _ = memoryScope();
      return new SGD([p], { lr: 1, momentum: 0.5 });
    };
    const optimizer = make();
    optimizer.step([tensor([1])]);
    optimizer.step([tensor([1])]);
    expect(values(p)).toEqual([-1.5]);
  });
});

import { Parameter } from "@cairn-ml/autograd";
import { assign, expectClose, init, ReferenceDevice, type Tensor, tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { Adam, AdamW, SGD } from "./index.js";

beforeAll(async () => {
  await init({ device: "reference" });
});

const parameter = (values: number[]) => new Parameter(tensor(values));
const values = (x: Tensor) => [...x.data()];

describe("state and load", () => {
  const kinds = {
    SGD: (p: Parameter[]) => new SGD(p, { lr: 0.1, momentum: 0.9 }),
    Adam: (p: Parameter[]) => new Adam(p, { lr: 0.1 }),
    AdamW: (p: Parameter[]) => new AdamW(p, { lr: 0.1 }),
  };
  const gradient = (t: number) => [tensor([t, 1 / (t + 1), -t]), tensor([[0.1 * t - 1]])];
  const start = () => [parameter([1, 2, 3]), new Parameter(tensor([[4]]))];

  it.each(Object.entries(kinds))("go on to the same bits: %s", (_, make) => {
    const [straight, before] = [start(), start()];
    const whole = make(straight);
    for (let t = 0; t < 40; t++) whole.step(gradient(t));

    const first = make(before);
    for (let t = 0; t < 17; t++) first.step(gradient(t));
    const saved = new Map([...first.state()].map(([name, x]) => [name, x.copy()]));
    const after = before.map((p) => new Parameter(p.copy()));
    const second = make(after);
    second.load(saved, first.t);
    expect(second.t).toBe(17);
    for (let t = 17; t < 40; t++) second.step(gradient(t));

    expect(after.map(values)).toEqual(straight.map(values));
    expect([...second.state()].map(([name, x]) => [name, values(x)])).toEqual(
      [...whole.state()].map(([name, x]) => [name, values(x)]),
    );
  });

  it("go back to an earlier step", () => {
    const [p, q] = [parameter([1]), parameter([1])];
    const optimizer = new AdamW([p]);
    optimizer.step([tensor([1])]);
    const [saved, at] = [new Map([...optimizer.state()].map(([name, x]) => [name, x.copy()])), p.copy()];
    for (let i = 0; i < 9; i++) optimizer.step([tensor([3])]);
    optimizer.load(saved, 1);
    assign(p, at);
    optimizer.step([tensor([2])]);
    const straight = new AdamW([q]);
    straight.step([tensor([1])]);
    straight.step([tensor([2])]);
    expect(values(p)).toEqual(values(q));
  });

  it("cross devices", () => {
    const from = new Adam([new Parameter(tensor([1], { device: new ReferenceDevice({ dtype: "float32" }) }))]);
    from.step([tensor([0.5], { device: from.parameters[0]!.device })]);
    const to = new Adam([parameter([1])]);
    to.load(from.state(), 1);
    expectClose(to.state().get("m.0")!, [0.05], { rtol: 1e-6 });
  });

  it("are of the same optimiser", () => {
    const optimizer = new Adam(new Map([["w", parameter([1, 2])]]));
    const before = optimizer.state();
    const state = (entries: [string, Tensor][]) => new Map(entries);
    const two = () => tensor([7, 7]);
    expect(() => optimizer.load(new Map(), 1)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Adam.load: the state is of another optimiser.
        given:    a state without m.w, v.w
        expected: m.w, v.w
        fix:      make the optimiser as it was when the state was saved: the same class, options and parameter names]
    `);
    expect(() =>
      optimizer.load(
        state([
          ["m.w", two()],
          ["v.0", two()],
        ]),
        1,
      ),
    ).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Adam.load: the state is of another optimiser.
        given:    a state without v.w and with v.0, which there is not here
        expected: m.w, v.w
        fix:      make the optimiser as it was when the state was saved: the same class, options and parameter names]
    `);
    expect(() => new SGD([parameter([1])], { lr: 1 }).load(before, 1)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: SGD.load: the state is of another optimiser.
        given:    a state with m.w, v.w, which there is not here
        expected: an empty state
        fix:      make the optimiser as it was when the state was saved: the same class, options and parameter names]
    `);
    const misshapen = state([
      ["m.w", two()],
      ["v.w", tensor([[7, 7]])],
    ]);
    expect(() => optimizer.load(misshapen, 1)).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: Adam.load: "v.w" has another shape than its parameter.
        given:    (1, 2)
        expected: (2,)
        fix:      load the state that was saved with this model]
    `);
    const integers = state([
      ["m.w", two()],
      ["v.w", tensor(new Int32Array(2))],
    ]);
    expect(() => optimizer.load(integers, 1)).toThrowErrorMatchingInlineSnapshot(`
      [DTypeError: Adam.load: "v.w" does not hold real numbers.
        given:    int32
        expected: float32]
    `);
    expect(() => optimizer.load(before, 1.5)).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: Adam.load: t is not a count.
        given:    t 1.5
        expected: an integer from 0 up]
    `);
    expect(values(optimizer.state().get("m.w")!)).toEqual([0, 0]);
    expect(optimizer.t).toBe(0);
  });

  it("name a few of many", () => {
    const many = new Adam(Array.from({ length: 9 }, () => parameter([1])));
    expect(() => many.load(new Map(), 1)).toThrow("without m.0, m.1, m.2, m.3, m.4, m.5, … (18 in all)");
  });
});

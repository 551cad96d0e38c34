import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { init, Rng, type Tensor, tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { OperationName } from "./operations.js";
import { type Expression, parseExpression } from "./parse-expression.js";
import { ScalarGraph } from "./scalar-graph.js";
import { warningsOf } from "./warnings.js";

const valuesOf = (graph: ScalarGraph) => Object.fromEntries(graph.nodes.map(({ name, value }) => [name, value]));
const gradientsOf = (graph: ScalarGraph) =>
  Object.fromEntries(graph.nodes.map(({ name, gradient }) => [name, gradient]));

describe("ScalarGraph", () => {
  it("walks back through the published example", () => {
    const graph = new ScalarGraph("a*b + d", { a: 4, b: -2, d: 5 });
    expect(graph.nodes.map(({ name, formula }) => `${name}: ${formula}`)).toEqual([
      ...["a: a", "b: b", "c: a·b", "d: d", "e: c + d"],
    ]);
    expect(valuesOf(graph)).toEqual({ a: 4, b: -2, c: -8, d: 5, e: -3 });
    expect(gradientsOf(graph)).toEqual({ a: -2, b: 4, c: 1, d: 1, e: 1 });
    expect(graph.node("a").parts).toEqual([{ by: "c", rule: "∂(a·b)/∂a = b", slope: -2, gradient: 1 }]);
    expect(graph.step(0.1)).toBeCloseTo(-5.18, 12);
    expect(graph.node("a").value).toBeCloseTo(4.2, 12);
    expect(graph.node("b").value).toBeCloseTo(-2.4, 12);
    expect(graph.node("d").value).toBeCloseTo(4.9, 12);
  });

  it("hands nothing on through a ReLU that is shut", () => {
    const graph = new ScalarGraph("relu(a*b) + d", { a: 4, b: -2, d: 5 }, { names: ["c", "r", "e"] });
    expect(gradientsOf(graph)).toEqual({ a: 0, b: 0, c: 0, r: 1, d: 1, e: 1 });
    graph.step(0.1);
    expect(valuesOf(graph)).toEqual({ a: 4, b: -2, c: -8, r: 0, d: 4.9, e: 4.9 });
  });

  it("sums over the places where an input is used", () => {
    const graph = new ScalarGraph("x*x + 3*x", { x: 2 });
    expect(graph.node("x").gradient).toBe(2 * 2 + 3);
    expect(graph.node("x").parts.map(({ rule }) => rule)).toEqual([
      "∂(3·x)/∂x = 3",
      "∂(x·x)/∂x = x (the first x)",
      "∂(x·x)/∂x = x (the second x)",
    ]);
  });

  it("keeps inputs that are not used, and names that look like its own", () => {
    const graph = new ScalarGraph("c + 2*e", { c: 1, e: 2, unused: 7, constructor: 8 });
    expect(graph.nodes.map(({ name }) => name)).toEqual(["c", "e", "d", "f", "unused", "constructor"]);
    expect(gradientsOf(graph)).toEqual({ c: 1, e: 2, d: 1, f: 1, unused: 0, constructor: 0 });
    expect(new ScalarGraph("3", {}).result).toMatchObject({ name: "c", formula: "3", value: 3, gradient: 1 });
    const names = new ScalarGraph(new Array(60).fill("x").join("+"), { x: 1 }).nodes.map(({ name }) => name);
    expect(new Set(names).size).toBe(60);
  });

  it.each([
    ["a - b", "∂(a − b)/∂b = −1"],
    ["a / b", "∂(a/b)/∂b = −a/b²"],
    ["a ^ b", "∂(a^b)/∂b = c·ln(a)"],
    ["b ^ a", "∂(b^a)/∂b = a·b^(a − 1)"],
    ["b^2", "∂(b^2)/∂b = 2·b"],
    ["b^1.1", "∂(b^1.1)/∂b = 1.1·b^0.1"],
    ["b^-1", "∂(b^c)/∂b = c·b^(c − 1)"],
    ["-b", "∂(−b)/∂b = −1"],
    ["exp(b)", "∂exp(b)/∂b = c"],
    ["log(b)", "∂log(b)/∂b = 1/b"],
    ["tanh(b)", "∂tanh(b)/∂b = 1 − c²"],
    ["relu(b)", "∂relu(b)/∂b = 1 if b > 0, else 0"],
    ["sigmoid(b)", "∂sigmoid(b)/∂b = c·(1 − c)"],
  ])("tells the rule of %s", (text, rule) => {
    expect(new ScalarGraph(text, { a: 2, b: 3 }).node("b").parts[0]!.rule).toBe(rule);
  });

  it("says where it leaves the finite numbers", () => {
    const say = (text: string, a: number) => warningsOf(new ScalarGraph(text, { a })).join("\n");
    expect(say("log(a) + 1", -1)).toMatchInlineSnapshot(
      `"c = log(a) is no number (NaN): there is no logarithm of a negative number (a is −1)."`,
    );
    expect(say("log(a)", 0)).toMatchInlineSnapshot(`
      "c = log(a) is minus infinite: the logarithm falls without end towards 0 (a is 0).
      The gradient of a is infinite: ∂log(a)/∂a = 1/a is infinite here."
    `);
    expect(say("1/a", 0)).toMatchInlineSnapshot(`
      "c = 1/a is infinite: this divides by 0 (a is 0).
      The gradient of a is minus infinite: ∂(1/a)/∂a = −1/a² is minus infinite here."
    `);
    expect(say("a/a", 0)).toMatchInlineSnapshot(`
      "c = a/a is no number (NaN): 0 divided by 0 has no value (a is 0).
      The gradient of a is no number (NaN): ∂(a/a)/∂a = 1/a (the first a) is infinite here."
    `);
    expect(say("a^0.5", -2)).toMatchInlineSnapshot(`
      "c = a^0.5 is no number (NaN): a negative number has whole powers only (a is −2).
      The gradient of a is no number (NaN): ∂(a^0.5)/∂a = 0.5·a^−0.5 is no number (NaN) here."
    `);
    expect(say("a^0.5", 0)).toMatchInlineSnapshot(
      `"The gradient of a is infinite: ∂(a^0.5)/∂a = 0.5·a^−0.5 is infinite here."`,
    );
    expect(say("a^a", -2)).toMatchInlineSnapshot(
      `"The gradient of a is no number (NaN): ∂(a^a)/∂a = c·ln(a) (the second a) is no number (NaN) here."`,
    );
    expect(say("exp(a)", 1000)).toMatchInlineSnapshot(`
      "c = exp(a) is infinite: it is too large for a float64 (a is 1000).
      The gradient of a is infinite: ∂exp(a)/∂a = c is infinite here."
    `);
    expect(say("a^2", 3)).toBe("");
  });

  it("says what is wrong with inputs", () => {
    expect(() => new ScalarGraph("a*b + k", { b: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: ScalarGraph: there is no number for a, k.
        given:    b
        expected: a number for each of a, b, k]
    `);
    expect(() => new ScalarGraph("a", { a: Number.NaN })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: ScalarGraph: a cannot be an input.
        given:    a = NaN
        expected: a name of letters, digits and _ that is no function, and a finite number]
    `);
    expect(() => new ScalarGraph("a", { a: 1, exp: 2 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: ScalarGraph: exp cannot be an input.
        given:    exp = 2
        expected: a name of letters, digits and _ that is no function, and a finite number]
    `);
    expect(() => new ScalarGraph("constructor", {})).toThrow("there is no number for constructor");
    expect(() => new ScalarGraph("a", { a: 1 }).step(Number.NaN)).toThrow("the rate is no finite number");
    expect(() => new ScalarGraph("a", { a: 1 }).node("x")).toThrow("there is no node x");
  });
});

const operators = new Map<string, string>([
  ...["+", "-", "*", "/"].map((sign) => [sign, `(L)${sign}(R)`] as const),
  ["^", "(L)^(R)"],
]);
const names = ["a", "b", "c"];

/** Expressions of any shape. */
const expressionText: fc.Arbitrary<string> = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 5, withCrossShrink: true },
    fc.constantFrom(...names, "2", "0.5", "3"),
    fc
      .tuple(fc.constantFrom(...operators.values()), tie("any"), tie("any"))
      .map(([form, left, right]) => form.replace(/[LR]/g, (side) => (side === "L" ? left : right))),
    fc.tuple(fc.constantFrom("exp", "log", "tanh", "relu", "sigmoid", "-"), tie("any")).map(([f, x]) => `${f}(${x})`),
  ),
})).any;

/** The same expression in tensors. */
function inTensors({ terms }: Expression, inputs: ReadonlyMap<string, Tensor>): Tensor {
  const values: Tensor[] = [];
  for (const term of terms) {
    if (term.kind === "number") values.push(tensor(term.value));
    else if (term.kind === "name") values.push(inputs.get(term.name)!);
    else {
      const [a, b] = term.operands.map((i) => values[i]!);
      const methods: Record<OperationName, () => Tensor> = {
        add: () => a!.add(b!),
        sub: () => a!.sub(b!),
        mul: () => a!.mul(b!),
        div: () => a!.div(b!),
        pow: () => a!.pow(b!),
        neg: () => a!.neg(),
        exp: () => a!.exp(),
        log: () => a!.log(),
        tanh: () => a!.tanh(),
        relu: () => a!.relu(),
        sigmoid: () => a!.sigmoid(),
      };
      values.push(methods[term.operation]());
    }
  }
  return values.at(-1)!;
}

describe("gradients of random expressions", () => {
  beforeAll(() => init({ device: "reference" }));
  const drawn = fc.tuple(expressionText, fc.nat());
  const inputsOf = (seed: number) => {
    const rng = new Rng(seed);
    return Object.fromEntries(names.map((name) => [name, 0.2 + 1.8 * rng.uniform()]));
  };
  const isTame = (graph: ScalarGraph) =>
    graph.nodes.every(({ value, gradient }) => Math.abs(value) < 1e4 && Math.abs(gradient) < 1e4);

  it("are those of the tape", () => {
    let compared = 0;
    fc.assert(
      fc.property(drawn, ([text, seed]) => {
        const inputs = inputsOf(seed);
        const graph = new ScalarGraph(text, inputs);
        if (!isTame(graph)) return;
        const parameters = new Map(names.map((name) => [name, new Parameter(tensor(inputs[name]!))]));
        const { value, grads } = valueAndGrad([...parameters.values()], () =>
          // a result that no parameter takes part in has no tape, hence the 0
          inTensors(parseExpression(`0*a + (${text})`), parameters),
        );
        expect(graph.result.value).toBeCloseTo(value.item(), 9);
        for (const [i, name] of names.entries()) {
          const expected = grads[i]!.item();
          const tolerance = 1e-9 + 1e-9 * Math.abs(expected);
          expect(Math.abs(graph.node(name).gradient - expected)).toBeLessThan(tolerance);
        }
        compared++;
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it("are those of finite differences", () => {
    let compared = 0;
    fc.assert(
      fc.property(drawn, ([text, seed]) => {
        const inputs = inputsOf(seed);
        const graph = new ScalarGraph(text, inputs);
        for (const name of names) {
          const h = 1e-5;
          const at = (x: number) => new ScalarGraph(text, { ...inputs, [name]: x });
          const [low, high] = [at(inputs[name]! - h), at(inputs[name]! + h)];
          // where the gradient turns fast, or jumps, differences tell nothing
          if (![low, graph, high].every(isTame)) return;
          const slopes = [low, graph, high].map((g) => g.node(name).gradient);
          const bend = Math.max(...slopes) - Math.min(...slopes);
          const scale = 1 + Math.abs(graph.node(name).gradient) + Math.abs(graph.result.value);
          if (bend > 1e-3 * scale) return;
          const difference = (high.result.value - low.result.value) / (2 * h);
          expect(Math.abs(difference - graph.node(name).gradient)).toBeLessThan(1e-5 * scale + bend);
          compared++;
        }
      }),
      { numRuns: 300 },
    );
    expect(compared).toBeGreaterThan(200);
  });
});

import { init } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { graph } from "./play.js";
import { run } from "./run.js";

const question = { expression: "a*b + d", inputs: { a: 4, b: -2, d: 5 }, lr: 0.1 };

describe("graph", () => {
  it("has the values, gradients and the step of the lesson", async () => {
    await init();
    const { results } = await run({ a: 4, b: -2, d: 5, lr: 0.1, steps: 1, seed: 0 }, quietHost());
    const { nodes, stepped, error } = graph(question);
    expect(error).toBeNull();
    const found = Object.fromEntries(nodes.map(({ name, value, gradient }) => [name, { value, grad: gradient }]));
    expect(found).toEqual(results.nodes);
    const { a, b, d, e } = results.updated;
    expect(stepped).toEqual({ inputs: { a, b, d }, result: e });
  });

  it("is laid out in columns, operands on the left, and none on another", () => {
    const names = fc.constantFrom("x", "y", "z", "2");
    const sign = fc.constantFrom("+", "*", "-");
    const sums = fc.array(fc.tuple(names, sign, names), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(sums, (parts) => {
        const { nodes, edges } = graph({
          ...question,
          expression: parts.map((part) => `(${part.join("")})`).join("*"),
        });
        for (const { from, to } of edges) expect(nodes[from]!.layer).toBeLessThan(nodes[to]!.layer);
        const places = nodes.map(({ layer, row }) => `${layer} ${row.toFixed(3)}`);
        expect(new Set(places).size).toBe(places.length);
      }),
    );
  });

  it("hands back on each edge what the gradient is the sum of", () => {
    const { nodes, edges } = graph({ ...question, expression: "x*x + 3*x", inputs: { x: 2 } });
    const x = nodes.findIndex(({ name }) => name === "x");
    const handed = edges.filter(({ from }) => from === x).map(({ back }) => back!.handed);
    expect(handed).toEqual([2, 2, 3]);
    expect(nodes[x]!.gradient).toBe(7);
  });

  it("says what is wrong with an expression", () => {
    expect(graph({ ...question, expression: "a*" }).error).toContain("a value is missing after *");
    expect(graph({ ...question, expression: "" }).error).toContain("there is no expression");
  });

  it("takes 1 for a name that has no number", () => {
    expect(graph({ expression: "p + q", inputs: { p: 3 }, lr: 0.1 }).inputs).toEqual({ p: 3, q: 1 });
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());

const example = ["graph", "a*b + d", "a=4", "b=-2", "d=5"];
const document = async (...args: string[]) => {
  const { code, stdout, stderr } = await cairn.run([...args, "--json"]);
  expect(code, stderr).toBe(0);
  return JSON.parse(stdout);
};

describe("cairn graph", () => {
  it("prints the document of its contract with --json", async () => {
    const { command, nodes, steps } = await document(...example, "--steps", "1", "--lr", "0.1");
    expect(command).toBe("graph");
    expect(nodes).toEqual({
      a: { value: 4, grad: -2 },
      b: { value: -2, grad: 4 },
      c: { value: -8, grad: 1 },
      d: { value: 5, grad: 1 },
      e: { value: -3, grad: 1 },
    });
    expect(steps).toHaveLength(1);
    const { a, b, c, d, e } = steps[0].updated;
    for (const [value, expected] of [
      [a, 4.2],
      [b, -2.4],
      [c, -10.08],
      [d, 4.9],
      [e, -5.18],
    ]) {
      expect(value).toBeCloseTo(expected, 12);
    }
    expect(steps[0].nodes.a).toEqual({ value: a, grad: b });
  });

  it("shows the graph, the gradients with their rules, and the steps", async () => {
    const { code, stdout } = await cairn.run([...example, "--lr", "0.1"]);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "a*b + d

      a = 4 ──┐
              ├─ c = a·b = −8 ─┐
      b = −2 ─┘                ├─ e = c + d = −3
      d = 5 ───────────────────┘

      Forward: the values. Back: the gradients
      ┌──────┬──────────┬───────┬──────────┬─────────────────────────────────────┐
      │ node │ is       │ value │ gradient │ where the gradient comes from       │
      ├──────┼──────────┼───────┼──────────┼─────────────────────────────────────┤
      │ a    │ an input │     4 │       −2 │ −2 · 1: ∂(a·b)/∂a = b, and c has 1  │
      │ b    │ an input │    −2 │        4 │ 4 · 1: ∂(a·b)/∂b = a, and c has 1   │
      │ c    │ a·b      │    −8 │        1 │ 1 · 1: ∂(c + d)/∂c = 1, and e has 1 │
      │ d    │ an input │     5 │        1 │ 1 · 1: ∂(c + d)/∂d = 1, and e has 1 │
      │ e    │ c + d    │    −3 │        1 │ 1: it is the result, ∂e/∂e          │
      └──────┴──────────┴───────┴──────────┴─────────────────────────────────────┘
      The gradient of a node says how many times as much e changes, when the node
      changes a little. It is a slope, which the rule gives, times the gradient of the
      node that uses this one; of several uses, the sum.

      One step with a rate of 0.1
      ┌────────┬─────┬──────┬─────┬────────┬───────┐
      │   step │   a │    b │   d │      c │     e │
      ├────────┼─────┼──────┼─────┼────────┼───────┤
      │ before │   4 │   −2 │   5 │     −8 │    −3 │
      │      1 │ 4.2 │ −2.4 │ 4.9 │ −10.08 │ −5.18 │
      └────────┴─────┴──────┴─────┴────────┴───────┘
      In a step each input moves by −0.1 times its gradient, and everything is
      computed anew.
      "
    `);
  });

  it("takes words in any order, unused inputs, and a minus in front", async () => {
    const { nodes } = await document("graph", "unused=7", "-x^2", "x=3");
    expect(nodes).toMatchObject({ x: { value: 3, grad: -6 }, unused: { value: 7, grad: 0 } });
    expect((await document("graph", "-(-x)", "x=−3")).nodes.x).toEqual({ value: -3, grad: 1 });
  });

  it("says where it leaves the finite numbers", async () => {
    const { nodes, warnings } = await document("graph", "log(x)", "x=-1");
    expect(nodes.c).toEqual({ value: null, grad: 1 });
    expect(warnings).toEqual(["c = log(x) is no number (NaN): there is no logarithm of a negative number (x is −1)."]);
    const { stdout } = await cairn.run(["graph", "x^2", "x=3", "--lr", "10", "--steps", "1000"]);
    expect(stdout).toContain("Step 121 left the finite numbers; a smaller --lr may help.");
  });

  it("writes Graphviz's language, and draws", async () => {
    const dot = (await cairn.run(["graph", "--dot", "a*2", "a=4"])).stdout;
    expect(dot).toMatch(/^digraph \{\n/);
    expect((await cairn.run(["graph", "a*2", "--dot", "a=4"])).stdout).toBe(dot);
    const { code, stderr } = await cairn.run(["graph", "a*2", "a=4", "--dot", "g.dot", "--svg", "g.svg"]);
    expect([code, stderr]).toEqual([0, "Wrote g.dot.\nWrote g.svg.\n"]);
    expect(readFileSync(join(cairn.folder, "g.dot"), "utf8")).toBe(dot);
    const svg = readFileSync(join(cairn.folder, "g.svg"), "utf8");
    expect(svg).toContain("<svg ");
    expect(svg).toContain("gradient 2");
    const refused = await cairn.run(["graph", "a*2", "a=4", "--svg", "no/such/folder/g.svg"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("no/such/folder/g.svg");
  });

  it.each([
    [["a*+b", "a=1", "b=2"], "a value is missing between * and +, at column 3."],
    [["2a", "a=1"], "there is no sign between 2 and a, at column 2."],
    [["a.b", "a=1"], '"." has no meaning here, at column 2.'],
    [["sin(a)", "a=1"], "there is no function sin, at column 1."],
    [["a + b*k", "b=1"], "there is no number for a, k."],
    [["a", "a=x"], '"x" is not a number.'],
    [["a", "a="], '"" is not a number.'],
    [["a", "a=1e999"], '"1e999" is not a number.'],
    [["a", "a=1", "a=1"], "the input a is given twice."],
    [["a", "a=1", "relu=1"], "relu is a function, no input."],
    [["a", "a=1", "2b=1"], '"2b" is not the name of an input.'],
    [["a", "*", "b", "a=1", "b=1"], "there are several expressions."],
    [["a=1"], "there is no expression."],
    [[], "there is no expression."],
    [["a", "a=1", "--step", "3"], "unknown option '--step'."],
    [["a", "a=1", "--steps", "x"], '"x" is not a whole number'],
  ])("refuses %j with exit code 2", async (args, problem) => {
    const { code, stdout, stderr } = await cairn.run(["graph", ...args]);
    expect(stderr).toContain(problem);
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("points at the place of a hole", async () => {
    expect((await cairn.run(["graph", "a*+b", "a=1", "b=2"])).stderr).toMatchInlineSnapshot(`
      "UsageError: expression: a value is missing between * and +, at column 3.
        given:    a*+b
                    ^
        expected: a number, a name, a function or an opening bracket
      "
    `);
  });
});

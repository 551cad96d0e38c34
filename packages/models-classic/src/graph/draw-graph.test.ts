import { describe, expect, it } from "vitest";
import { dotOf } from "./dot.js";
import { drawGraph } from "./draw-graph.js";
import { ScalarGraph } from "./scalar-graph.js";

const inputs = { a: 4, b: -2, d: 5 };
const draw = (text: string) => `\n${drawGraph(new ScalarGraph(text, inputs))}`;

describe("drawGraph", () => {
  it("draws from the inputs to the result", () => {
    expect(draw("a*b + d")).toMatchInlineSnapshot(`
      "
      a = 4 ──┐
              ├─ c = a·b = −8 ─┐
      b = −2 ─┘                ├─ e = c + d = −3
      d = 5 ───────────────────┘"
    `);
    expect(draw("relu(a*b) + d")).toMatchInlineSnapshot(`
      "
      a = 4 ──┐
              ├─ c = a·b = −8 ── e = relu(c) = 0 ─┐
      b = −2 ─┘                                   ├─ f = e + d = 5
      d = 5 ──────────────────────────────────────┘"
    `);
    expect(draw("d + a*2")).toMatchInlineSnapshot(`
      "
      d = 5 ─────────────────┐
      a = 4 ─┐               ├─ e = d + c = 13
             ├─ c = a·2 = 8 ─┘
      2 ─────┘"
    `);
    expect(draw("(a + b)*(a - b)/-d^2")).toMatchInlineSnapshot(`
      "
      a = 4 ──┐
              ├─ c = a + b = 2 ─┐
      b = −2 ─┘                 ├─ f = c·e = 12 ─┐
      a = 4 ──┐                 │                │
              ├─ e = a − b = 6 ─┘                ├─ i = f/h = −0.48
      b = −2 ─┘                                  │
      d = 5 ─┐                                   │
             ├─ g = d^2 = 25 ── h = −g = −25 ────┘
      2 ─────┘"
    `);
    expect(draw("a")).toMatchInlineSnapshot(`
      "
      a = 4"
    `);
    expect(draw("7")).toMatchInlineSnapshot(`
      "
      c = 7 = 7"
    `);
  });

  it("gives up on what is too large", () => {
    expect(drawGraph(new ScalarGraph(new Array(3000).fill("a").join("+"), inputs))).toBeNull();
  });
});

it("dotOf writes Graphviz", () => {
  expect(dotOf(new ScalarGraph("a*a + 2", { a: 3 }))).toMatchInlineSnapshot(`
    "digraph {
      rankdir=LR;
      label="a*a + 2"; labelloc=t; fontname="sans-serif";
      node [shape=box, style=rounded, margin="0.2,0.1", fontname="sans-serif"];
      edge [fontname="sans-serif", fontsize=10];
      "a" [label="a\\nvalue 3\\ngradient 6", style="rounded,filled", fillcolor=gray92];
      "c" [label="c = a·a\\nvalue 9\\ngradient 1"];
      "a" -> "c" [label="3"];
      "a" -> "c" [label="3"];
      "d" [label="d = c + 2\\nvalue 11\\ngradient 1"];
      "c" -> "d" [label="1"];
      "d operand 1" [label="2", shape=plaintext];
      "d operand 1" -> "d";
    }
    "
  `);
  expect(dotOf(new ScalarGraph("a\n + 1", { a: 3 }))).toContain('label="a\\n + 1"');
});

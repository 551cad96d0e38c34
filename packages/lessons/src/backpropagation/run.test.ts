import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { quietHost } from "../quiet-host.test-tools.js";
import { runLesson } from "../run-lesson.js";
import { type BackpropagationResults, backpropagation } from "./lesson.js";

const lesson = async (options: Record<string, unknown> = {}) => {
  const report = await runLesson(backpropagation, { options, host: quietHost() });
  return { ...report, results: report.results as BackpropagationResults };
};

describe("lesson 6", () => {
  beforeAll(() => init({ threads: 1 }));

  it("has every published figure", async () => {
    const { checks, results } = await lesson();
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks).toHaveLength(18);
    expect(Object.keys(results)).toEqual(["nodes", "updated", "relu"]);
    expect(results.nodes).toEqual({
      a: { value: 4, grad: -2 },
      b: { value: -2, grad: 4 },
      c: { value: -8, grad: 1 },
      d: { value: 5, grad: 1 },
      e: { value: -3, grad: 1 },
    });
    expect(Object.keys(results.updated)).toEqual(["a", "b", "c", "d", "e"]);
    expect(results.updated.e).toBeCloseTo(-5.18, 12);
    expect(results.relu).toEqual({
      nodes: {
        a: { value: 4, grad: 0 },
        b: { value: -2, grad: 0 },
        c: { value: -8, grad: 0 },
        r: { value: 0, grad: 1 },
        d: { value: 5, grad: 1 },
        e: { value: 5, grad: 1 },
      },
      updated: { a: 4, b: -2, c: -8, r: 0, d: 4.9, e: 4.9 },
    });
  });

  it("works with other numbers, also on the device without threads", async () => {
    await init({ device: "reference" });
    const { results, changed, checks } = await lesson({ a: 1, b: 2, d: 0, lr: 0.5, steps: 2 });
    expect([changed, checks]).toEqual([["a", "b", "d", "lr", "steps"], []]);
    // a 1 -> 0 -> -0.75, b 2 -> 1.5 -> 1.5, d 0 -> -0.5 -> -1
    expect(results.updated).toEqual({ a: -0.75, b: 1.5, c: -1.125, d: -1, e: -2.125 });
    expect(results.relu.nodes.a.grad).toBe(2);
  });

  it("shows the walk, node by node", async () => {
    const { exhibits } = await lesson();
    const table = exhibits.find((exhibit) => exhibit.kind === "table")!;
    expect(table.rows).toMatchInlineSnapshot(`
      [
        [
          "e",
          "",
          "1",
          "it is the result: it grows as much as itself",
        ],
        [
          "d",
          "1 · 1",
          "1",
          "∂(c + d)/∂d = 1: a sum hands it on as it is",
        ],
        [
          "c",
          "1 · 1",
          "1",
          "∂(c + d)/∂c = 1: a sum hands it on as it is",
        ],
        [
          "b",
          "4 · 1",
          "4",
          "∂(a·b)/∂b = a: a product hands on the other factor",
        ],
        [
          "a",
          "−2 · 1",
          "−2",
          "∂(a·b)/∂a = b: a product hands on the other factor",
        ],
      ]
    `);
  });

  it("refuses what is no rate", async () => {
    await expect(lesson({ lr: 0 })).rejects.toThrow("lr is not a number above 0");
    await expect(lesson({ a: Number.NaN })).rejects.toThrow("a is not a number from");
  });
});

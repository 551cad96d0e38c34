import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { KernelName } from "../reference/kernel-name.js";
import { compare } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";
import { Samples } from "./samples.test-helper.js";

const arithmetic = [
  "add",
  "sub",
  "mul",
  "div",
  "pow",
  "maximum",
  "minimum",
  "reluBackward",
  "sigmoidBackward",
] as const;
const comparisons = ["equal", "notEqual", "less", "lessEqual"] as const;

const ulps: { readonly [K in KernelName]?: number } = { pow: 1, sigmoidBackward: 4 }; // it rounds three times

type Layout = "full" | "row" | "column" | "scalar" | "absent";

/** The strides and the length of an operand that is broadcast so to (rows, cols). */
function operand(layout: Layout, rows: number, cols: number): { row: number; col: number; length: number } {
  if (layout === "full") return { row: cols, col: 1, length: rows * cols };
  if (layout === "row") return { row: 0, col: 1, length: cols };
  return layout === "column" ? { row: 1, col: 0, length: rows } : { row: 0, col: 0, length: 1 };
}

describe.each(testBuilds)("binary kernels of the build %s", async (build) => {
  const engine = await TestEngine.create(build);
  const rows = fc.integer({ min: 0, max: 5 });
  const cols = fc.integer({ min: 1, max: 19 });
  const layout = fc.constantFrom<Layout>("full", "row", "column", "scalar");
  const orAbsent = fc.oneof(layout, fc.constant<Layout>("absent"));

  it.each<KernelName>([...arithmetic, ...comparisons])("%s", (kernel) => {
    const isComparison = (comparisons as readonly string[]).includes(kernel);
    fc.assert(
      fc.property(rows, cols, orAbsent, orAbsent, fc.nat(), (rows, cols, aLayout, bLayout, seed) => {
        const samples = new Samples(seed);
        const a = operand(aLayout, rows, cols);
        const b = operand(bLayout, rows, cols);
        const isResult = kernel === "sigmoidBackward"; // then b is from 0 to 1, beyond it a step of three may overflow
        const floats = (length: number) => (isResult ? samples.floats(length, 0, 1) : samples.wildFloats(length));
        const bValues = floats(b.length);
        const aValues = samples
          .wildFloats(a.length)
          .map((value, i) => (samples.next() < 0.2 ? (bValues[i] ?? 1) : value));
        const y = isComparison ? new Uint8Array(rows * cols) : new Float32Array(rows * cols);
        const left = aLayout === "absent" ? null : aValues;
        const right = bLayout === "absent" ? null : bValues;
        const args = [left, right, new Output(y), cols, a.row, a.col, b.row, b.col, floats(1)[0]!];
        compare(engine, { kernel, extent: rows * cols, args }, { ulp: ulps[kernel] ?? 0 });
      }),
      { numRuns: 200 },
    );
  });

  it("pow keeps the special values of IEEE 754", () => {
    const values = [0, -0, 1, -1, 2, -2, 0.5, 3, -3, 2.5, -2.5, Infinity, -Infinity, NaN, 16777217, 1e30];
    const a = Float32Array.from({ length: 256 }, (_, i) => values[i >> 4]!);
    const b = Float32Array.from({ length: 256 }, (_, i) => values[i & 15]!);
    const args = [a, b, new Output(new Float32Array(256)), 256, 256, 1, 256, 1, 0];
    const [y] = engine.run({ kernel: "pow", extent: 256, args });
    compare(engine, { kernel: "pow", extent: 256, args }, { ulp: 1 });
    expect(Object.is(y![16 + 1], 1)).toBe(true); // (-0)^-0
    expect(y![1 * 16 + 7]).toBe(-0); // (-0)^3
  });
});

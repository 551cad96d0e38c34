import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { expectClose } from "./compare.test-helper.js";
import { Output, TestEngine, testBuilds } from "./engine.test-helper.js";

const folder = new URL("../../../../../shared/data/10-numeric-reference/umath/", import.meta.url);
const missing = existsSync(folder) ? "" : ` (skipped: ${fileURLToPath(folder)} is not there)`;

/** Units in the last place of the table's correctly rounded results. */
const bounds = { exp: 2, log: 2, sin: 1, cos: 1, tanh: 3 } as const;

function readTable(name: string): { x: Float32Array; y: Float32Array } {
  const text = readFileSync(new URL(`umath-validation-set-${name}.csv`, folder), "utf8");
  const rows = text.split("\n").filter((line) => line.startsWith("np.float32"));
  const column = (i: number) => new Float32Array(Int32Array.from(rows, (row) => Number(row.split(",")[i]) | 0).buffer);
  return { x: column(1), y: column(2) };
}

describe.skipIf(missing !== "").each(testBuilds)(`NumPy's tables, build %s${missing}`, async (build) => {
  const engine = await TestEngine.create(build);

  it.each(Object.entries(bounds))("%s is within %i ulp", (name, ulp) => {
    const { x, y } = readTable(name);
    expect(x.length).toBeGreaterThan(100);
    const args = [x, new Output(new Float32Array(x.length))];
    const [actual] = engine.run({ kernel: name as keyof typeof bounds, extent: x.length, args });
    expectClose(name, actual!, y, { ulp });
  });
});

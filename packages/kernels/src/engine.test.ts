import { describe, expect, it } from "vitest";
import { createEngine } from "./engine.js";

describe("createEngine", () => {
  it("runs a kernel over memory that it handed out", async () => {
    const engine = await createEngine();
    const x = engine.allocate(5 * 4);
    engine.float32(x, 5).set([1, -2, 0, Number.POSITIVE_INFINITY, 5]);
    const y = engine.allocate(5 * 4);
    engine.launch("neg", 5, [x, y]);
    expect([...engine.float32(y, 5)]).toEqual([-1, 2, -0, Number.NEGATIVE_INFINITY, -5]);
  });
});

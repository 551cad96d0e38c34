import { init, type MemoryReport, memory } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import { fit } from "./index.js";
import { setUp } from "./line.test-data.js";

const checkpoints = { save: async () => {}, load: async () => null };

/** What was held after step 100 and after the last, evaluations and checkpoints between them. */
async function heldBy(steps: number, eager: boolean): Promise<MemoryReport[]> {
  const held: MemoryReport[] = [];
  const onStep = ({ step }: { step: number }) => {
    if (step === 100 || step === steps) held.push(memory());
  };
  await fit(setUp({ steps, eager, evalEvery: 50, clipNorm: 1, checkpoints, callbacks: { onStep } }));
  return held;
}

/** Less may be held after than before: the garbage collector may have come to what was made outside of scopes. */
function expectNoMore(after: MemoryReport, before: MemoryReport): void {
  expect(after.used).toBeLessThanOrEqual(before.used);
  expect(after.tensors).toBeLessThanOrEqual(before.tensors);
}

describe("the memory of a run", () => {
  it.each(["captured", "eager"])("does not grow in 10,000 %s steps", async (how) => {
    await init();
    const [early, late] = await heldBy(10_000, how === "eager");
    expectNoMore(late!, early!);
  });

  it("does not grow on the reference device", async () => {
    await init({ device: "reference" });
    const [early, late] = await heldBy(1000, false);
    expectNoMore(late!, early!);
  });

  it.each(["captured", "eager"])("is given back when %s steps end", async (how) => {
    await init();
    await fit(setUp({ steps: 5, eager: how === "eager" })); // what is made once, is made now
    const run = setUp({ steps: 5, eager: how === "eager" });
    const before = memory();
    await fit(run);
    expectNoMore(memory(), before);
  });
});

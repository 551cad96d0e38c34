import { init, type MemoryReport, memory } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import { fit } from "./index.js";
import { setUp } from "./line.test-data.js";

const checkpoints = { save: async () => {}, load: async () => null };

/** What was held after step 100 and after the last. */
async function heldBy(steps: number): Promise<MemoryReport[]> {
  const held: MemoryReport[] = [];
  const onStep = ({ step }: { step: number }) => {
    if (step === 100 || step === steps) held.push(memory());
  };
  await fit(setUp({ steps, evalEvery: 50, clipNorm: 1, checkpoints, callbacks: { onStep } }));
  return held;
}

describe("the memory of a run", () => {
  it("does not grow in 10,000 steps, evaluations and checkpoints between them", async () => {
    await init();
    const [early, late] = await heldBy(10_000);
    expect(late).toEqual(early);
  });

  it("does not grow on the reference device", async () => {
    await init({ device: "reference" });
    const [early, late] = await heldBy(1000);
    expect(late).toEqual(early);
  });
});

import { warmupCosine } from "@cairn-ml/optim";
import { init } from "@cairn-ml/tensor";
import { beforeEach, describe, expect, it } from "vitest";
import { type FitOptions, fit } from "./index.js";
import { type Points, setUp } from "./line.test-data.js";

beforeEach(async () => {
  await init({ device: "reference" });
});

describe("fit refuses", () => {
  const refusal = (options: Partial<FitOptions<Points>>) => fit(setUp(options));

  it("counts that are none", async () => {
    await expect(refusal({ steps: -1 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: steps is not a number of steps.
        given:    -1
        expected: an integer of 1 or more]
    `);
    await expect(refusal({ steps: 0 })).rejects.toThrow("steps is not a number of steps");
    await expect(refusal({ steps: 1.5 })).rejects.toThrow("steps is not a number of steps");
    await expect(refusal({ logEvery: 0 })).rejects.toThrow("logEvery is not a number of steps");
    await expect(refusal({ saveEvery: 0 })).rejects.toThrow("saveEvery is not a number of steps");
    await expect(refusal({ evalEvery: -1 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: evalEvery is not a number of steps.
        given:    -1
        expected: an integer of 0 or more]
    `);
    await expect(refusal({ evalLimit: 0 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: evalLimit is not a number of examples.
        given:    0
        expected: an integer of 1 or more]
    `);
  });

  it("a bound for gradients that is none", async () => {
    await expect(refusal({ clipNorm: 0 })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: clipNorm is not positive.
        given:    0
        expected: a positive number]
    `);
    await expect(refusal({ clipNorm: Number.NaN })).rejects.toThrow("clipNorm is not positive");
  });

  it("to resume from nowhere", async () => {
    await expect(refusal({ resume: true })).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: fit: there is nothing to resume from.
        given:    resume: true without checkpoints
        expected: the store that the run was saved to
        fix:      pass it as checkpoints]
    `);
  });

  it("what a schedule makes of the rate", async () => {
    await expect(refusal({ schedule: () => Number.NaN })).rejects.toThrow("lr");
    await fit(setUp({ schedule: warmupCosine({ lr: 0.1, minLr: 0, warmupSteps: 2, totalSteps: 20 }) }));
  });
});

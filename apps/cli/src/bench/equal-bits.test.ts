import { createHash } from "node:crypto";
import { init } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import type { TimedWorkload, Workload } from "./workload.js";
import { gpt2Infer, inferenceCases } from "./workloads/w10-gpt2-infer.js";
import { workloads } from "./workloads.js";

const steps = 4; // the first ones are run as they are while a step is captured
const cases: Readonly<Record<string, number>> = { "w9-gpt-train": 2 }; // the larger size takes minutes

/** By metric: a digest of all that a few steps have changed. */
async function digests({ name, cases: make }: TimedWorkload, threads: number): Promise<Record<string, string>> {
  expect((await init({ threads })).threads).toBe(threads);
  const found: Record<string, string> = {};
  for (const { metric, run, state } of make()) {
    await run(steps);
    const hash = createHash("sha256");
    for (const x of state!()) hash.update(new Uint8Array(x.data().buffer));
    found[metric] = hash.digest("hex").slice(0, 16);
    if (Object.keys(found).length === cases[name]) break;
  }
  return found;
}

const isCompared = (workload: Workload): workload is TimedWorkload => /^w\d/.test(workload.name) && "cases" in workload;
const small = { vocabSize: 1200, contextLength: 192, layers: 1, heads: 4, width: 256 }; // instead of GPT-2's sizes
const compared = workloads
  .filter(isCompared)
  .map((workload) => (workload === gpt2Infer ? { ...workload, cases: () => inferenceCases(small) } : workload));

describe.each(compared)("$name", (workload) => {
  let one: Record<string, string>;
  beforeAll(async () => {
    one = await digests(workload, 1);
  }, 60_000);

  it.each([2, 3, 4])("has the same bits on %d threads as on one", async (threads) => {
    expect(await digests(workload, threads)).toEqual(one);
  });

  it("has the same bits captured, eager and through fit", () => {
    for (const [metric, digest] of Object.entries(one)) {
      const captured = metric.replace(/, (eager|as fit runs it)$/, "");
      expect(digest, metric).toBe(one[captured]);
    }
  });
});

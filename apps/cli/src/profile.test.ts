import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelTime, TraceDocument } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, type Outcome, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const train = (...more: string[]) => ["train", "gpt", "--preset", "shakespeare-char", "--from", "text.txt", ...more];

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText());
}, 60_000);
afterAll(() => cairn.remove());

describe("a run with --profile and --trace", () => {
  let outcome: Outcome;
  beforeAll(async () => {
    outcome = await cairn.run(train("--steps", "3", "--profile", "--trace", "trace.json"));
  }, 60_000);

  it("ends with a table of where the time went, whose lines add up", () => {
    expect(outcome.code).toBe(0);
    const [, heading, table] = /\nWhere the time went\n(.*?)\n\n(.*?)\n\nforward \d+ %, backward/s.exec(
      outcome.stdout,
    )!;
    expect(heading).toMatch(/^3 steps, \d+\.\d ms each\. /);
    const lines = table!.split("\n");
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines.some((line) => /^matmul \d+×\d+×\d+ NN +\d+ +[\d.]+ ms +[\d.]+ % +[\d.]+ GFLOP\/s$/.test(line))).toBe(
      true,
    );
    expect(lines.some((line) => /^[a-zA-Z]+ +\d+ .* [\d.]+ GB\/s$/.test(line))).toBe(true);
    const times = lines.slice(1).map((line) => Number(/([\d.]+) ms /.exec(line)![1]));
    const total = times.pop()!;
    expect(Math.abs(times.reduce((sum, time) => sum + time, 0) - total)).toBeLessThan(0.1 * lines.length); // rounded
    expect(lines.at(-2)).toMatch(/^outside kernels \(TypeScript\) /);
  });

  it("leaves a trace of its steps", () => {
    const trace: TraceDocument = JSON.parse(readFileSync(join(cairn.folder, "trace.json"), "utf8"));
    const names = trace.traceEvents.map(({ name }) => name);
    expect(names.filter((name) => name.startsWith("step "))).toEqual(["step 1", "step 2", "step 3"]);
    for (const part of ["forward", "backward", "optimizer"])
      expect(names.filter((name) => name === part)).toHaveLength(3);
    expect(names.filter((name) => name.startsWith("matmul ")).length).toBeGreaterThan(30);
    expect(outcome.stderr).toContain("The trace is in trace.json");
  });
});

it("an interrupted run shows the profile of what ran", async () => {
  const started = cairn.start(train("--steps", "500", "--json", "--profile", "--out", "stopped"));
  await started.shows("step 1/");
  started.child.kill("SIGINT");
  const { code, stdout } = await started.ended;
  expect(code).toBe(130);
  const { error, profile } = JSON.parse(stdout);
  expect(error.name).toBe("Interrupted");
  expect(profile).toEqual({
    ...{ steps: expect.any(Number), seconds: expect.any(Number), outsideKernels: expect.any(Number) },
    parts: { forward: expect.any(Number), backward: expect.any(Number), optimizer: expect.any(Number) },
    kernels: expect.any(Array),
  });
  const inKernels = profile.kernels.reduce((sum: number, kernel: KernelTime) => sum + kernel.seconds, 0);
  expect(inKernels + profile.outsideKernels).toBeCloseTo(profile.seconds, 6);
  expect(error.message).toContain(`after step ${profile.steps} of 500`);
});

it("says before it trains that a trace cannot be written", async () => {
  const { code, stderr } = await cairn.run(train("--trace", "no/such/trace.json", "--out", "never"));
  expect({ code, stderr }).toMatchInlineSnapshot(`
    {
      "code": 1,
      "stderr": "FileError: train gpt: no/such does not exist.
      given:    no/such
      fix:      check the path
    ",
    }
  `);
  expect(existsSync(join(cairn.folder, "never"))).toBe(false);
});

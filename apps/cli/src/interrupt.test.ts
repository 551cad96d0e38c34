import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

const steps = 8;
let cairn: Cairn;
let span: number; // milliseconds from the first step to the end
let whole: string; // the digest of the weights of a run that was not interrupted

const train = (out: string, ...more: string[]) => [
  ...["train", "gpt", "--preset", "shakespeare-char", "--from", "text.txt", "--steps", `${steps}`],
  ...["--save-every", "2", "--out", out, ...more],
];
const digest = (run: string) =>
  createHash("sha256")
    .update(readFileSync(join(cairn.folder, run, "model.safetensors")))
    .digest("hex");
const stateOf = (run: string) => JSON.parse(readFileSync(join(cairn.folder, run, "state.json"), "utf8"));

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText());
  const { child, shows, ended } = cairn.start(train("whole"));
  await shows("step 1/");
  const began = performance.now();
  await shows("Trained in ");
  span = performance.now() - began;
  child.kill("SIGKILL");
  await ended;
  whole = digest("whole");
}, 60_000);
afterAll(() => cairn.remove());

describe("Ctrl-C", () => {
  it("saves, says how to resume, and exits with 130; resumed, the run has the same bytes", async () => {
    const started = cairn.start(train("stopped"));
    await started.shows("step 1/");
    started.child.kill("SIGINT");
    const { code, stdout, stderr } = await started.ended;
    expect(stderr).toContain("Stopping after this step; Ctrl-C again ends at once.");
    expect(stderr).toMatch(
      /Stopped after step \d+ of 8; the run is saved in stopped\.\n {2}Go on with: cairn train gpt --resume stopped\n/,
    );
    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(stateOf("stopped").step).toBeLessThan(steps);
    await cairn.train(["train", "gpt", "--resume", "stopped"]);
    expect(digest("stopped")).toBe(whole);
    expect(stateOf("stopped").pending).toEqual(stateOf("whole").pending);
    const log = (run: string) =>
      readFileSync(join(cairn.folder, run, "log.jsonl"), "utf8").replaceAll(/,"rate":\d+/g, "");
    expect(log("stopped")).toBe(log("whole"));
  });

  it("with --json prints a document that says how to resume", async () => {
    const started = cairn.start(train("json", "--json"));
    await started.shows("step 1/");
    started.child.kill("SIGTERM");
    const { code, stdout } = await started.ended;
    expect(JSON.parse(stdout).error).toEqual({
      name: "Interrupted",
      message: expect.stringMatching(/^Stopped after step \d+ of 8; the run is saved in json\.$/),
      fix: "Go on with: cairn train gpt --resume json",
    });
    expect(code).toBe(130);
  });
});

describe("a run that is killed at any moment", () => {
  // bench/kill-and-resume.mjs does it 20 times.
  it("and resumed has the bytes of a run that was not", async () => {
    const moments = [0.1, 0.4, 0.6, 0.9].map((share) => share + (0.1 * (process.hrtime()[1] % 1000)) / 1000);
    for (const [i, moment] of moments.entries()) {
      const run = `killed${i}`;
      const started = cairn.start(train(run));
      await started.shows("step 1/");
      await new Promise((resolve) => setTimeout(resolve, span * moment));
      started.child.kill("SIGKILL");
      await started.ended;
      expect(existsSync(join(cairn.folder, run, "config.json"))).toBe(true);
      await cairn.train(["train", "gpt", "--resume", run]);
      expect(digest(run), `killed ${span * moment} ms after the first step`).toBe(whole);
    }
  });

  it("starts from 0 when it had no checkpoint", async () => {
    const started = cairn.start([...train("early").slice(0, -4), "--save-every", "100", "--out", "early"]);
    await started.shows("step 1/");
    started.child.kill("SIGKILL");
    await started.ended;
    expect(existsSync(join(cairn.folder, "early/state.json"))).toBe(false);
    await cairn.train(["train", "gpt", "--resume", "early"]);
    expect(digest("early")).toBe(whole);
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());

const number = expect.any(Number);

describe("cairn lesson", () => {
  it("prints the document of its contract, and nothing else, with --json", async () => {
    const { code, stdout, stderr } = await cairn.run(["lesson", "2", "--json", "--threads", "1"]);
    expect(code, stderr).toBe(0);
    const document = JSON.parse(stdout);
    expect(document).toMatchObject({
      ...{ command: "lesson", lesson: 2, name: "one-weight", seed: 0, device: "wasm", threads: 1, seconds: number },
      results: { coefficient: number },
      published: { coefficient: 0.32 },
      changed: [],
    });
    expect(document.checks.length).toBeGreaterThan(0);
    for (const check of document.checks) {
      expect(check).toMatchObject({
        name: expect.any(String),
        value: number,
        expected: number,
        tolerance: number,
        ok: true,
      });
    }
  });

  it("tells the idea, what came of it, and what comes next", async () => {
    const { code, stdout } = await cairn.run(["lesson", "one-weight"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Lesson 2\. A derivative, and one weight\n/);
    for (const text of ["Our figures beside the published ones", "Change this and look", "What comes next"]) {
      expect(stdout).toContain(`\n${text}\n`);
    }
    expect(stdout).not.toContain("\u001b");
  });

  it("says so when the published figures are for other values", async () => {
    const { stdout } = await cairn.run(["lesson", "2", "--steps", "3"]);
    expect(stdout).toContain("You gave --steps");
    const { checks, changed } = JSON.parse((await cairn.run(["lesson", "2", "--steps", "3", "--json"])).stdout);
    expect({ checks, changed }).toEqual({ checks: [], changed: ["steps"] });
  });

  it.each([
    [["lesson"], "lesson: which one?"],
    [["lesson", "99"], "there is no lesson 99"],
    [["lesson", "2", "--steps", "0"], '--steps: "0" is not a whole number of 1 or more'],
    [["lesson", "2", "--lr", "fast"], '--lr: "fast" is not a number above 0'],
    [["lesson", "2", "--stepz", "1"], "unknown option '--stepz'"],
  ])("refuses %j", async (args, text) => {
    const { code, stdout, stderr } = await cairn.run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(text);
  });

  it("writes plots and numbers where it is told to", async () => {
    const { code, stderr } = await cairn.run([
      "lesson",
      "2",
      "--plot",
      "new/plot.png",
      "--csv",
      "new/plot.csv",
      "--json",
    ]);
    expect(code, stderr).toBe(0);
    expect(stderr).toContain("The plots are in new/plot.png.");
    expect(readFileSync(join(cairn.folder, "new/plot.png")).subarray(1, 4).toString()).toBe("PNG");
    expect(readFileSync(join(cairn.folder, "new/plot.csv"), "utf8")).toMatch(/^plot,series,x,y\n/);
  });

  it.each([
    [["--plot", "plot.jpg"], 2, "neither an SVG nor a PNG"],
    [["--csv", "."], 1, "is a folder, not a file"],
  ])("refuses %j before it begins", async (args, code, text) => {
    const refused = await cairn.run(["lesson", "2", ...args]);
    expect(refused).toMatchObject({ code, stdout: "" });
    expect(refused.stderr).toContain(text);
  });

  it("lists the lessons", async () => {
    expect((await cairn.run(["lessons"])).stdout).toContain("one-weight");
    const { lessons } = JSON.parse((await cairn.run(["lessons", "--json"])).stdout);
    expect(lessons).toContainEqual(expect.objectContaining({ number: 2, name: "one-weight" }));
  });
});

describe("Ctrl-C in a lesson", () => {
  const lesson = ["lesson", "4", "--steps", "200000"];
  const weights = (folder: string) => readFileSync(join(cairn.folder, folder, "model.safetensors"));

  it("saves, says how to go on, and the resumed run ends in the same bytes", async () => {
    expect((await cairn.run([...lesson, "--out", "whole"])).code).toBe(0);
    const { child, shows, ended } = cairn.start([...lesson, "--out", "stopped"]);
    await shows("step 1/200000");
    child.kill("SIGINT");
    const { code, stderr } = await ended;
    expect(code).toBe(130);
    expect(stderr).toContain("Stopped; the run is saved in stopped.\n  Go on with: cairn lesson 4 --resume stopped");
    const { step } = JSON.parse(readFileSync(join(cairn.folder, "stopped/state.json"), "utf8"));
    expect(step).toBeLessThan(200_000);

    const resumed = await cairn.run(["lesson", "4", "--resume", "stopped", "--json"]);
    expect(resumed.code, resumed.stderr).toBe(0);
    expect(weights("stopped").equals(weights("whole"))).toBe(true);
    expect(JSON.parse(resumed.stdout)).toMatchObject({ folder: "stopped", changed: ["steps"] });
  });

  it("refuses to go on with another lesson's run, or with other options", async () => {
    const other = await cairn.run(["lesson", "2", "--resume", "whole"]);
    expect(other.code).toBe(1);
    expect(other.stderr).toContain("whole is not a run of lesson 2");
    expect(other.stderr).toContain("lesson 4 --resume whole");
    const options = await cairn.run(["lesson", "4", "--resume", "whole", "--lr", "1"]);
    expect(options.code).toBe(2);
    expect(options.stderr).toContain("given:    --lr");
  });
});

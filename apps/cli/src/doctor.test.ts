import { availableParallelism } from "node:os";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn doctor", () => {
  it("prints the document of its contract", async () => {
    const { code, stdout, stderr } = await cairn.run(["doctor", "--json"]);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      node: process.versions.node,
      v8: process.versions.v8,
      cpu: expect.any(String),
      cores: availableParallelism(),
      wasm: { simd: true, relaxedSimd: Number.parseInt(process.versions.v8, 10) >= 12, threads: true },
      device: "wasm",
      threads: Math.min(16, availableParallelism()),
      engine: { build: expect.stringMatching(/^(relaxed|simd)(-shared)?$/), maximumBytes: 2 ** 32 },
      versions: { cairn: expect.stringMatching(/^\d+\.\d+\.\d+$/), rng: expect.stringContaining("philox") },
    });
  });

  it("takes --json before the command too", async () => {
    const { code, stdout } = await cairn.run(["--json", "doctor"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).node).toBe(process.versions.node);
  });

  it("ends its table with whether all is well, without colours off a terminal", async () => {
    const { code, stdout } = await cairn.run(["doctor"]);
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe("All is well: Cairn computes here, and rightly.");
    expect(stdout).toMatch(/computes on +│ wasm, \d+ threads? /);
    expect(stdout).toMatch(/build, memory +│ (relaxed|simd)(-shared)?, up to 4 GiB /);
    expect(stdout).not.toContain("\u001b");
  });

  it("colours when told to, and never with NO_COLOR", async () => {
    const colored = await cairn.run(["doctor"], { env: { FORCE_COLOR: "1" } });
    expect(colored.stdout).toContain("\u001b[32m");
    const plain = await cairn.run(["doctor"], { env: { FORCE_COLOR: "1", NO_COLOR: "1" } });
    expect(plain.stdout).not.toContain("\u001b");
  });
});

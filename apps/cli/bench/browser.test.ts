import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = process.env.CHROMIUM ?? "chromium";
const isThere = [program, ...process.env.PATH!.split(delimiter).map((place) => join(place, program))].some(existsSync);

const run = async (...args: readonly string[]) => {
  const file = fileURLToPath(new URL("browser.ts", import.meta.url));
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [file, ...args]);
  const lines = stdout.trimEnd().split("\n");
  return { lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>), stderr };
};
const quick = ["--threads", "2", "--repeats", "1", "--seconds", "0.01"];

it.skipIf(!isThere)("browser.ts prints the figures of a browser (needs chromium on the PATH)", async () => {
  const { lines: found } = await run("w3", "start", ...quick);
  expect(found.map(({ workload, metric }) => `${workload}: ${metric}`)).toEqual([
    "w3-linreg: autograd + SGD",
    "w3-linreg: autograd + SGD, eager",
    "w3-linreg: autograd + SGD, as fit runs it",
    "w3-linreg: gradient by hand",
    "w3-linreg: gradient by hand, eager",
    "start: first result, from init",
    "start: first result, from the start",
  ]);
  for (const { peer, version, threads, value } of found) {
    expect({ peer, threads }).toEqual({ peer: "cairn (Chromium)", threads: 2 });
    expect(version).toMatch(/^\d+\.\d+\.\d+ chromium \d+$/);
    expect(value).toBeGreaterThan(0);
  }
});

it.skipIf(!isThere)(
  "browser.ts says which other systems are not in a folder (needs chromium on the PATH)",
  async () => {
    const { lines, stderr } = await run("w5", ...quick, "--peers", tmpdir());
    expect(new Set(lines.map(({ peer }) => peer))).toEqual(new Set(["cairn (Chromium)"]));
    expect(stderr).toContain(
      `w5-mlp: jax-js wasm is left out: @jax-js/jax is not in ${join(tmpdir(), "node_modules")}`,
    );
  },
);

const peers = process.env.CAIRN_PEERS;

it.skipIf(!isThere || !peers)(
  "browser.ts sets other systems beside ours in the same browser (needs chromium on the PATH and CAIRN_PEERS, a folder with node_modules)",
  async () => {
    const { lines, stderr } = await run("w5", ...quick, "--peers", peers!, "--backends", "wasm");
    const figures = lines.filter(({ metric }) => metric === "Adam");
    expect(figures.map(({ peer }) => peer)).toEqual([
      "cairn (Chromium)",
      "jax-js wasm (Chromium)",
      "tfjs wasm (Chromium)",
    ]);
    for (const { value } of figures) expect(value).toBeGreaterThan(0);
    expect(stderr).toMatch(/^ {2}jax-js wasm \(Chromium\) 2T .* Cairn in Chromium: [\d.,]+ ×$/m);
  },
);

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";

const program = process.env.CHROMIUM ?? "chromium";
const isThere = [program, ...process.env.PATH!.split(delimiter).map((place) => join(place, program))].some(existsSync);

it.skipIf(!isThere)("browser.ts prints the figures of a browser (needs chromium on the PATH)", async () => {
  const args = ["w3", "start", "--threads", "2", "--repeats", "1", "--seconds", "0.01"];
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL("browser.ts", import.meta.url)),
    ...args,
  ]);
  const lines = stdout.trimEnd().split("\n");
  const found = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
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

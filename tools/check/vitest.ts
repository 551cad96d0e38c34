import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { stripVTControlCharacters } from "node:util";
import { totalsFile } from "./reporter.ts";
import { add, summary, type Totals } from "./totals.ts";

const limitMinutes = 20; // far beyond what the tests take: a loop without an end must not hold up CI for ever

/** Runs every test, showing vitest's own output, and returns its totals; a run that broke off has failed. */
export async function runTests(filters: readonly string[]): Promise<Totals> {
  mkdirSync(dirname(totalsFile), { recursive: true });
  rmSync(totalsFile, { force: true });
  const reporters = ["--reporter=default", "--reporter=./tools/check/reporter.ts"];
  const code = await show("vitest", ["run", ...reporters, ...filters]);
  const packages = readTotals();
  const names = Object.keys(packages).sort();
  const width = Math.max(0, ...names.map((name) => name.length));
  for (const name of names) console.log(`  ${name.padEnd(width)}  ${summary(packages[name]!)}`);
  const totals = Object.values(packages).reduce(add, { passed: 0, failed: 0, skipped: [] });
  return code !== 0 && totals.failed === 0 ? add(totals, { passed: 0, failed: 1, skipped: [] }) : totals;
}

function readTotals(): Record<string, Totals> {
  try {
    return JSON.parse(readFileSync(totalsFile, "utf8")) as Record<string, Totals>;
  } catch {
    return {}; // vitest did not come to its end; its exit code says so
  }
}

function show(file: string, args: readonly string[]): Promise<number> {
  return new Promise((resolve) => {
    const output = process.stdout.isTTY ? "inherit" : "pipe";
    const child = spawn(file, args, { stdio: ["ignore", output, output] });
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue; // Vitest's workers colour their differences even in a file.
      createInterface(stream).on("line", (line) => console.log(stripVTControlCharacters(line)));
    }
    child.on("error", () => resolve(127));
    const limit = setTimeout(() => {
      console.log(`✗ ${file} did not end within ${limitMinutes} minutes`);
      child.kill("SIGKILL");
    }, limitMinutes * 60_000);
    child.on("close", (code) => {
      clearTimeout(limit);
      resolve(code ?? 1);
    });
  });
}

import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { transformWithOxc } from "vite";
import { readmes } from "../../examples/collect.ts";
import { run } from "../step.ts";
import type { Check } from "./check.ts";
import type { NodeProgram } from "./nodes.ts";

/** Runs the examples of the READMEs on the installed packages, their types taken out. */
export async function exampleChecks(node: NodeProgram, folder: string): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { place, code } of readmes().flatMap(({ examples }) => examples)) {
    const file = join(folder, `${place.replace(/[/:]/g, "-")}.mjs`);
    const script = await transformWithOxc(code, "example.ts", { target: "es2022", sourcemap: false });
    writeFileSync(file, script.code);
    const { code: exit, output } = await run([node.file, file], { cwd: folder });
    checks.push({ name: place, problem: exit === 0 ? "" : output });
  }
  return checks;
}

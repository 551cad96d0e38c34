import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPackages } from "../workspace/packages.ts";
import type { Check } from "./published/check.ts";
import { commandChecks } from "./published/command.ts";
import { exampleChecks } from "./published/examples.ts";
import { importChecks } from "./published/imports.ts";
import { nodes } from "./published/nodes.ts";
import { packAll } from "./published/pack.ts";
import { createProject } from "./published/project.ts";
import { typeChecks } from "./published/types.ts";
import { add, type Totals } from "./totals.ts";

/** Packs every package, installs the archives in a project outside this folder, and uses them there on each Node. */
export async function checkPackages(root: string): Promise<Totals> {
  const folder = mkdtempSync(join(tmpdir(), "cairn-packages-"));
  const packages = readPackages(root);
  try {
    const { archives, checks } = await packAll(packages, folder);
    let totals = tell("packages pack, and publint finds nothing", checks);
    const project = await createProject(folder, archives);
    totals = add(totals, tell("the archives install with npm", [project.check]));
    if (project.check.problem) return totals;
    totals = add(totals, tell("declarations hold", await typeChecks(root, project.folder, packages)));
    for (const node of nodes(root)) {
      totals = add(
        totals,
        tell(`packages import on Node ${node.version}`, await importChecks(node, project.folder, packages)),
      );
      totals = add(
        totals,
        tell(`README examples run on Node ${node.version}`, await exampleChecks(node, project.folder)),
      );
      totals = add(totals, tell(`the command runs on Node ${node.version}`, await commandChecks(node, project.folder)));
    }
    return totals;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function tell(title: string, checks: readonly Check[]): Totals {
  const failed = checks.filter(({ problem }) => problem);
  console.log(`${failed.length > 0 ? "✗" : "✓"} ${title}: ${checks.length - failed.length} of ${checks.length}`);
  for (const { name, problem } of failed) console.log(`  ✗ ${name}\n${shorten(problem)}`);
  return { passed: checks.length - failed.length, failed: failed.length, skipped: [] };
}

/** The first lines of what went wrong, indented: one missing file can cause a hundred errors. */
function shorten(problem: string): string {
  const lines = problem.trimEnd().split("\n");
  const rest = lines.length > 12 ? [`… and ${lines.length - 12} lines more`] : [];
  return [...lines.slice(0, 12), ...rest].map((line) => `    ${line}`).join("\n");
}

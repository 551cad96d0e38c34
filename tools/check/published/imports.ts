import type { Package } from "../../workspace/packages.ts";
import { run } from "../step.ts";
import type { Check } from "./check.ts";
import type { NodeProgram } from "./nodes.ts";

/** Imports every entry point of every package, each in a process of its own. */
export async function importChecks(node: NodeProgram, cwd: string, packages: readonly Package[]): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { manifest } of packages) {
    for (const subpath of Object.keys(manifest.exports ?? {})) {
      const specifier = manifest.name + subpath.slice(1);
      const script = `import * as all from ${JSON.stringify(specifier)}; if (Object.keys(all).length === 0) throw new Error("exports nothing");`;
      const { code, output } = await run([node.file, "--input-type=module", "-e", script], { cwd });
      checks.push({ name: `import ${specifier}`, problem: code === 0 ? "" : output });
    }
  }
  return checks;
}

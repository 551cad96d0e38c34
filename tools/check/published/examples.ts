import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsup";
import { readmes } from "../../examples/collect.ts";
import { run } from "../step.ts";
import type { Check } from "./check.ts";
import type { NodeProgram } from "./nodes.ts";

/** Runs the examples of the READMEs on the installed packages. */
export async function exampleChecks(node: NodeProgram, folder: string): Promise<Check[]> {
  const examples = readmes().flatMap((page) => page.examples);
  const sources = join(folder, "examples");
  mkdirSync(sources, { recursive: true });
  const nameOf = (place: string) => place.replace(/[/:.]/g, "-");
  for (const { place, code } of examples) writeFileSync(join(sources, `${nameOf(place)}.ts`), code);
  await build({
    config: false,
    silent: true,
    entry: examples.map(({ place }) => join(sources, `${nameOf(place)}.ts`)),
    format: "esm",
    target: "es2022", // without types and `using`, neither of which Node 20 can parse
    external: [/^@cairn-ml\//],
    outDir: join(folder, "examples-built"),
  });
  const checks: Check[] = [];
  for (const { place } of examples) {
    const program = join(folder, "examples-built", `${nameOf(place)}.js`);
    const { code, output } = await run([node.file, program], { cwd: folder });
    checks.push({ name: place, problem: code === 0 ? "" : output });
  }
  return checks;
}

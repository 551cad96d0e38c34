import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "tsup";
import { programs, readmes } from "../../examples/collect.ts";
import { run } from "../step.ts";
import type { Check } from "./check.ts";
import type { NodeProgram } from "./nodes.ts";

/** Runs the examples of the READMEs and the programs to copy on the installed packages. */
export async function exampleChecks(node: NodeProgram, folder: string): Promise<Check[]> {
  const examples = [...readmes().flatMap((page) => page.examples), ...programs()];
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
  return stripsTypes(node) ? [...checks, ...(await asTheyAre(node, { folder, sources, nameOf }))] : checks;
}

/** The programs to copy are run as a reader runs them: the file itself, whose types Node takes away. */
async function asTheyAre(
  node: NodeProgram,
  { folder, sources, nameOf }: { folder: string; sources: string; nameOf(place: string): string },
): Promise<Check[]> {
  const checks: Check[] = [];
  for (const { place } of programs()) {
    const { code, output } = await run([node.file, join(sources, `${nameOf(place)}.ts`)], { cwd: folder });
    checks.push({ name: `${place}, copied`, problem: code === 0 ? "" : output });
  }
  return checks;
}

const stripsTypes = ({ version }: NodeProgram) => Number(version.split(".")[0]) >= 24;

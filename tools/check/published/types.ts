import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Package } from "../../workspace/packages.ts";
import { run } from "../step.ts";
import type { Check } from "./check.ts";

/** Type-checks imports of the installed packages, declarations included, under both ways of resolving them. */
export async function typeChecks(root: string, folder: string, packages: readonly Package[]): Promise<Check[]> {
  const specifiers = packages.flatMap(({ manifest }) =>
    Object.keys(manifest.exports ?? {}).map((subpath) => manifest.name + subpath.slice(1)),
  );
  writeFileSync(join(folder, "all.ts"), specifiers.map((name) => `export type * from "${name}";`).join("\n"));
  const checks: Check[] = [];
  for (const [module, moduleResolution] of [
    ["nodenext", "nodenext"],
    ["esnext", "bundler"],
  ]) {
    const options = { module, moduleResolution, target: "es2022", lib: ["es2023", "esnext.disposable", "dom"] };
    const compilerOptions = { ...options, strict: true, noEmit: true, skipLibCheck: false, types: [] };
    const file = join(folder, `tsconfig.${moduleResolution}.json`);
    writeFileSync(file, JSON.stringify({ compilerOptions, include: ["all.ts"] }));
    const { code, output } = await run([join(root, "node_modules/.bin/tsc"), "-p", file], { cwd: folder });
    checks.push({ name: `tsc, moduleResolution ${moduleResolution}`, problem: code === 0 ? "" : output });
  }
  return checks;
}

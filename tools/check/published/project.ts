import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "../step.ts";
import type { Check } from "./check.ts";

/** Installs the archives with npm in a project of their own; third-party packages come from npm's cache if it has them. */
export async function createProject(
  parent: string,
  archives: ReadonlyMap<string, string>,
): Promise<{ folder: string; check: Check }> {
  const folder = join(parent, "project");
  mkdirSync(folder);
  const files = Object.fromEntries([...archives].map(([name, file]) => [name, `file:${file}`]));
  const overrides = Object.fromEntries([...archives.keys()].map((name) => [name, `$${name}`])); // never the registry's
  const manifest = { name: "scratch", private: true, type: "module", dependencies: files, overrides };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest, null, 2));
  const options = ["--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"];
  const { code, output } = await run(["npm", "install", ...options], { cwd: folder, env: withoutNpm() });
  return { folder, check: { name: "npm install", problem: code === 0 ? "" : output || `exit code ${code}` } };
}

/** `npm test` tells its children about itself in variables that an npm in another folder would take for its own. */
export function withoutNpm(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^npm_(config_(local_)?prefix|package|lifecycle|command)/i.test(name),
  );
  return Object.fromEntries(own);
}

import type { Package } from "../../workspace/packages.ts";
import { run } from "../step.ts";
import type { Check } from "./check.ts";

export interface Packed {
  /** Archive files by package name. */
  readonly archives: ReadonlyMap<string, string>;
  readonly checks: readonly Check[];
}

const expected =
  /^(dist\/[\w./-]+\.(js|js\.map|d\.ts|d\.ts\.map)|dist\/page\/[\w./-]+\.(html|css|js|json)|package\.json|README\.md|LICENSE|CHANGELOG\.md)$/;

/** Packs every package as `pnpm publish` would, and looks at what went in. */
export async function packAll(packages: readonly Package[], folder: string): Promise<Packed> {
  const archives = new Map<string, string>();
  const checks: Check[] = [];
  for (const { manifest, folder: cwd } of packages) {
    const packed = await run(["pnpm", "pack", "--json", "--pack-destination", folder], { cwd });
    if (packed.code !== 0) {
      checks.push({ name: `pack ${manifest.name}`, problem: packed.output });
      continue;
    }
    const { filename, files } = JSON.parse(packed.stdout) as { filename: string; files: { path: string }[] };
    archives.set(manifest.name, filename);
    checks.push({ name: `contents of ${manifest.name}`, problem: wrongFiles(files.map(({ path }) => path)) });
    const lint = await run(["publint", "run", filename, "--strict", "--level", "warning"]);
    checks.push({ name: `publint ${manifest.name}`, problem: lint.code === 0 ? "" : lint.output });
  }
  return { archives, checks };
}

function wrongFiles(paths: readonly string[]): string {
  const extra = paths
    .filter((path) => !expected.test(path) || /\.test[.-]/.test(path))
    .map((path) => `should not be in it: ${path}`);
  const missing = ["package.json", "README.md", "LICENSE"]
    .filter((path) => !paths.includes(path))
    .map((path) => `is missing: ${path}`);
  return [...extra, ...missing].join("\n");
}

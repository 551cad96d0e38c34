import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative, resolve } from "node:path";
import { type Import, readSource } from "./sources.ts";

export interface Manifest {
  readonly name: string;
  readonly version?: string;
  readonly description?: string;
  readonly license?: string;
  readonly type?: string;
  readonly engines?: Record<string, string>;
  readonly sideEffects?: boolean | readonly string[];
  readonly exports?: Record<string, Record<string, Target>>;
  readonly bin?: Record<string, string>;
  readonly files?: readonly string[];
  readonly dependencies?: Record<string, string>;
  /** What an application has once, and our package uses with it. */
  readonly peerDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

/** A file, or one for each of further conditions. */
type Target = string | Record<string, string>;

/** A package or an app: what it says of itself and what its files do. */
export interface Package {
  /** The folder's name, `models-gpt`. */
  readonly id: string;
  readonly folder: string;
  readonly isApp: boolean;
  readonly manifest: Manifest;
  /** Names of packages that tsconfig.json refers to. */
  readonly references: readonly string[];
  /** Sources of the entry points by subpath: `"."`, `"./node"`, and `"./node:browser"` for what it is there; `"bin"` for a command. */
  readonly entries: ReadonlyMap<string, string>;
  /** Files that ship, and files that only tests, benchmarks and the build use; a page is built, so what it imports is bundled. */
  readonly shipped: readonly string[];
  readonly tooling: readonly string[];
}

export const scope = "@cairn-ml/";

/** Reads every package and app below a workspace's root. */
export function readPackages(root: string): Package[] {
  return ["packages", "apps"].flatMap((parent) =>
    list(join(root, parent))
      .filter((folder) => existsSync(join(folder, "package.json")))
      .map((folder) => readPackage(folder, parent === "apps")),
  );
}

function readPackage(folder: string, isApp: boolean): Package {
  const manifest = json(join(folder, "package.json")) as Manifest;
  const sources = filesBelow(join(folder, "src"));
  const isTest = (file: string) => /\.test(-[a-z]+)?\.ts$/.test(file);
  return {
    id: basename(folder),
    folder,
    isApp,
    manifest,
    references: readReferences(folder),
    entries: readEntries(folder, manifest),
    shipped: sources.filter((file) => !isTest(file)),
    tooling: [
      ...sources.filter(isTest),
      ...["bench", "build", "golden", "page"].flatMap((name) => filesBelow(join(folder, name))),
      ...list(folder).filter(isCode),
    ],
  };
}

function readReferences(folder: string): string[] {
  const file = join(folder, "tsconfig.json");
  if (!existsSync(file)) return [];
  const { references = [] } = json(file) as { references?: { path: string }[] };
  return references.map(({ path }) => (json(join(folder, path, "package.json")) as Manifest).name);
}

function readEntries(folder: string, manifest: Manifest): Map<string, string> {
  const entries = new Map<string, string>();
  for (const [subpath, conditions] of Object.entries(manifest.exports ?? {})) {
    const source = conditions[`${scope}source`];
    const { default: file, browser } =
      typeof source === "string" ? { default: source, browser: undefined } : (source ?? {});
    if (file) entries.set(subpath, resolve(folder, file));
    if (browser) entries.set(`${subpath}:browser`, resolve(folder, browser));
  }
  for (const target of Object.values(manifest.bin ?? {})) {
    entries.set("bin", resolve(folder, target.replace(/dist\/(.*)\.js$/, "src/$1.ts")));
  }
  return entries;
}

/** The package that a specifier names, `@scope/name` or `name`; undefined for relative paths and built-in modules. */
export function packageOf(specifier: string): string | undefined {
  if (/^(\.|\/|node:)/.test(specifier)) return undefined;
  return specifier.split("/", specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Imports of other packages in `files`, each with the place where it stands. */
export function externalImports(folder: string, files: readonly string[]): { name: string; place: string }[] {
  return files.flatMap((file) =>
    readSource(file).imports.flatMap(({ specifier, line }) => {
      const name = packageOf(specifier);
      return name ? [{ name, place: `${relative(folder, file)}:${line}` }] : [];
    }),
  );
}

/** Where an import leads inside the workspace; undefined when it leads out of it or to something that is no code. */
export function target(
  file: string,
  { specifier }: Import,
  packages: readonly Package[],
  { browser = false }: { browser?: boolean } = {},
): string | undefined {
  if (specifier.startsWith(".")) {
    const path = resolve(file, "..", specifier.replace(/\.js$/, ".ts"));
    return isCode(path) ? path : undefined;
  }
  const name = packageOf(specifier);
  const found = packages.find(({ manifest }) => manifest.name === name);
  const subpath = found && `.${specifier.slice(found.manifest.name.length)}`;
  return (browser && found?.entries.get(`${subpath}:browser`)) || found?.entries.get(`${subpath}`);
}

function list(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => join(folder, name));
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .sort()
    .map((name) => join(folder, name))
    .filter(isCode);
}

function isCode(file: string): boolean {
  return /\.(ts|tsx|mts|mjs|js)$/.test(file);
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, "utf8"));
}

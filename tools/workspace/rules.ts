import { existsSync, readFileSync } from "node:fs";
import { join, matchesGlob, normalize, relative } from "node:path";
import { arrows, below } from "./layers.ts";
import { externalImports, type Package, scope, target } from "./packages.ts";
import { type Import, readSource } from "./sources.ts";

/** A rule lists what is wrong with one package, one line each; an empty list is a pass. */
export type Rule = (stone: Package, packages: readonly Package[], rootTools: ReadonlySet<string>) => string[];

/** The rules that every package and app keeps, by the sentence that a test is named after. */
export const rules: Record<string, Rule> = {
  "imports only what its package.json declares": (stone, _, rootTools) => {
    const { name, dependencies, peerDependencies, devDependencies } = stone.manifest;
    const installed = { ...dependencies, ...peerDependencies };
    const shipped = externalImports(stone.folder, stone.shipped)
      .filter((found) => !(found.name in installed))
      .map((found) => `${found.place} imports ${found.name}, which is not in dependencies`);
    const known = new Set([name, ...Object.keys({ ...installed, ...devDependencies }), ...rootTools]);
    const tooling = externalImports(stone.folder, stone.tooling)
      .filter((found) => !known.has(found.name))
      .map((found) => `${found.place} imports ${found.name}, which is in no dependencies or devDependencies`);
    return [...shipped, ...tooling];
  },

  "declares only what it imports": (stone) => {
    const { dependencies = {}, peerDependencies = {}, devDependencies = {} } = stone.manifest;
    const shipped = new Set(externalImports(stone.folder, stone.shipped).map(({ name }) => name));
    const all = new Set([...shipped, ...externalImports(stone.folder, stone.tooling).map(({ name }) => name)]);
    return [
      ...Object.keys(dependencies)
        .filter((name) => !shipped.has(name))
        .map((name) => `dependencies name ${name}, which no shipped file imports`),
      ...Object.keys(peerDependencies)
        .filter((name) => !shipped.has(name))
        .map((name) => `peerDependencies name ${name}, which no shipped file imports`),
      ...Object.keys(devDependencies)
        .filter((name) => !all.has(name.replace(/^@types\//, "")) && !all.has(name))
        .map((name) => `devDependencies name ${name}, which no file imports`),
    ];
  },

  "points only downwards": (stone) => {
    const allowed = below(stone);
    if (!allowed) return [`${stone.id} is not in the picture: give it a place in tools/workspace/layers.ts`];
    return arrows(stone)
      .filter((name) => !allowed.has(name))
      .map((name) => `${stone.id} -> ${name} points up or sideways`);
  },

  "has a complete package.json": ({ id, isApp, manifest, entries }) => {
    const wrong: string[] = [];
    const want = (holds: unknown, what: string) => {
      if (!holds) wrong.push(`package.json: ${what}`);
    };
    want(manifest.name === scope + id, `name is "${manifest.name}", expected "${scope}${id}"`);
    want(manifest.version, "version is missing");
    want(manifest.description, "description is missing");
    want(manifest.license === "Apache-2.0", "license must be Apache-2.0");
    want(manifest.type === "module", 'type must be "module"');
    want(manifest.engines?.node === ">=20", 'engines.node must be ">=20"');
    want(manifest.sideEffects !== undefined, "sideEffects is missing");
    want(manifest.files?.includes("dist"), 'files must name "dist"');
    want(isApp ? manifest.bin : manifest.exports?.["."], isApp ? "bin is missing" : 'exports["."] is missing');
    for (const [subpath, conditions] of Object.entries(manifest.exports ?? {})) {
      const keys = Object.keys(conditions);
      want(keys[0] === `${scope}source`, `exports["${subpath}"] must begin with the condition "${scope}source"`);
      want(keys[1] === "types", `exports["${subpath}"] must have "types" second`);
      want(keys.at(-1) === "default", `exports["${subpath}"] must end with "default"`);
      const isForBrowsers = keys.includes("browser") === entries.has(`${subpath}:browser`);
      want(
        isForBrowsers,
        `exports["${subpath}"] must have "browser" both for the source and for what is built, or for neither`,
      );
    }
    for (const [subpath, file] of entries) want(existsSync(file), `the source of "${subpath}" does not exist`);
    return wrong;
  },

  "refers in tsconfig.json to the packages that it declares": (stone) => {
    const declared = new Set(arrows(stone).map((name) => scope + name));
    const referred = new Set(stone.references);
    return [
      ...[...declared]
        .filter((name) => !referred.has(name))
        .map((name) => `tsconfig.json lacks a reference to ${name}`),
      ...[...referred]
        .filter((name) => !declared.has(name))
        .map((name) => `tsconfig.json refers to ${name} for nothing`),
    ];
  },

  "has a README of at most 60 lines": ({ folder }) => {
    const file = join(folder, "README.md");
    if (!existsSync(file)) return ["README.md is missing"];
    const lines = readFileSync(file, "utf8").trimEnd().split("\n").length;
    return lines > 60 ? [`README.md has ${lines} lines`] : [];
  },

  "has an index that only re-exports": ({ folder, isApp }) => {
    const file = join(folder, "src/index.ts");
    if (!existsSync(file)) return isApp ? [] : ["src/index.ts is missing"];
    return readSource(file).notReExports.map((line) => `src/index.ts:${line} is not a re-export`);
  },

  "names in sideEffects the files that it imports for their effect": ({ folder, manifest, shipped }, packages) => {
    const { sideEffects = true } = manifest;
    const matches = (file: string) =>
      typeof sideEffects === "boolean" ? sideEffects : sideEffects.some((glob) => matchesGlob(file, normalize(glob)));
    return shipped.flatMap((file) =>
      readSource(file).bareImports.flatMap((found) => {
        const reached = relative(folder, target(file, found, packages) ?? folder);
        if (!found.specifier.startsWith(".") || matches(reached)) return [];
        return [`${relative(folder, file)}:${found.line} imports ${reached}, which bundlers will drop`];
      }),
    );
  },

  "runs in a browser: nothing that its index reaches imports node:": (stone, packages) => {
    const entry = stone.entries.get(".");
    if (!entry || !existsSync(entry)) return [];
    return [...reach([entry], packages, { browser: true })].flatMap(([file, path]) =>
      readSource(file)
        .imports.filter(({ specifier }) => specifier.startsWith("node:"))
        .map(
          ({ specifier }) =>
            `${specifier} by way of ${[...path, file].map((step) => relative(stone.folder, step)).join(" -> ")}`,
        ),
    );
  },

  "ships no file that nothing imports": (stone, packages) => {
    const reached = reach([...stone.entries.values()].filter(existsSync), packages);
    return stone.shipped
      .filter((file) => !reached.has(file))
      .map(
        (file) =>
          `${relative(stone.folder, file)} is reached from no entry point (only tests use it? name it *.test-….ts)`,
      );
  },
};

/** Every file that can be reached from `entries`, across packages, each with the way that leads to it. */
function reach(
  entries: readonly string[],
  packages: readonly Package[],
  options: { browser?: boolean } = {},
): Map<string, readonly string[]> {
  const ways = new Map<string, readonly string[]>(entries.map((entry) => [entry, []]));
  const queue = [...entries];
  for (let file = queue.shift(); file; file = queue.shift()) {
    const way = [...ways.get(file)!, file];
    for (const next of readSource(file).imports.map((found: Import) => target(file!, found, packages, options))) {
      if (!next || ways.has(next) || !existsSync(next)) continue;
      ways.set(next, way);
      queue.push(next);
    }
  }
  return ways;
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { draw } from "./layers.ts";
import { type Package, readPackages } from "./packages.ts";
import { rules } from "./rules.ts";

/** A workspace in which every rule is broken once, to show that each can fail. */
const files: Record<string, string> = {
  "packages/tensor/package.json": JSON.stringify({
    name: "@cairn-ml/tensor",
    exports: { ".": { types: "./dist/index.d.ts", "@cairn-ml/source": "./src/index.ts", default: "./dist/index.js" } },
    dependencies: { "@cairn-ml/autograd": "workspace:^", unused: "1.0.0" },
    peerDependencies: { "a-peer": "1.0.0", "an-unused-peer": "1.0.0" },
    devDependencies: { "@types/unused": "1.0.0", "@types/nothing": "1.0.0" },
  }),
  "packages/tensor/tsconfig.json": "{}",
  "packages/tensor/README.md": "line\n".repeat(61),
  "packages/tensor/src/index.ts": 'export * from "./op.js";\nexport const x = 1;\nimport "./op.js";\n',
  "packages/tensor/src/op.ts": [
    '/** import "in-a-comment"; */',
    'export type T = import("a-type").T;',
    'const text = `import "in-a-string"`;',
    'export const later = () => import("./file.js");',
    'import "some-library/part";',
    'import "a-peer";',
    'export const font = () => require.resolve("a-font/sans.ttf");',
  ].join("\n"),
  "packages/tensor/src/file.ts": 'import { readFileSync } from "node:fs";\n',
  "packages/tensor/src/forgotten.ts": "export {};\n",
  "packages/tensor/src/op.test.ts": 'import "vitest";\nimport "@cairn-ml/tensor";\nimport "test-library";\n',
  "packages/autograd/package.json": JSON.stringify({
    name: "@cairn-ml/autograd",
    exports: { ".": { "@cairn-ml/source": "./src/index.ts" } },
    dependencies: { "@cairn-ml/tensor": "workspace:^" },
  }),
  "packages/autograd/tsconfig.json": '{ "references": [{ "path": "../tensor" }] }',
  "packages/autograd/src/uses-node.ts": 'export const later = () => import("@cairn-ml/tensor/node");\n',
  "packages/autograd/src/index.ts": 'export * from "@cairn-ml/tensor";\n',
};

const root = mkdtempSync(join(tmpdir(), "cairn-workspace-"));
let packages: Package[];
let tensor: Package;

beforeAll(() => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  packages = readPackages(root);
  tensor = packages.find(({ id }) => id === "tensor")!;
});
afterAll(() => rmSync(root, { recursive: true }));

const check = (rule: string, stone: Package = tensor) => rules[rule]!(stone, packages, new Set(["vitest"]));

it("finds undeclared imports by parsing, in shipped files and in tests", () => {
  expect(check("imports only what its package.json declares")).toEqual([
    "src/op.ts:2 imports a-type, which is not in dependencies",
    "src/op.ts:5 imports some-library, which is not in dependencies",
    "src/op.ts:7 imports a-font, which is not in dependencies",
    "src/op.test.ts:3 imports test-library, which is in no dependencies or devDependencies",
  ]);
});

it("finds what is declared and never imported", () => {
  expect(check("declares only what it imports")).toEqual([
    "dependencies name @cairn-ml/autograd, which no shipped file imports",
    "dependencies name unused, which no shipped file imports",
    "peerDependencies name an-unused-peer, which no shipped file imports",
    "devDependencies name @types/unused, which no file imports",
    "devDependencies name @types/nothing, which no file imports",
  ]);
});

it("finds an arrow that points up, and lets one that points down pass", () => {
  expect(check("points only downwards")).toEqual(["tensor -> autograd points up or sideways"]);
  expect(
    check(
      "points only downwards",
      packages.find(({ id }) => id === "autograd"),
    ),
  ).toEqual([]);
});

it("asks for a place in the picture", () => {
  const stranger = { ...tensor, id: "stranger" };
  expect(check("points only downwards", stranger)).toEqual([
    "stranger is not in the picture: give it a place in tools/workspace/layers.ts",
  ]);
});

it("finds missing fields and exports in the wrong order", () => {
  expect(check("has a complete package.json")).toEqual([
    "package.json: version is missing",
    "package.json: description is missing",
    "package.json: license must be Apache-2.0",
    'package.json: type must be "module"',
    'package.json: engines.node must be ">=20"',
    "package.json: sideEffects is missing",
    'package.json: files must name "dist"',
    'package.json: exports["."] must begin with the condition "@cairn-ml/source"',
    'package.json: exports["."] must have "types" second',
  ]);
});

it("wants what browsers take from the sources, too", () => {
  const source = "./src/index.ts";
  const manifest = (source: string | Record<string, string>) => {
    const conditions = { "@cairn-ml/source": source, types: "", browser: "./dist/browser.js", default: "" };
    return { ...tensor.manifest, exports: { "./node": conditions } };
  };
  const wrong = (entries: string[], exports: ReturnType<typeof manifest>) =>
    check("has a complete package.json", {
      ...tensor,
      manifest: exports,
      entries: new Map(entries.map((entry) => [entry, join(tensor.folder, source)])),
    }).filter((problem) => problem.includes("browser"));
  expect(wrong(["./node"], manifest(source))).toEqual([
    'package.json: exports["./node"] must have "browser" both for the source and for what is built, or for neither',
  ]);
  expect(wrong(["./node", "./node:browser"], manifest({ browser: source, default: source }))).toEqual([]);
});

it("compares tsconfig.json with the declared packages", () => {
  expect(check("refers in tsconfig.json to the packages that it declares")).toEqual([
    "tsconfig.json lacks a reference to @cairn-ml/autograd",
  ]);
});

it("measures the README and wants one", () => {
  expect(check("has a README of at most 60 lines")).toEqual(["README.md has 61 lines"]);
  const autograd = packages.find(({ id }) => id === "autograd");
  expect(check("has a README of at most 60 lines", autograd)).toEqual(["README.md is missing"]);
});

it("wants re-exports only in the index", () => {
  expect(check("has an index that only re-exports")).toEqual(["src/index.ts:2 is not a re-export"]);
});

it("finds an import for its effect that a bundler may drop", () => {
  const rule = "names in sideEffects the files that it imports for their effect";
  const effects = (sideEffects: boolean | string[]) =>
    check(rule, { ...tensor, manifest: { ...tensor.manifest, sideEffects } });
  expect(effects(["./dist/*.js"])).toEqual(["src/index.ts:3 imports src/op.ts, which bundlers will drop"]);
  expect(effects(false)).toHaveLength(1);
  expect(effects(["./dist/*.js", "./src/op.ts"])).toEqual([]);
  expect(effects(true)).toEqual([]);
});

it("follows the condition that browsers take, where there is one", () => {
  const path = join(root, "packages/tensor/src/file.ts");
  const node = { ...tensor, entries: new Map([["./node", path]]) };
  const autograd = packages.find(({ id }) => id === "autograd")!;
  const rule = "runs in a browser: nothing that its index reaches imports node:";
  const user = { ...autograd, entries: new Map([[".", join(root, "packages/autograd/src/uses-node.ts")]]) };
  expect(rules[rule]!(user, [node], new Set())).toHaveLength(1);
  const browser = { ...node, entries: new Map([...node.entries, ["./node:browser", join(root, "none.ts")]]) };
  expect(rules[rule]!(user, [browser], new Set())).toEqual([]);
});

it("follows imports across packages to a Node built-in", () => {
  const rule = "runs in a browser: nothing that its index reaches imports node:";
  expect(check(rule)).toEqual(["node:fs by way of src/index.ts -> src/op.ts -> src/file.ts"]);
  expect(
    check(
      rule,
      packages.find(({ id }) => id === "autograd"),
    ),
  ).toHaveLength(1);
});

it("finds a file that nothing imports", () => {
  expect(check("ships no file that nothing imports")).toEqual([
    "src/forgotten.ts is reached from no entry point (only tests use it? name it *.test-….ts)",
  ]);
});

it("draws the picture from the top down", () => {
  expect(draw(packages)).toBe("  autograd -> tensor\n  tensor   -> autograd");
});

import { readFileSync } from "node:fs";
import { parseSync } from "vite";

/** One import, export-from, dynamic import, `import("…")` type or `require.resolve("…")` of a file. */
export interface Import {
  readonly specifier: string;
  readonly line: number;
}

export interface Source {
  readonly imports: readonly Import[];
  /** Lines of top-level statements that are neither `export … from "…"` nor `import "…"`. */
  readonly notReExports: readonly number[];
  /** Imports for their effect alone, `import "…"`. */
  readonly bareImports: readonly Import[];
}

const cache = new Map<string, Source>();

/** What a TypeScript or JavaScript file imports, read by a parser, so that examples in comments do not count. */
export function readSource(file: string): Source {
  let source = cache.get(file);
  if (!source) {
    source = parse(file);
    cache.set(file, source);
  }
  return source;
}

interface Node {
  readonly type: string;
  readonly callee?: { readonly object?: { readonly name?: string }; readonly property?: { readonly name?: string } };
  readonly arguments?: readonly { readonly value?: unknown }[];
  readonly start: number;
  readonly source?: { readonly value?: unknown } | null;
  readonly specifiers?: readonly unknown[];
}

function parse(file: string): Source {
  const text = readFileSync(file, "utf8");
  const { program, errors } = parseSync(file, text);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  const imports: Import[] = [];
  visit(program, (node) => {
    const specifier = node.source?.value ?? resolved(node);
    if (typeof specifier === "string") imports.push({ specifier, line: lineOf(node.start) });
  });
  const body = program.body as unknown as Node[];
  const rest = body.filter((node) => !isReExport(node) && !isBareImport(node));
  const bare = body.filter(isBareImport).map((node) => lineOf(node.start));
  return {
    imports,
    notReExports: rest.map((node) => lineOf(node.start)),
    bareImports: imports.filter(({ line }) => bare.includes(line)),
  };
}

/** What is found by `require.resolve("…")`, such as a font that a package holds. */
function resolved({ type, callee, arguments: [first] = [] }: Node): unknown {
  const isResolve = callee?.object?.name === "require" && callee.property?.name === "resolve";
  return type === "CallExpression" && isResolve ? first?.value : undefined;
}

function isReExport({ type, source }: Node): boolean {
  return (type === "ExportAllDeclaration" || type === "ExportNamedDeclaration") && Boolean(source);
}

function isBareImport({ type, specifiers }: Node): boolean {
  return type === "ImportDeclaration" && specifiers?.length === 0;
}

/** Calls back for every node of a syntax tree: declarations, `import()` and `import()` types all have a `source`. */
function visit(value: unknown, onNode: (node: Node) => void): void {
  if (typeof value !== "object" || value === null) return;
  if ("type" in value) onNode(value as Node);
  for (const child of Object.values(value)) visit(child, onNode);
}

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { readPackages } from "../workspace/packages.ts";

export const root: string = fileURLToPath(new URL("../..", import.meta.url)).replace(/\/$/, "");

/** A ```ts block of a README or of a doc comment, or a program to copy. */
export interface Example {
  /** Where it stands, `packages/tensor/README.md:12`. */
  readonly place: string;
  /** Its module id: a file beside the text that does not exist, whose content the plugin supplies. */
  readonly id: string;
  /** The code, pushed down to the line where it stands, so that an error names the right line. */
  readonly code: string;
}

/** A file that should hold examples, and those that it holds. */
export interface Page {
  readonly file: string;
  readonly examples: readonly Example[];
}

/** Every README of the repository, those that are missing included. */
export function readmes(): Page[] {
  const folders = [root, ...readPackages(root).map(({ folder }) => folder)];
  return folders.map((folder) => page(join(folder, "README.md")));
}

/** Every source file whose doc comments hold a ```ts block. */
export function documentedSources(): Page[] {
  return readPackages(root)
    .flatMap(({ shipped }) => shipped.filter((file) => !file.includes("/generated/")).map(page))
    .filter(({ examples }) => examples.length > 0);
}

/** The programs to copy: files in a package's folder `examples`, which a page shows. */
export function programs(): Example[] {
  const folders = readPackages(root).map(({ folder }) => join(folder, "examples"));
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ts"))
      .map((name) => example(join(folder, name), { line: 0, code: readFileSync(join(folder, name), "utf8") })),
  );
}

function page(path: string): Page {
  const file = relative(root, path);
  if (!existsSync(path)) return { file, examples: [] };
  const text = readFileSync(path, "utf8");
  return { file, examples: codeBlocks(text, path.endsWith(".ts")).map((block) => example(path, block)) };
}

function example(path: string, { line, code }: Block): Example {
  const id = join(path, "..", `${basename(path)}.example-${line}.ts`);
  return { place: `${relative(root, path)}:${line}`, id, code: "\n".repeat(line) + code };
}

interface Block {
  /** The line of the fence, from 1. */
  readonly line: number;
  readonly code: string;
}

/** The ```ts blocks of a page, or of the doc comments of a source file. */
export function codeBlocks(text: string, inComments: boolean): Block[] {
  const prefix = inComments ? String.raw`[ \t]*\*[ \t]?` : "";
  const fence = new RegExp(`^${prefix}\`\`\`(\\w*)[^\\n]*\\n([\\s\\S]*?)^${prefix}\`\`\`[ \\t]*$`, "gm");
  const strip = new RegExp(`^${prefix}`, "gm");
  return [...text.matchAll(fence)]
    .filter(([, language]) => language === "ts" || language === "typescript")
    .map((match) => ({
      line: text.slice(0, match.index).split("\n").length,
      code: match[2]!.replace(strip, ""),
    }));
}

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";
import { keepExports } from "./exports.mjs";
import { hoistConstants } from "./hoist.mjs";
import { alignLocals } from "./locals.mjs";
import { word2vecStaticBase } from "./word2vec.mjs";

const maximumPages = 65536;

/**
 * Compiles one build of the engine and returns its bytes, with the exports that are no kernels.
 * Throws: with the compiler's messages.
 */
export async function compile(build, folder, layout, kernels) {
  const entry = build.endsWith("-shared") ? "entry/threads.ts" : "entry/single.ts";
  const names = new Set(kernels.map(({ name }) => name));
  const bytes = await run(build, folder, entry, layout.staticBase);
  return hoistConstants(alignLocals(keepExports(bytes, (name) => !names.has(name))));
}

/** Compiles one build of the further kernels and returns its bytes. Throws: with the compiler's messages. */
export async function compileFurther(build, folder, layout) {
  const bytes = await run(build, folder, "generated/dispatch-further.ts", layout.furtherBase);
  return alignLocals(keepExports(bytes, (name) => name === "execute"));
}

/** Compiles one build of the word2vec module and returns its bytes. Throws: with the compiler's messages. */
export async function compileWord2vec(build, folder) {
  return hoistConstants(await run(build, folder, "word2vec/train.ts", word2vecStaticBase));
}

/** Compiles one build of the module for rows of float16 and returns its bytes. Throws: with the compiler's messages. */
export async function compileHalves(build, folder) {
  return hoistConstants(await run(build, folder, "halves/products.ts", word2vecStaticBase));
}

async function run(build, folder, entry, staticBase) {
  const root = fileURLToPath(folder);
  let bytes = null;
  const { error, stderr } = await asc.main([...flags(build, staticBase), entry], {
    readFile: (name, base) => read(name, base === "." ? root : base),
    writeFile: (name, contents) => {
      if (name.endsWith(".wasm")) bytes = contents;
    },
    listFiles: () => null,
  });
  if (error) throw new Error(`${build}: ${error.message}\n${stderr}`);
  return bytes;
}

function flags(build, staticBase) {
  const shared = build.endsWith("-shared");
  const features = ["simd", ...(build.startsWith("relaxed") ? ["relaxed-simd"] : []), ...(shared ? ["threads"] : [])];
  return [
    ...["--runtime", "stub", "--importMemory", "--noExportMemory", "--noAssert", "--noColors"],
    ...["--optimizeLevel", "3", "--shrinkLevel", "1", "--converge"], // at 0 loops are inlined too: a kilobyte more, and no faster
    ...["--initialMemory", String(Math.ceil(staticBase / 65536) + 1), "--maximumMemory", String(maximumPages)],
    ...["--memoryBase", String(staticBase)],
    ...features.flatMap((feature) => ["--enable", feature]),
    ...(shared ? ["--sharedMemory"] : []),
    ...["--outFile", "engine.wasm"],
  ];
}

/** Marks the functions of `lanes/` as inlined, since decorators on functions are not TypeScript and those files stay it. */
function read(name, base) {
  try {
    const text = readFileSync(base + "/" + name, "utf8");
    return name.startsWith("lanes/") ? text.replace(/^export function/gm, "@inline export function") : text;
  } catch {
    return null; // the compiler asks for candidates too
  }
}

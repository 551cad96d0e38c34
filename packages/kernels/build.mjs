/**
 * Builds the engine: `assembly/*.ts` -> the dispatcher, the kernel table and four WebAssembly modules, `assembly/further/` ->
 * two more, `assembly/word2vec/` and `assembly/halves/` -> four each, and the workers' programs -> modules that hold their text; all
 * git-ignored.
 * It does nothing when its outputs are newer than its sources.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { isMainThread, Worker, workerData } from "node:worker_threads";
import {
  dispatcher,
  engineModule,
  furtherDispatcher,
  jobModule,
  kernelTable,
  layoutModule,
  textModule,
} from "./build/generate.mjs";
import { layout } from "./build/layout.mjs";
import { readSignatures } from "./build/signatures.mjs";
import { jobFields, jobPlaces } from "./build/word2vec.mjs";

const builds = ["relaxed", "simd", "relaxed-shared", "simd-shared"];
const assembly = new URL("assembly/", import.meta.url);
const furtherAssembly = new URL("assembly/further/", import.meta.url);
const generated = new URL("src/generated/", import.meta.url);
const worker = new URL("worker.js", import.meta.url);
const word2vecWorker = new URL("worker-word2vec.js", import.meta.url);
const outputs = [
  ...["engine", "word2vec", "halves"].flatMap((name) => builds.map((build) => `${name}-${build}.ts`)),
  ...["further.ts", "further-shared.ts"],
].map((name) => new URL(name, generated));

/** Builds what is out of date. Returns whether anything was. */
export async function buildKernels() {
  if (isFresh()) return false;
  const started = new Date();
  const kernels = readSignatures(assembly);
  const further = readSignatures(furtherAssembly);
  mkdirSync(new URL("generated/", assembly), { recursive: true });
  mkdirSync(generated, { recursive: true });
  write(new URL("generated/dispatch.ts", assembly), dispatcher(kernels));
  write(new URL("generated/dispatch-further.ts", assembly), furtherDispatcher(further, "../further", kernels.length));
  write(new URL("generated/layout.ts", assembly), layoutModule(layout));
  write(new URL("generated/job.ts", assembly), layoutModule(jobPlaces));
  write(new URL("word2vec-job.ts", generated), jobModule(jobFields, jobPlaces));
  write(new URL("worker.ts", generated), textModule("workerSource", readFileSync(worker, "utf8")));
  write(new URL("word2vec-worker.ts", generated), textModule("workerSource", readFileSync(word2vecWorker, "utf8")));
  const halves = [builds.filter((_, i) => i % 2 === 0), builds.filter((_, i) => i % 2 === 1)];
  await Promise.all(halves.map(compileInWorker));
  const table = new URL("kernels.ts", generated);
  write(table, kernelTable([...kernels, ...further], layout)); // last: its time says of which sources all is made
  utimesSync(table, started, started); // what is saved while this runs is newer
  return true;
}

/** The compiler is synchronous and takes seconds, so each half of the builds gets a thread. */
function compileInWorker(names) {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { names } });
    worker.on("error", reject).on("exit", resolve);
  });
}

async function compileAll(names) {
  const { compile, compileHalves, compileFurther, compileWord2vec } = await import("./build/compile.mjs"); // only here: the compiler is large
  const kernels = readSignatures(assembly);
  for (const build of names) {
    const bytes = await compile(build, assembly, layout, kernels);
    write(new URL(`engine-${build}.ts`, generated), engineModule(bytes));
    if (build.startsWith("simd")) {
      const file = new URL(`${build.replace("simd", "further")}.ts`, generated); // nothing in it is relaxed
      write(file, engineModule(await compileFurther(build, assembly, layout)));
    }
    write(new URL(`word2vec-${build}.ts`, generated), engineModule(await compileWord2vec(build, assembly)));
    write(new URL(`halves-${build}.ts`, generated), engineModule(await compileHalves(build, assembly)));
  }
}

/** In one step, so that another process never reads half a file. */
function write(file, text) {
  const draft = new URL(`${file.href}.${process.pid}`);
  writeFileSync(draft, text);
  renameSync(draft, file);
}

function isFresh() {
  const sources = [
    new URL(import.meta.url),
    worker,
    word2vecWorker,
    ...filesUnder(assembly),
    ...filesUnder(new URL("build/", import.meta.url)),
  ];
  const newest = Math.max(...sources.map((file) => statSync(file).mtimeMs));
  const table = statSync(new URL("kernels.ts", generated), { throwIfNoEntry: false });
  const complete = outputs.every((file) => statSync(file, { throwIfNoEntry: false }));
  return complete && table !== undefined && table.mtimeMs > newest;
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes("generated"))
    .map((entry) => entry.parentPath.replace(/\/?$/, "/") + entry.name);
}

if (!isMainThread) await compileAll(workerData.names);
else if (process.argv[1] && import.meta.url.endsWith("/" + process.argv[1].split(/[\\/]/).pop())) {
  const started = performance.now();
  if (await buildKernels()) console.log(`kernels built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

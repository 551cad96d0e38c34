import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// `npm run bench -- matmul`: runs the benchmarks whose path holds one of the words, all of them without a word, one
// after another, on the built packages.

const root = fileURLToPath(new URL("..", import.meta.url));
const words = process.argv.slice(2);

const benchmarks = ["packages", "apps"]
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name, "bench")))
  .filter(existsSync)
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((file) => /\.(mjs|ts)$/.test(file))
  .filter((file) => words.length === 0 || words.some((word) => relative(root, file).includes(word)));

if (benchmarks.length === 0) {
  console.error(`bench: no benchmark's path holds "${words.join('" or "')}"`);
  process.exitCode = 2;
}
for (const file of benchmarks) {
  console.log(`\n${relative(root, file)}`);
  const { status } = spawnSync(process.execPath, [file], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

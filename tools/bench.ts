import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

// `npm run bench -- matmul`: runs the benchmarks whose path holds one of the words, all of them without a word, one
// after another, on the built packages. What follows a further `--` is passed to each.

const root = fileURLToPath(new URL("..", import.meta.url));
const [words, rest] = split(process.argv.slice(2));

function split(args: readonly string[]): [string[], string[]] {
  const end = args.indexOf("--");
  return end < 0 ? [[...args], []] : [args.slice(0, end), args.slice(end + 1)];
}

/** The programs in a folder: what another file there imports is a part of it. */
function programs(folder: string): string[] {
  const files = readdirSync(folder)
    .filter((name) => /\.(mjs|ts)$/.test(name) && !name.includes(".test"))
    .map((name) => join(folder, name));
  const texts = files.map((file) => readFileSync(file, "utf8"));
  return files.filter((file) => !texts.some((text) => text.includes(`"./${basename(file)}"`)));
}

const benchmarks = ["packages", "apps"]
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => join(root, parent, name, "bench")))
  .filter(existsSync)
  .flatMap(programs)
  .filter((file) => words.length === 0 || words.some((word) => relative(root, file).includes(word)));

if (benchmarks.length === 0) {
  console.error(`bench: no benchmark's path holds "${words.join('" or "')}"`);
  process.exitCode = 2;
}
for (const file of benchmarks) {
  console.error(`\n${relative(root, file)}`); // standard output stays the benchmarks' own
  const { status } = spawnSync(process.execPath, [file, ...rest], { stdio: "inherit" });
  if (status !== 0) process.exitCode = 1;
}

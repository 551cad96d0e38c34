import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";
import { environment, run } from "./child.mjs";
import { install } from "./install.mjs";
import { withLock } from "./lock.mjs";
import { Problem, report } from "./problem.mjs";
import { isCurrent } from "./stamp.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const cli = join(root, "apps/cli/dist/main.js");
const usage = "usage: node tools/launch.mjs start|test|build|cairn|playground|bench [arguments]";

/** What each root script runs once everything is in place. */
const commands = {
  start: (args) => [cli, "train", "gpt", "--preset", "stories", ...args],
  cairn: (args) => [cli, ...args],
  playground: (args) => [join(root, "apps/web-playground/dist/main.js"), ...args],
  test: (args) => [join(root, "tools/check/main.ts"), ...args],
  bench: (args) => [join(root, "tools/bench.ts"), ...args],
  build: () => null,
};

/** Installs and builds what is missing, then hands over to Node 24. Resolves to the exit code. */
export async function launch([name = "", ...args]) {
  const command = commands[name];
  if (!command) {
    process.stderr.write(`cairn: ${name ? `unknown command "${name}"` : "no command"}; ${usage}\n`);
    return 2;
  }
  try {
    const seconds = await prepare(name);
    if (seconds && name !== "cairn") process.stderr.write(`cairn: ${seconds}\n`);
    const argv = command(args);
    if (!argv) return 0;
    const { code } = await run(node24(), argv, { env: environment(root), stdio: "inherit" });
    return code;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return report(error, args.includes("--json"));
  }
}

/** Brings node_modules and dist up to date; says how long that took, or nothing when there was nothing to do. */
async function prepare(name) {
  const wantsBuild = name !== "test"; // the tests build for themselves: there a failed build is a failed check
  const missing = () => !isCurrent(root, "install") || (wantsBuild && !isCurrent(root, "build"));
  if (!missing() && name !== "build") return "";
  return withLock(root, async () => {
    const done = [];
    if (!isCurrent(root, "install")) done.push(`installed in ${await timed(() => install(root))} s`);
    if (wantsBuild && (name === "build" || !isCurrent(root, "build"))) {
      done.push(`built in ${await timed(() => build(root))} s`);
    }
    return done.join(", ");
  });
}

async function timed(work) {
  const start = performance.now();
  await work();
  return ((performance.now() - start) / 1000).toFixed(1);
}

/** The Node that the lockfile pins: its V8 runs relaxed SIMD right, which the machine's own may not. */
function node24() {
  const file = join(root, "node_modules/node/bin", process.platform === "win32" ? "node.exe" : "node");
  if (!existsSync(file)) throw new Problem(`${file} is missing`, "delete node_modules and run the same command again");
  return file;
}

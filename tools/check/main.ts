import { fileURLToPath } from "node:url";
import { provideChromium } from "./chromium.ts";
import { checkPackages } from "./packages.ts";
import { runStep } from "./step.ts";
import { add, type Totals, totalsLine } from "./totals.ts";
import { runTests } from "./vitest.ts";

// `npm test`: the build, the linter, the type checker, then every test. `--packages` (.ci/run) also packs and installs
// what would be published. Other arguments go to vitest, `npm test -- packages/nn`. A browser is fetched where there is none.

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
const args = process.argv.slice(2);
const filters = args.filter((argument) => argument !== "--packages");

/** A step that passes is no test and is not counted; one that fails is a failure. */
async function step(name: string, ...command: string[]): Promise<Totals> {
  const passed = await runStep(name, command);
  return { passed: 0, failed: passed ? 0 : 1, skipped: [] };
}

await provideChromium(root);
const build = await step("build", process.execPath, "tools/launch.mjs", "build"); // first: it makes the kernels
const all = [
  build,
  await step("biome check", "biome", "check", "--error-on-warnings"),
  await step("tsc --noEmit", "tsc", "--noEmit", "-p", "tsconfig.json"),
  await runTests(filters),
];
if (args.includes("--packages")) {
  if (build.failed > 0) console.log("✗ the packages are not tried: the build failed");
  else all.push(await checkPackages(root));
}

const totals = all.reduce(add);
for (const { place, reason } of totals.skipped) console.log(`skipped: ${place}${reason ? ` (${reason})` : ""}`);
console.log(totalsLine(totals));
process.exitCode = totals.failed > 0 ? 1 : 0;

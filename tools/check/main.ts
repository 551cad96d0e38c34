import { fileURLToPath } from "node:url";
import { checkPackages } from "./packages.ts";
import { runStep } from "./step.ts";
import { add, type Totals, totalsLine } from "./totals.ts";
import { runTests } from "./vitest.ts";

// `npm test`: the build, the linter, the type checker, then every test. `--packages` (.ci/run) also packs and installs
// what would be published. Other arguments go to vitest, `npm test -- packages/nn`.

const root = fileURLToPath(new URL("../..", import.meta.url));
process.chdir(root);
const args = process.argv.slice(2);
const filters = args.filter((argument) => argument !== "--packages");

const steps = [
  { name: "build", command: [process.execPath, "tools/launch.mjs", "build"] },
  { name: "biome check", command: ["biome", "check", "--error-on-warnings"] },
  { name: "tsc --noEmit", command: ["tsc", "--noEmit", "-p", "tsconfig.json"] },
];

const all: Totals[] = [];
for (const step of steps) {
  const passed = await runStep(step.name, step.command);
  if (!passed) all.push({ passed: 0, failed: 1, skipped: [] }); // a pass is no test, a failure is one
}
all.push(await runTests(filters));
if (args.includes("--packages")) all.push(await checkPackages(root));

const totals = all.reduce(add);
for (const { place, reason } of totals.skipped) console.log(`skipped: ${place}${reason ? ` (${reason})` : ""}`);
console.log(totalsLine(totals));
process.exitCode = totals.failed > 0 ? 1 : 0;

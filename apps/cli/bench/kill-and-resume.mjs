// Kills training runs at random moments, resumes them, and compares the weights with those of a run that was left alone:
//   node apps/cli/bench/kill-and-resume.mjs [kills]
// Needs Node 24, which reads TypeScript. Builds the command from the sources.
import { createHash } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { buildCairn, sampleText } from "../src/run-cairn.test-tools.ts";

const kills = Number(process.argv[2] ?? 20);
const cairn = await buildCairn();
cairn.write("text.txt", sampleText());
const train = (out) => [
  ...["train", "gpt", "--preset", "shakespeare-char", "--from", "text.txt", "--steps", "12", "--save-every", "2"],
  ...["--out", out],
];
const digest = (run) =>
  createHash("sha256")
    .update(readFileSync(join(cairn.folder, run, "model.safetensors")))
    .digest("hex");

const { child, shows, ended } = cairn.start(train("whole"));
await shows("step 1/");
const began = performance.now();
await shows("Trained in ");
const span = performance.now() - began; // milliseconds from the first step to the end
child.kill("SIGKILL");
await ended;
const expected = digest("whole");

let same = 0;
for (let i = 0; i < kills; i++) {
  const run = `killed-${i}`;
  const moment = Math.random() * span;
  const killed = cairn.start(train(run));
  await killed.shows("step 1/");
  await new Promise((resolve) => setTimeout(resolve, moment));
  killed.child.kill("SIGKILL");
  const { code } = await killed.ended;
  const saved = stepOf(run);
  await cairn.train(["train", "gpt", "--resume", run]);
  const equal = digest(run) === expected;
  if (equal) same++;
  console.log(
    `kill ${i + 1}: ${Math.round(moment)} ms after the first step${code === null ? "" : " (it had ended)"}, ` +
      `resumed from step ${saved}: ${equal ? "the same bytes" : "OTHER BYTES"}`,
  );
  rmSync(join(cairn.folder, run), { recursive: true });
}
cairn.remove();
console.log(`${same} of ${kills} runs gave the same bytes, SHA-256 ${expected}`);
process.exitCode = same === kills ? 0 : 1;

function stepOf(run) {
  try {
    return JSON.parse(readFileSync(join(cairn.folder, run, "state.json"), "utf8")).step;
  } catch {
    return 0;
  }
}

/**
 * Times lessons 3, 4 and 7 inside `fit`, beside PyTorch doing the same (bench/peers/lesson-*.py), in turn, and prints a table.
 *
 *     npm run -s bench -- lessons [-- --python PYTHON]… [--rounds 3] [--threads 2] [--mnist FOLDER] [--json] [3] [4] [7]
 *
 * PYTHON is a Python that has PyTorch; without one, Cairn's side alone is timed. FOLDER has MNIST's four files, with gzip. With
 * OpenBLAS, let LD_LIBRARY_PATH name its OpenMP build: the other is half as fast. Lesson 4 takes PyTorch 100 s, so it
 * does 20,000 of the million steps, and the time of a step is compared. On a busy machine PyTorch slows down more than Cairn.
 */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { defaultDevice, init } from "@cairn-ml/tensor";
import { type Lesson, lessonsToTime } from "./lessons/lessons.ts";
import { type LessonLine, lessonTable } from "./lessons/table.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    python: { type: "string", multiple: true, default: [] },
    rounds: { type: "string", default: "3" },
    threads: { type: "string" },
    mnist: { type: "string", default: join(root, "../shared/data/01-mnist") },
    json: { type: "boolean", default: false },
  },
});
await init(values.threads === undefined ? {} : { threads: Number(values.threads) });
const { threads } = defaultDevice();
const folder = mkdtempSync(join(tmpdir(), "cairn-lessons-"));
const lines: LessonLine[] = [];
try {
  const wanted = (number: number) => positionals.length === 0 || positionals.includes(String(number));
  const lessons = lessonsToTime(values.mnist).filter(({ number }) => wanted(number));
  for (let round = 1; round <= Number(values.rounds); round++) {
    for (const lesson of lessons) await timeAll(lesson, round);
  }
} finally {
  rmSync(folder, { recursive: true });
}
if (values.json) for (const line of lines) console.log(JSON.stringify(line));
else console.log(lessonTable(lines));

async function timeAll(lesson: Lesson, round: number): Promise<void> {
  if (lesson.missing) {
    if (round === 1) console.error(`lesson ${lesson.number}: skipped: ${lesson.missing} is not there`);
    return;
  }
  const { seconds, learned } = await lesson.train();
  note({
    ...{ workload: `lesson-${lesson.number}`, peer: "cairn", version: "", threads, metric: "a step in fit" },
    ...{ value: (1e6 * seconds) / lesson.steps, unit: "µs/step", n: 1, note: `${lesson.steps} steps`, learned },
    ...{ steps: lesson.steps },
  });
  for (const python of values.python) note({ ...peer(lesson, python), steps: lesson.steps });
}

function note(line: LessonLine): void {
  lines.push(line);
  const { workload, peer, version, value, unit, learned } = line;
  console.error(
    `${workload} ${peer} ${version} ${value.toFixed(2)} ${unit}, learned ${learned.map((x) => x.toFixed(4))}`,
  );
}

function peer(lesson: Lesson, python: string): LessonLine {
  const data = lesson.table ? join(folder, `lesson-${lesson.number}.csv`) : values.mnist;
  if (lesson.table && !existsSync(data)) writeFileSync(data, lesson.table());
  const script = join(root, `bench/peers/lesson-${lesson.number}.py`);
  const args = [script, data, "--steps", String(lesson.peerSteps), "--threads", String(threads)];
  const { status, stdout, error } = spawnSync(python, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  if (error) throw error;
  if (status !== 0) throw new Error(`${python} ${script} ended with ${status}`);
  return JSON.parse(stdout.trim().split("\n").at(-1)!) as LessonLine;
}

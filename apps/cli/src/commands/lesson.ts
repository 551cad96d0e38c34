import type { Lesson } from "@cairn-ml/lessons";
import { type LessonReport, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import { Interrupted } from "../errors.js";
import { Interrupts } from "../interrupt.js";
import { checkWritable, writeCsv, writePlot } from "../output/exhibits/write-plot.js";
import { makeFrameFolder, writeFrames } from "../output/frames.js";
import { say } from "../output/say.js";
import { invocation, quoted } from "../output/text.js";
import { documentOf } from "./lesson/document.js";
import { jobOf, type LessonCommandOptions } from "./lesson/job.js";
import { printIntroduction, printReport } from "./lesson/report.js";
import { TerminalHost } from "./lesson/terminal-host.js";

/** `cairn lesson N`: the idea, the work, then what came of it, beside the published figures. */
export async function runLessonCommand(lesson: Lesson, options: LessonCommandOptions): Promise<void> {
  const began = performance.now();
  using interrupts = new Interrupts();
  const job = await jobOf(lesson, options);
  const frames = job.options.frames as string | undefined; // of a lesson that has such an option
  if (frames !== undefined) await makeFrameFolder(frames);
  for (const path of [options.plot, options.csv]) {
    if (path !== undefined) await checkWritable("lesson", path);
  }
  const device = await init({ device: job.device, ...(options.threads && { threads: options.threads }) });
  const { out = `runs/lesson-${lesson.number}`, overwrite = false, verbose = false } = options;
  const onBegin = () => !options.json && printIntroduction(lesson);
  const host = new TerminalHost({ job, interrupts, out, overwrite, verbose, onBegin });
  let report: LessonReport;
  try {
    report = await runLesson(lesson, { seed: job.seed, options: job.options, host });
  } catch (error) {
    if (interrupts.signal.aborted && error === interrupts.signal.reason) throw interrupted(lesson, host);
    await host.discard();
    throw error;
  } finally {
    host.stop();
  }
  host.begin(); // a lesson that trains nothing has not
  if (report.model) await host.keep(report.model);
  const outcome = { report, device, folder: host.folder?.path, seconds: (performance.now() - began) / 1000 };
  await writeExhibits(report, options);
  if (frames !== undefined) await writeFrames(frames, report.frames ?? []);
  if (options.json) process.stdout.write(`${JSON.stringify(documentOf(outcome))}\n`);
  else printReport(outcome);
  if (frames !== undefined) say(`${report.frames?.length ?? 0} pictures over time are in ${frames}.`);
  if (options.plot !== undefined) say(`The plots are in ${options.plot}.`);
  if (options.csv !== undefined) say(`The numbers of the plots are in ${options.csv}.`);
}

/** Writes what `--plot` and `--csv` ask for. */
async function writeExhibits(report: LessonReport, { plot, csv }: LessonCommandOptions): Promise<void> {
  const { exhibits, lesson } = report;
  if (plot !== undefined) await writePlot(plot, exhibits, { title: `Lesson ${lesson.number}. ${lesson.title}` });
  if (csv !== undefined) await writeCsv(csv, exhibits);
}

function interrupted({ number }: Lesson, { folder }: TerminalHost): Interrupted {
  if (!folder) return new Interrupted(`Stopped; nothing was saved.`);
  return new Interrupted(`Stopped; the run is saved in ${folder.path}.`, {
    fix: `Go on with: ${invocation()} lesson ${number} --resume ${quoted(folder.path)}`,
  });
}

import type { ReaderFiles } from "../lesson.js";
import { quietHost } from "../quiet-host.test-tools.js";
import { type LessonReport, runLesson } from "../run-lesson.js";
import { type Gpt2Results, gpt2Lesson } from "./lesson.js";

/** Runs lesson 11 where no files are but those that are given. */
export async function runGpt2(
  options: Record<string, unknown> = {},
  seed = 0,
  files?: Partial<ReaderFiles>,
): Promise<LessonReport & { readonly results: Gpt2Results }> {
  const none: ReaderFiles = {
    loadModel: (folder) => Promise.reject(new Error(`there is no ${folder}`)),
    findModel: () => Promise.resolve(undefined),
    read: (path) => Promise.reject(new Error(`there is no ${path}`)),
  };
  const host = { ...quietHost(), files: { ...none, ...files } };
  const report = await runLesson(gpt2Lesson, { options, host, seed });
  return { ...report, results: report.results as Gpt2Results };
}

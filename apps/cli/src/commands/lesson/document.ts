import type { LessonReport } from "@cairn-ml/lessons";
import type { Device } from "@cairn-ml/tensor";

/** All that a lesson is told by. */
export interface LessonOutcome {
  readonly report: LessonReport;
  readonly device: Device;
  /** Where what was trained is; undefined where there is nothing to keep. */
  readonly folder: string | undefined;
  /** Of this call, from the first to the last. */
  readonly seconds: number;
}

/** What `--json` prints. */
export function documentOf({ report, device, folder, seconds }: LessonOutcome): object {
  const { lesson, seed, results, checks, changed } = report;
  return {
    command: "lesson",
    lesson: lesson.number,
    name: lesson.name,
    seed,
    device: device.name,
    threads: device.threads,
    seconds,
    results,
    published: lesson.published,
    checks,
    changed,
    folder: folder ?? null,
  };
}

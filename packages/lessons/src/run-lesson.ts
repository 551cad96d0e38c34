import { ValueError } from "@cairn-ml/tensor";
import type { Check } from "./check.js";
import type { Host, Lesson, Outcome } from "./lesson.js";
import type { LessonOption } from "./option.js";

/** A lesson that was run, with everything that there is to show of it. */
export interface LessonReport extends Outcome {
  readonly lesson: Lesson;
  readonly seed: number;
  /** Every option's value, defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The options that differ from those of the published figures; then the figures are shown, and no more. */
  readonly changed: readonly string[];
  /** Empty when something was changed. */
  readonly checks: readonly Check[];
  /** The figures beside the published ones, whatever was changed. */
  readonly comparisons: readonly Check[];
}

export interface RunLessonOptions {
  readonly seed?: number;
  /** Those that differ from the defaults. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly host: Host;
}

/**
 * Runs a lesson.
 *
 * Throws: ValueError for an option that the lesson does not have or a number out of its range; whatever the lesson throws.
 */
export async function runLesson(
  lesson: Lesson,
  { seed = 0, options = {}, host }: RunLessonOptions,
): Promise<LessonReport> {
  const known = lesson.options;
  for (const [name, value] of Object.entries(options)) checkOption(lesson, known[name], name, value);
  const all = Object.fromEntries(
    Object.entries(known).flatMap(([name, option]) => {
      const value = options[name] ?? defaultOf(option);
      return value === undefined ? [] : [[name, value]];
    }),
  );
  const changed = Object.entries(known)
    .filter(([name, option]) => !option.keepsChecks && all[name] !== defaultOf(option))
    .map(([name]) => name);
  if (host.input && host.input.kind !== "digits") changed.push("from"); // that lesson knows which digits are the published
  const outcome = await lesson.run({ ...all, seed }, host);
  const { checks } = outcome;
  return {
    ...outcome,
    lesson,
    seed,
    options: all,
    changed,
    checks: changed.length > 0 ? [] : checks,
    comparisons: checks,
  };
}

/** What an option is unless it is given; undefined where that is nothing. */
export function defaultOf(option: LessonOption): unknown {
  if (option.kind === "flag") return false;
  return "default" in option ? option.default : undefined;
}

function checkOption(lesson: Lesson, option: LessonOption | undefined, name: string, value: unknown): void {
  if (!option) {
    throw new ValueError(`lesson ${lesson.number}`, `there is no option ${name}.`, {
      given: name,
      expected: Object.keys(lesson.options).join(", ") || "none",
    });
  }
  if (option.kind !== "integer" && option.kind !== "number") return;
  const {
    kind,
    least = Number.NEGATIVE_INFINITY,
    most = Number.POSITIVE_INFINITY,
    above = Number.NEGATIVE_INFINITY,
  } = option;
  const fits = typeof value === "number" && value >= least && value <= most && value > above && Number.isFinite(value);
  if (fits && (kind === "number" || Number.isSafeInteger(value))) return;
  throw new ValueError(`lesson ${lesson.number}`, `${name} is not ${rangeOf(option)}.`, {
    given: String(value),
    expected: rangeOf(option),
  });
}

/** "a whole number from 1 to 5". */
export function rangeOf({ kind, least, most, above }: Extract<LessonOption, { kind: "integer" | "number" }>): string {
  const what = kind === "integer" ? "a whole number" : "a number";
  if (above !== undefined) return `${what} above ${above}${most === undefined ? "" : ` and at most ${most}`}`;
  if (least !== undefined && most !== undefined) return `${what} from ${least} to ${most}`;
  if (least !== undefined) return `${what} of ${least} or more`;
  return most === undefined ? what : `${what} of ${most} or less`;
}

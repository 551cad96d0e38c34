import { ValueError } from "@cairn-ml/tensor";
import type { Check } from "./check.js";
import type { Host, Lesson, Outcome } from "./lesson.js";
import { isInRange, rangeOf } from "./number-range.js";
import type { LessonOption, TextFile } from "./option.js";

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
  const expected = expectedOf(option, value);
  if (expected === undefined) return;
  const usual = defaultOf(option);
  throw new ValueError(`lesson ${lesson.number}`, `${name} is not ${expected}.`, {
    given: String(value),
    expected,
    fix: `give ${expected}${usual === undefined ? ", or leave it away" : `; the lesson's own is ${usual}`}`,
  });
}

/** What the value of an option should be; undefined where it is that. */
function expectedOf(option: LessonOption, value: unknown): string | undefined {
  switch (option.kind) {
    case "integer":
    case "number":
      return typeof value === "number" && isInRange(option, value) ? undefined : rangeOf(option);
    case "choice":
      return option.choices.includes(value as string) ? undefined : option.choices.join(" or ");
    case "flag":
      return typeof value === "boolean" ? undefined : "true or false";
    case "text":
      return typeof value === "string" ? undefined : "a text";
    case "list":
      return Array.isArray(value) ? undefined : "a list of words";
    case "file":
      return typeof (value as TextFile | null)?.text === "string" ? undefined : "a name and a text";
  }
}

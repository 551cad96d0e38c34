import { type Check, findLesson, type Lesson } from "@cairn-ml/lessons";
import { colors } from "../../output/colors.js";
import { exhibitText } from "../../output/exhibits/exhibit-text.js";
import { tableText } from "../../output/exhibits/table-text.js";
import { section } from "../../output/say.js";
import { columnsOf, duration, grouped, invocation, wrap } from "../../output/text.js";
import type { LessonOutcome } from "./document.js";
import { flagOf } from "./options.js";

/** Says what the lesson is about, before its work. */
export function printIntroduction({ number, title, idea }: Lesson): void {
  const { bold } = colors(process.stdout);
  process.stdout.write(`${bold(`Lesson ${number}. ${title}`)}\n\n${wrap(idea, columnsOf(process.stdout))}\n`);
}

/** Shows what came of a lesson, and what comes after it. */
export function printReport(outcome: LessonOutcome): void {
  const { report, folder, seconds } = outcome;
  const { lesson, exhibits, comparisons } = report;
  const columns = columnsOf(process.stdout);
  const look = { columns, colors: colors(process.stdout) };
  for (const exhibit of exhibits) process.stdout.write(`\n${exhibitText(exhibit, look)}\n`);
  if (comparisons.length > 0) section("Our figures beside the published ones", compare(outcome, columns));
  section("Change this and look", suggestions(outcome, columns));
  if (folder) section("Saved", `${folder} (the lesson took ${seconds < 1 ? "less than a second" : duration(seconds)})`);
  section("Where it is from", wrap(lesson.sources.join("; "), columns));
  section("What comes next", next(lesson));
}

function compare({ report }: LessonOutcome, columns: number): string {
  const { comparisons, changed } = report;
  if (changed.length === 0) {
    const rows = comparisons.map((check) => [...figures(check), verdict(check)]);
    return tableText(["figure", "ours", "published", ""], rows, columns);
  }
  const rows = comparisons.map(figures);
  const note = `You gave ${changed.map(flagOf).join(", ")}: the published figures are for a run without, so they need not agree.`;
  return `${tableText(["figure", "ours", "published"], rows, columns)}\n${wrap(note, columns)}`;
}

function figures({ name, label = name, value, expected, relation }: Check): string[] {
  const written = String(Math.abs(expected)).replace(/[.]|e.*$|^0[.]0*/g, "").length;
  const digits = written > 9 ? 5 : written; // those that were published, unless it was calculated, such as ln 2
  const published = shown(expected, digits);
  return [label, shown(value, digits + 1), relation === "near" ? published : `${relation} ${published}`];
}

function verdict({ ok, tolerance, relation }: Check): string {
  const sign = ok ? "✓" : "✗";
  if (relation !== "near" || tolerance === 0) return sign;
  return `${sign} ${ok ? "" : "not "}within ${shown(tolerance)}`;
}

/** Whole numbers as they are, of others five digits, unless more were published. */
function shown(value: number, digits = 5): string {
  const rounded = Number(value.toPrecision(Math.min(15, Math.max(5, digits))));
  return (Number.isInteger(value) ? grouped(value) : String(rounded)).replace("-", "−");
}

function suggestions({ report }: LessonOutcome, columns: number): string {
  return report.suggestions
    .map(({ what, command }) => `${wrap(what, columns)}\n  ${invocation()} ${command}`)
    .join("\n");
}

function next({ number }: Lesson): string {
  const following = findLesson(number + 1);
  const all = `All lessons:\n  ${invocation()} lessons`;
  if (!following) return all;
  return `Lesson ${following.number}, ${following.title}:\n  ${invocation()} lesson ${following.number}\n${all}`;
}

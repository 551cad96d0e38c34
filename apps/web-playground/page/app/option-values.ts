import type { Lesson, LessonOption } from "@cairn-ml/lessons";
import { defaultOf, isInRange, rangeOf } from "@cairn-ml/lessons";
import type { Place } from "./address.js";

/** The value that a text of the address or of a field stands for; undefined for none. A wrong one is left to the lesson to refuse. */
export function parseValue(option: LessonOption, text: string): unknown {
  switch (option.kind) {
    case "integer":
    case "number":
      return text.trim() === "" ? undefined : Number(text);
    case "flag":
      return text === "true";
    case "list":
      return text.trim() === "" ? undefined : text.split(",").map((word) => word.trim());
    case "file":
      return undefined; // a file cannot stand in an address
    default:
      return text;
  }
}

/** A lesson's options from the texts of an address: those alone that are the lesson's and differ from the defaults. */
export function optionsOf({ options }: Lesson, values: Readonly<Record<string, string>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(options).flatMap(([name, option]) => {
      const value = Object.hasOwn(values, name) ? parseValue(option, values[name]!) : undefined;
      return value === undefined || value === defaultOf(option) ? [] : [[name, value]];
    }),
  );
}

const seed: LessonOption = { kind: "integer", default: 0, least: 0, about: "what random numbers begin with" };

/** The options that a page can offer, the seed among them where something is drawn: a page has no folders. */
export function optionsForPage({ options, seedless }: Lesson): Record<string, LessonOption> {
  const offered = Object.entries(options).filter(
    ([, option]) => option.kind !== "file" && !(option.kind === "text" && option.placeholder === "dir"),
  );
  return { ...Object.fromEntries(offered), ...(!seedless && { seed }) };
}

/** What is wrong with the text of an option, and how it is mended; undefined where it is right, or not there. */
export function problemOf(option: LessonOption, text: string | undefined): string | undefined {
  const value = text === undefined ? undefined : parseValue(option, text);
  if (value === undefined) return undefined;
  const usual = defaultOf(option);
  const say = (expected: string) =>
    `“${text}” is not ${expected}: ${usual === undefined ? "give one, or clear the field" : `${usual} would be right`}.`;
  switch (option.kind) {
    case "integer":
    case "number":
      return isInRange(option, value as number) ? undefined : say(rangeOf(option));
    case "choice":
      return option.choices.includes(value as string) ? undefined : say(option.choices.join(" or "));
    default:
      return undefined;
  }
}

/** The values without those that the lesson would refuse, and without fields that were cleared. */
export function withoutProblems(lesson: Lesson, values: Readonly<Record<string, string>>): Record<string, string> {
  const options = { ...lesson.options, seed };
  const isRight = ([name, text]: [string, string]) => {
    const option = Object.hasOwn(options, name) ? options[name as keyof typeof options] : undefined;
    return !option || (parseValue(option, text) !== undefined && problemOf(option, text) === undefined);
  };
  return Object.fromEntries(Object.entries(values).filter(isRight));
}

/** What a command such as "lesson 3 --lr 1e-3 --logs" changes, as the address has it; null when a page cannot do it. */
export function placeOfCommand(command: string, lessons: readonly Lesson[]): Place | null {
  const [word, which, ...rest] = command.split(/\s+/);
  const lesson = word === "lesson" ? lessons.find(({ number }) => String(number) === which) : undefined;
  if (!lesson) return null;
  const values: Record<string, string> = {};
  for (let i = 0; i < rest.length; i++) {
    const name = rest[i]!.replace(/^--/, "").replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const option = lesson.options[name];
    if (name !== "seed" && (!option || option.kind === "file")) return null;
    values[name] = option?.kind === "flag" ? "true" : (rest[++i] ?? "");
  }
  return { lesson: lesson.number, values };
}

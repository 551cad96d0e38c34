import type { Lesson, LessonOption } from "@cairn-ml/lessons";
import { defaultOf } from "@cairn-ml/lessons";
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

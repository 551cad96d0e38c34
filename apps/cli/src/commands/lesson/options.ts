import { isInRange, type Lesson, type LessonOption, type NumberOption, rangeOf } from "@cairn-ml/lessons";
import { type Command, Option } from "commander";
import { UsageError } from "../../errors.js";
import { oneOf } from "../../options.js";
import { grouped } from "../../output/text.js";

/** Adds a lesson's own options to its command; what is typed is checked as it is read. */
export function addLessonOptions(command: Command, lesson: Lesson): void {
  for (const [name, option] of Object.entries(lesson.options)) {
    command.addOption(optionOf(name, option));
  }
}

function optionOf(name: string, option: LessonOption): Option {
  const flag = flagOf(name);
  const about = `${option.about}${defaultText(option)}`;
  switch (option.kind) {
    case "flag":
      return new Option(flag, about);
    case "integer":
    case "number":
      return new Option(`${flag} <n>`, about).argParser(numberParser(flag, option));
    case "choice":
      return new Option(`${flag} <name>`, `${option.choices.join(" or ")}: ${about}`).argParser(
        oneOf(flag, option.choices),
      );
    case "list":
      return new Option(`${flag} <a,b,c>`, about).argParser((text) => text.split(","));
    case "file":
      return new Option(`${flag} <file>`, about);
    case "text":
      return new Option(`${flag} <${option.placeholder ?? "text"}>`, about);
  }
}

/** "heldOut" -> "--held-out". */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

function defaultText(option: LessonOption): string {
  if (!("default" in option) || option.default === undefined) return "";
  const { default: value } = option;
  return ` (default: ${typeof value === "number" && value >= 10_000 ? grouped(value) : value})`;
}

function numberParser(flag: string, option: NumberOption): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) && isInRange(option, value)) return value;
    throw new UsageError(`${flag}: ${JSON.stringify(text)} is not ${rangeOf(option)}.`, {
      given: `${flag} ${text}`,
      expected: rangeOf(option),
      ...(option.default !== undefined && { fix: `for example ${flag} ${option.default}` }),
    });
  };
}

import { type Lesson, lessons } from "@cairn-ml/lessons";
import type { Command } from "commander";
import { UsageError } from "../../errors.js";
import { common } from "../../options.js";
import { plotPath } from "../../output/exhibits/write-plot.js";
import { invocation, wrap } from "../../output/text.js";
import { addLessonOptions } from "./options.js";

/** Adds a command for each lesson: `lesson 3`, which is `lesson several-weights` too. */
export function addLessonCommands(parent: Command): void {
  for (const lesson of lessons) addLesson(parent, lesson);
  parent.addHelpCommand(false).argument("[lesson]"); // what is none of the commands
  parent.action((which: string | undefined) => {
    throw new UsageError(which === undefined ? "lesson: which one?" : `lesson: there is no lesson ${which}.`, {
      given: which ?? "nothing",
      expected: lessons.map(({ number, name }) => `${number} ${name}`).join(", "),
      fix: `see ${invocation()} lessons`,
    });
  });
}

function addLesson(parent: Command, lesson: Lesson): void {
  const { number, name, title, idea, input } = lesson;
  const command = parent
    .command(String(number))
    .alias(name)
    .summary(title)
    .description(`Lesson ${number}: ${title}.\n\n${wrap(idea, 80)}`);
  addLessonOptions(command, lesson);
  if (input) command.option(input.kind === "digits" ? "--from <path>" : "--from <file>", fromText(input));
  command
    .addOption(common.seed())
    .option(
      "--out <dir>",
      `folder for what was trained; a new name is taken when it holds a run (default: runs/lesson-${number})`,
    )
    .option("--overwrite", "replace the run that the folder holds")
    .option("--resume <dir>", "go on with the run in this folder, which was stopped; needs no other option")
    .option("--plot <file>", "write the plots as .svg or .png", plotPath("--plot"))
    .option("--csv <file>", "write the numbers of the plots: plot,series,x,y")
    .addOption(common.threads())
    .addOption(common.device())
    .addOption(common.json())
    .addOption(common.verbose())
    .addHelpText("after", `\nExample:\n  ${invocation()} lesson ${number}`)
    .action(async (_, command: Command) => {
      await (await import("../lesson.js")).runLessonCommand(lesson, command.optsWithGlobals());
    });
}

function fromText(input: NonNullable<Lesson["input"]>): string {
  switch (input.kind) {
    case "table":
      return `your own data, CSV or TSV with the columns ${input.columns.join(", ")}`;
    case "items":
      return "your own data, CSV or TSV with a column of names and columns of numbers";
    case "sequences":
      return "your own data, a text file with a sequence on each line";
    case "digits":
      return "a folder with MNIST's four files, or one of PNGs for each digit; drawn: digits drawn by a program";
  }
}

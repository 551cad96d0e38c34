import { type Command, Option } from "commander";
import { common, decimal, integer, oneOf, presetNames } from "../../options.js";
import { flagOf, isInRange, rangeOf, type Setting, settingNames, settingTable } from "./settings.js";

/** Describes `cairn train gpt`; the settings are options by their table. */
export function addTrainGptCommand(train: Command): Command {
  const command = train
    .command("gpt")
    .description("Train a GPT on a text, show how it learns, save it, and print what it writes.")
    .optionsGroup("What to train:")
    .option(
      "--preset <name>",
      `model and settings: ${presetNames.slice(0, -1).join(", ")}, or finetune, which --init takes (default: stories)`,
      oneOf("--preset", presetNames),
    )
    .option("--from <file>", "a text (UTF-8), or a file of tokens; the stories preset brings its own text")
    .option("--init <dir>", "begin with the weights and the tokenizer in this folder, not with random ones")
    .option("--config <file>", "take from this JSON file what no option says")
    .option("--dtype <name>", "--from has tokens alone, uint16 or uint32, as nanoGPT's .bin", dtype)
    .option("--prepare <file>", "write --from as a file of tokens, to be trained on with --from, and end")
    .optionsGroup("The run:")
    .option("--steps <n>", "steps to train in all", integer("--steps", 1))
    .addOption(common.seed())
    .addOption(common.threads())
    .addOption(common.device())
    .option("--out <dir>", "folder of the run; a new name is taken when it holds a run (default: runs/<preset>)")
    .option("--overwrite", "replace the run that the folder holds")
    .option("--resume <dir>", "go on with the run in this folder; needs no other option");
  for (const group of ["Model", "Optimisation", "Measuring and saving"] as const) {
    command.optionsGroup(`${group} (default: the preset's):`);
    for (const name of settingNames) {
      if (settingTable[name].group === group) for (const option of optionsOf(name)) command.addOption(option);
    }
  }
  return command
    .option("--save-every <n>", "steps between checkpoints (default: at each measurement)", integer("--save-every", 1))
    .optionsGroup("Output:")
    .option("--print-config", "print the settings as a file for --config, and end")
    .option("--config-schema", "print the schema of such a file, and end")
    .option("--profile", "print how long each kernel took, and at what speed")
    .option("--trace <file>", "write the last steps, 100,000 events at most, for Perfetto or chrome://tracing")
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, self) => (await import("../train-gpt.js")).trainGpt(self.optsWithGlobals()));
}

const dtype = oneOf("--dtype", ["uint16", "uint32"]);

function optionsOf(name: (typeof settingNames)[number]): Option[] {
  const flag = flagOf(name);
  const setting = settingTable[name];
  if (setting.kind === "switch") {
    return [
      new Option(flag, setting.help),
      new Option(flag.replace("--", "--no-"), "without them, where the preset has it").hideHelp(),
    ];
  }
  const placeholder = setting.kind === "integer" ? "<n>" : setting.kind === "number" ? "<x>" : "<name>";
  return [new Option(`${flag} ${placeholder}`, setting.help).argParser(parserOf(flag, setting))];
}

function parserOf(flag: string, setting: Setting): (text: string) => unknown {
  switch (setting.kind) {
    case "integer":
      return integer(flag, setting.least);
    case "number":
      return decimal(flag, (value) => isInRange(value, setting), rangeOf(setting), Number(setting.sample));
    case "choice":
      return oneOf(flag, setting.names);
    case "switch":
      return (text) => text;
  }
}

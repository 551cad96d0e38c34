import type { Command } from "commander";
import { parseTokens, quantized } from "./generation-commands.js";
import { common } from "./options.js";

/** Adds the commands that look at models. */
export function addModelCommands(cairn: Command, example: (command: Command, text: string) => void): void {
  const inspect = cairn
    .command("inspect")
    .description("List the tensors of a model's file or folder, without reading their numbers.")
    .argument("<path>", "a .safetensors, .gguf, .npz or .npy file, or the folder of a model or of a run")
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (path, _, command) =>
      (await import("./commands/inspect.js")).inspect(path, command.optsWithGlobals()),
    );
  example(inspect, "inspect runs/stories");
  const logits = cairn
    .command("logits")
    .description("Compute what a GPT makes of tokens: the logits of the token after them, and the loss.")
    .requiredOption("--model <dir>", "folder of a run or of a GPT-2, or its file of weights")
    .requiredOption("--tokens <list>", "numbers of tokens, such as 1,2,3; give it again for another row", addTokens)
    .option("--all", "of every position, not of the last alone")
    .addOption(quantized())
    .addOption(common.threads())
    .addOption(common.device())
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./commands/logits.js")).logits(command.optsWithGlobals()));
  example(logits, 'logits --model runs/stories --tokens "1,2,3" --json');
}

/** Reads a list of tokens, and adds it to those that were read before. Throws: UsageError. */
export function addTokens(text: string, before: readonly (readonly number[])[] = []): number[][] {
  return [...before.map((row) => [...row]), parseTokens(text)];
}

import type { Command } from "commander";
import { common, integer } from "../../options.js";
import { invocation } from "../../output/text.js";

/** Adds what `cairn tokenize` can be told, and `cairn tokenize train`. */
export function addTokenizeCommands(tokenize: Command): void {
  tokenize
    .option("--tokenizer <dir>", "gpt2, or the folder of a model or tokenizer", "gpt2")
    .option("--encode <text>", "show the tokens of this text; - reads standard input, byte for byte")
    .option("--decode <ids>", "show the text of these tokens, such as 1,2,3; - reads standard input")
    .option("--allow-special", "let the text contain special tokens, such as <|endoftext|>")
    .addOption(common.json())
    .addOption(common.verbose())
    .addHelpText(
      "after",
      "\nStandard input is not trimmed, and bytes that are not UTF-8 are tokens like others.\n" +
        "A piece that is a part of a character is U+FFFD in JSON, on the screen its bytes.",
    )
    .action(async (_, command) => (await import("./tokenize.js")).tokenize(command.optsWithGlobals()));
  const train = tokenize
    .command("train")
    .description("Learn a tokenizer from a text: byte-pair encoding, as GPT-2's.")
    .requiredOption("--from <file>", "the text (UTF-8)")
    .option("--vocab-size <n>", "tokens to end with, the 256 bytes among them", integer("--vocab-size", 256), 8192)
    .option("--min-count <n>", "the fewest occurrences that make a pair a token", integer("--min-count", 1), 2)
    .option("--out <dir>", "folder for its tokenizer.json, which Hugging Face's tokenizers read too", "tokenizer")
    .option("--overwrite", "replace the tokenizer that the folder holds")
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./train.js")).trainTokenizer(command.optsWithGlobals()));
  train.addHelpText("after", () => `\nExample:\n  ${invocation()} tokenize train --from books.txt --vocab-size 4096`);
}

import { type Command, Option } from "commander";
import { UsageError } from "./errors.js";
import { common, decimal, integer, oneOf } from "./options.js";

type Example = (command: Command, text: string) => void;

/** Adds the commands that write with a model, and look into it while it reads. */
export function addGenerationCommands(cairn: Command, example: Example): void {
  addGenerate(cairn, example);
  addAttend(cairn, example);
}

const model = () => new Option("--model <dir>", "folder of a run or of a GPT-2, or its file of weights");
const tokens = () =>
  new Option("--tokens <list>", "tokens in the place of a prompt, such as 1,2,3").argParser(parseTokens);

/** How the weights of a model are held; each call makes a new option. */
export const quantized = (): Option =>
  new Option("--quantize <name>", "int8 holds the weights in a quarter of the size, rounded").argParser(
    oneOf("--quantize", ["int8"]),
  );

function addGenerate(cairn: Command, example: Example): void {
  const command = cairn
    .command("generate")
    .description("Let a trained GPT go on with a text.")
    .addOption(model().makeOptionMandatory())
    .option("--prompt <text>", "the text to go on with; - reads it from standard input")
    .addOption(tokens())
    .option("--max-tokens <n>", "tokens to write", integer("--max-tokens", 1), 200)
    .option("--n <n>", "continuations to write side by side", integer("--n", 1, 64), 1)
    .option("--stop <text>", "end before this text; \\n is a new line; give it again for another", addStop)
    .option("--temperature <t>", "below 1 safer, above 1 bolder, 0 always the likeliest (default: 0.8)", temperature)
    .option("--greedy", "always take the likeliest, as --temperature 0")
    .option("--top-k <k>", "choose among the k likeliest tokens", integer("--top-k", 1))
    .option("--top-p <p>", "choose among the likeliest tokens that together have this share", share("--top-p"))
    .option("--min-p <p>", "choose among tokens at least this part as likely as the likeliest", share("--min-p"))
    .option("--repetition-penalty <x>", "above 1, make tokens that were there less likely", penalty)
    .option("--logit-bias <list>", "add to logits of tokens: 12=5,7=-inf", parseBias)
    .option("--logprobs <k>", "tell how likely each token was, and the k likeliest", integer("--logprobs", 0, 100))
    .option("--watch", "show the likeliest tokens of each step as bars")
    .addOption(quantized())
    .addOption(common.seed())
    .addOption(common.threads())
    .addOption(common.device())
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./commands/generate.js")).generateCommand(command.optsWithGlobals()));
  example(command, 'generate --model runs/stories --prompt "One sunny day, Mia" --temperature 0.7');
}

const temperature = decimal("--temperature", (t) => t >= 0 && t < Number.POSITIVE_INFINITY, "of 0 or more", 0.8);
const share = (flag: string) =>
  decimal(flag, (p) => p > 0 && p <= 1, "above 0 and at most 1", flag === "--top-p" ? 0.95 : 0.05);
const penalty = decimal("--repetition-penalty", (x) => x > 0 && x < Number.POSITIVE_INFINITY, "above 0", 1.2);

function addAttend(cairn: Command, example: Example): void {
  const command = cairn
    .command("attend")
    .description("Show where a GPT looks: how much each token takes from those before it, by layer and head.")
    .addOption(model().makeOptionMandatory())
    .option("--prompt <text>", "the text to read; - reads it from standard input")
    .addOption(tokens())
    .option("--layer <n>", "a layer, from 0; of --lens, how many it has passed (default: all)", integer("--layer", 0))
    .option("--head <n>", "a head, from 0 (default: all)", integer("--head", 0))
    .option("--lens", "what each layer would say comes next, at each token, in the place of attention")
    .option("--svg <file>", "draw it")
    .option("--png <file>", "draw it as a picture")
    .addOption(quantized())
    .addOption(common.threads())
    .addOption(common.device())
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./commands/attend.js")).attend(command.optsWithGlobals()));
  example(command, 'attend --model runs/stories --prompt "One sunny day, Mia" --layer 3 --head 2');
}

/** Reads "1,2,3". Throws: UsageError. */
export function parseTokens(text: string): number[] {
  const words = text.trim().split(/[\s,]+/);
  const numbers = words.map(Number);
  if (words.every((word) => /^\d+$/.test(word)) && numbers.every((token) => token < 2 ** 31)) return numbers;
  throw new UsageError(`--tokens: ${JSON.stringify(text)} is no list of tokens.`, {
    given: `--tokens ${text}`,
    expected: "whole numbers of 0 or more, with commas between them",
    fix: 'for example --tokens "1,2,3"',
  });
}

/** Reads "12=5,7=-inf". Throws: UsageError. */
export function parseBias(text: string): Map<number, number> {
  const bias = new Map<number, number>();
  for (const part of text.trim().split(/[\s,]+/)) {
    const [, token, sign, amount] = /^(\d+)=([-+]?)(inf|\d*\.?\d+)$/i.exec(part) ?? [];
    const value =
      (sign === "-" ? -1 : 1) * (amount?.toLowerCase() === "inf" ? Number.POSITIVE_INFINITY : Number(amount));
    if (token === undefined || value === Number.POSITIVE_INFINITY || bias.has(Number(token))) {
      throw new UsageError(`--logit-bias: ${JSON.stringify(part)} is no bias of a token.`, {
        given: `--logit-bias ${text}`,
        expected: "a token, =, and a number or -inf, each token once, with commas between them",
        fix: "for example --logit-bias 12=5,7=-inf",
      });
    }
    bias.set(Number(token), value);
  }
  return bias;
}

/** Reads a text that ends a continuation, and adds it to those that were read before. Throws: UsageError for an empty one. */
export function addStop(text: string, before: readonly string[] = []): string[] {
  if (text !== "") return [...before, text.replaceAll("\\n", "\n").replaceAll("\\t", "\t")];
  throw new UsageError("--stop: the text is empty.", {
    given: '--stop ""',
    expected: "some text",
    fix: 'for example --stop "\\n\\n"',
  });
}

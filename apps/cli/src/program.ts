import { Argument, Command, CommanderError } from "commander";
import { addTrainGptCommand } from "./commands/train-gpt/add-command.js";
import { report, UsageError } from "./errors.js";
import { addGenerationCommands } from "./generation-commands.js";
import { repositoryName, revisionName } from "./hub/model-source.js";
import { addModelCommands } from "./model-commands.js";
import { common, decimal, integer, oneOf } from "./options.js";
import { invocation } from "./output/text.js";
import { version } from "./version.js";

/** Runs the command line. Returns the exit code. */
export async function run(argv: readonly string[]): Promise<number> {
  try {
    await (await program(argv)).parseAsync(argv, { from: "user" });
    return 0;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0; // --help, --version
    const flags = { json: argv.includes("--json"), verbose: argv.includes("--verbose") };
    return report(error instanceof CommanderError ? usageError(error) : error, flags);
  }
}

async function program(argv: readonly string[]): Promise<Command> {
  const cairn = new Command("cairn")
    .description("Machine learning in small, readable layers: lessons from counting letters on, and a GPT that writes.")
    .version(version(), "-v, --version", "print the version")
    .helpOption("-h, --help", "explain the command")
    .enablePositionalOptions()
    .exitOverride()
    .hook("preAction", (_, command) => checkPaths(command))
    .configureOutput({ outputError: () => {} }); // run() reports, as text or as JSON
  example(cairn, "train gpt --preset stories");
  const train = cairn.command("train").description("Train a model.");
  example(train, "train gpt --preset stories");
  example(addTrainGptCommand(train), "train gpt --preset shakespeare-char --from input.txt --seed 1");
  const lesson = await addLessons(cairn, argv);
  const vectors = await addVectors(cairn, argv);
  await addTokenize(cairn, argv);
  addGraph(cairn);
  addGenerationCommands(cairn, example);
  addModelCommands(cairn, example);
  addPredict(cairn);
  addDownload(cairn);
  addPlayground(cairn);
  addBench(cairn);
  addDoctor(cairn);
  for (const group of [cairn, train, lesson, vectors])
    group.addOption(common.json().hideHelp()).addOption(common.verbose().hideHelp());
  return cairn;
}

/** Throws: UsageError for an option that names no file: `--out ""`, or `--out --json`, which commander takes for a name. */
function checkPaths(command: Command): void {
  for (const option of command.options) {
    const value: unknown = command.getOptionValue(option.attributeName());
    if (!/<(dir|file|path)>/.test(option.flags) || typeof value !== "string" || !/^(-.*)?$/.test(value)) continue;
    throw new UsageError(`cairn: ${option.long} names no ${option.flags.includes("<dir>") ? "folder" : "file"}.`, {
      given: value || 'an empty name, ""',
      expected: option.flags,
      fix: value ? `give a name; if it is ${value}, write ./${value}` : "give a name, or leave the option out",
    });
  }
}

/** What the lessons can be told is data of a package that takes time to load, so it is loaded when a lesson is asked for. */
async function addLessons(cairn: Command, argv: readonly string[]): Promise<Command> {
  const list = cairn
    .command("lessons")
    .description("List the lessons.")
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./commands/lessons.js")).listLessons(command.optsWithGlobals()));
  example(list, "lessons");
  const lesson = cairn.command("lesson").description("Run a lesson, by its number or name.");
  example(lesson, "lesson 2");
  if (argv.find((word) => !word.startsWith("-")) === "lesson") {
    (await import("./commands/lesson/add-commands.js")).addLessonCommands(lesson);
  }
  return lesson;
}

/** Many commands, which are made when one of them is asked for. */
async function addVectors(cairn: Command, argv: readonly string[]): Promise<Command> {
  const vectors = cairn
    .command("vectors")
    .description("Word vectors: learn them from a text, look words up, test, draw, convert.");
  if (argv.find((word) => !word.startsWith("-")) === "vectors") {
    (await import("./commands/vectors/add-commands.js")).addVectorsCommands(vectors);
  }
  example(vectors, "vectors neighbours cricket --vectors vectors.bin");
  return vectors;
}

async function addTokenize(cairn: Command, argv: readonly string[]): Promise<void> {
  const tokenize = cairn.command("tokenize").description("Show the tokens of a text, or the text of tokens.");
  if (argv.find((word) => !word.startsWith("-")) === "tokenize") {
    (await import("./commands/tokenize/add-commands.js")).addTokenizeCommands(tokenize);
  }
  example(tokenize, 'tokenize --encode "I chose that bank for"');
}

function addGraph(cairn: Command): void {
  const command = cairn
    .command("graph")
    .description("Differentiate an expression: its values forward, its gradients back, node by node.")
    .argument("[expression]", "numbers, names, + - * / ^, exp log tanh relu sigmoid, brackets; in quotes")
    .argument("[inputs...]", "a number for each name, such as a=4 b=-2")
    .option("--steps <n>", "steps against the gradient (default: 0, with --lr 1)", integer("--steps", 0, 100_000))
    .option("--lr <x>", "the learning rate: how far a step goes (default: 0.1)", rate)
    .option("--dot [file]", "write the graph for Graphviz, on standard output unless a file is named")
    .option("--svg <file>", "draw the graph")
    .addOption(common.json())
    .addOption(common.verbose())
    .allowUnknownOption() // an expression may begin with a minus
    .action(async (_, __, ___, command: Command) =>
      (await import("./commands/graph.js")).graphCommand(command.args, command.optsWithGlobals()),
    );
  example(command, 'graph "relu(a*b) + d" a=4 b=-2 d=5 --steps 3');
}

const rate = decimal("--lr", (lr) => lr < Number.POSITIVE_INFINITY, "of 0 or more", 0.1);

function addPredict(cairn: Command): void {
  const command = cairn
    .command("predict")
    .description("Read a digit in a picture: PNG, drawn or scanned, in any size and colour.")
    .argument("<picture>", "the file")
    .requiredOption("--model <dir>", "folder of a model that reads digits, such as lesson 7 saves one")
    .addOption(common.threads())
    .addOption(common.device())
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (picture, _, command) =>
      (await import("./commands/predict.js")).predict(picture, command.optsWithGlobals()),
    );
  example(command, "predict --model runs/lesson-7 seven.png");
}

function addDownload(cairn: Command): void {
  const command = cairn
    .command("download")
    .description(
      "Fetch data: mnist, digits written by hand; vectors, of 341,479 English words; gpt2, OpenAI's weights.",
    )
    .addArgument(new Argument("<name>", downloads.join(", ")).argParser(oneOf("download", downloads)))
    .option(
      "--mirror <url>",
      "of gpt2: the hub of models, or a mirror of one (default: CAIRN_MIRROR, else HF_ENDPOINT)",
    )
    .option(
      "--repository <name>",
      "of gpt2: another model of its form, such as openai-community/gpt2-medium",
      repositoryName,
    )
    .option("--revision <name>", "of gpt2: a branch, a tag or a commit (default: main)", revisionName)
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (name: (typeof downloads)[number], _, command: Command) => {
      const options = command.optsWithGlobals();
      if (name === "gpt2") await (await import("./commands/download-model.js")).downloadGpt2(options);
      else refuseModelOptions(options);
      if (name === "mnist") await (await import("./commands/download.js")).download(options);
      if (name === "vectors") await (await import("./commands/vectors/download.js")).downloadRealVectors(options);
    });
  example(command, "download mnist");
}

const downloads = ["mnist", "vectors", "gpt2"] as const;

/** Throws: UsageError for options that say where a model is, where none is fetched. */
function refuseModelOptions(options: Record<string, unknown>): void {
  const given = ["mirror", "repository", "revision"].find((name) => options[name] !== undefined);
  if (given === undefined) return;
  throw new UsageError(`download: --${given} is for gpt2.`, {
    given: `--${given} ${options[given]}`,
    expected: "nothing: npm knows where to fetch from",
    fix: "leave it out",
  });
}

function addPlayground(cairn: Command): void {
  const command = cairn
    .command("playground")
    .description("Open the lessons as a page, to play with; served on this machine alone.")
    .option(
      "--port <n>",
      "where it is served (default: 4173, or a free one if it is taken)",
      integer("--port", 0, 65_535),
    )
    .option("--no-open", "open no browser")
    .addOption(common.verbose())
    .action(async (options) => (await import("@cairn-ml/web-playground/node")).playground(options));
  example(command, "playground --port 4173 --no-open");
}

function addBench(cairn: Command): void {
  const command = cairn
    .command("bench")
    .description("Time the workloads w1 to w11: products, single ops, training steps, GPT-2, tokens.")
    .argument("[names...]", "workloads, such as w5 or w5-mlp (default: all)")
    .option("--threads <n>", "threads to use, 1 to 64 (default: one, then all cores)", integer("--threads", 1, 64))
    .option("--repeats <n>", "how often each is timed; the best counts (default: 7, w9: 5)", integer("--repeats", 1))
    .option("--seconds <s>", "what one repeat takes, about (default: 0.35, w9: up to 1)", seconds)
    .option("--from <file>", "the text that w11 encodes, the first 2,000,000 bytes; w11 is skipped without one")
    .option("--json", "print a line of JSON for each figure on standard output, and nothing else there")
    .addOption(common.verbose())
    .action(async (names, _, command) => (await import("./commands/bench.js")).bench(names, command.optsWithGlobals()));
  example(command, "bench w3 w5 --threads 1");
}

const seconds = decimal("--seconds", (s) => s > 0 && s <= 60, "above 0 and at most 60", 0.35);

function addDoctor(cairn: Command): void {
  const command = cairn
    .command("doctor")
    .description("Check what this machine can do, and whether Cairn runs on it.")
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./commands/doctor.js")).doctor(command.optsWithGlobals()));
  example(command, "doctor");
}

function example(command: Command, text: string): void {
  command.addHelpText("after", () => `\nExample:\n  ${invocation()} ${text}`);
}

/** What commander says, in our form. */
function usageError({ code, message }: CommanderError): UsageError {
  const [, problem = "", , nearest] =
    /^(?:error: )?(.*?)\.?(\s+\(Did you mean (?:one of )?(.*)\?\))?$/s.exec(message.trim()) ?? [];
  const [, name] = /'([^']*)'/.exec(problem) ?? [];
  const help = "see --help, which has an example";
  switch (code) {
    case "commander.help":
      return new UsageError("cairn: no command was given.", { given: "nothing", expected: "a command", fix: help });
    case "commander.unknownOption":
    case "commander.unknownCommand": {
      const kind = code === "commander.unknownOption" ? "an option" : "a command";
      const fix = nearest ? `did you mean ${nearest}?` : help;
      return new UsageError(`cairn: ${problem}.`, { given: name!, expected: `${kind} that --help lists`, fix });
    }
    case "commander.missingMandatoryOptionValue":
      return new UsageError(`cairn: ${name} is missing.`, { given: "nothing", expected: name!, fix: help });
    case "commander.optionMissingArgument":
      return new UsageError(`cairn: ${name} has no value.`, { given: "nothing after it", expected: name!, fix: help });
    case "commander.missingArgument":
      return new UsageError(`cairn: ${problem}.`, { given: "nothing", expected: `a ${name}`, fix: help });
    case "commander.excessArguments": {
      const [, expected = "0", given] = /Expected (\d+) .* but got (\d+)/.exec(problem) ?? [];
      return new UsageError(`cairn: too many arguments for ${name}.`, {
        given: `${given} beside options`,
        expected: expected === "0" ? "none" : expected,
        fix: "leave them out, or put quotes round a value that has spaces",
      });
    }
    default:
      return new UsageError(`cairn: ${problem}.`, { fix: help });
  }
}

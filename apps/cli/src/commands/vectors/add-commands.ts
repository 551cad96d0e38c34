import { type Command, Option } from "commander";
import { common, decimal, integer, oneOf } from "../../options.js";
import { plotPath } from "../../output/exhibits/write-plot.js";
import { invocation } from "../../output/text.js";
import { formatNames, methodNames, modelNames } from "./formats.js";

/** Adds the commands that work with word vectors; each loads its code when it runs. */
export function addVectorsCommands(vectors: Command): void {
  addInfo(vectors);
  addLookups(vectors);
  addEval(vectors);
  addMap(vectors);
  addConvert(vectors);
  addTrain(vectors);
}

const lookups = () => import("./lookups.js");

function addInfo(vectors: Command): void {
  const command = subcommand(vectors, "info", "Say what a file of vectors holds.")
    .option("--limit <n>", "read only the first n words", integer("--limit", 1))
    .action(async (_, command) => (await import("./info.js")).info(command.optsWithGlobals()));
  example(command, "vectors info --vectors vectors.bin");
}

function addLookups(vectors: Command): void {
  const neighbours = table(subcommand(vectors, "neighbours", "Find the words nearest to a word, by cosine."))
    .argument("<word>", "the word")
    .option("--top <n>", "how many words", integer("--top", 1), 10)
    .action(async (word, _, command) => (await lookups()).neighbours(word, command.optsWithGlobals()));
  example(neighbours, "vectors neighbours cricket --vectors vectors.bin --top 5");
  const similarity = table(subcommand(vectors, "similarity", "Give the cosine of two words."))
    .argument("<a>", "a word")
    .argument("<b>", "another")
    .action(async (a, b, _, command) => (await lookups()).similarity(a, b, command.optsWithGlobals()));
  example(similarity, "vectors similarity cricket football --vectors vectors.bin");
  const analogy = table(subcommand(vectors, "analogy", "A is to B as C is to what? The words nearest to B - A + C."))
    .argument("<a>", "A is to")
    .argument("<b>", "B")
    .argument("<c>", "as C is to what?")
    .option("--top <n>", "how many answers", integer("--top", 1), 10)
    .addHelpText(
      "after",
      "\nThe score is gensim's: the cosine with the sum of vectors that were made to have the length 1 (3CosAdd).",
    )
    .option("--cosmul", "multiply and divide cosines instead of adding them (3CosMul)")
    .action(async (a, b, c, _, command) => (await lookups()).analogy([a, b, c], command.optsWithGlobals()));
  example(analogy, "vectors analogy man king woman --vectors vectors.bin");
  const odd = table(subcommand(vectors, "odd-one-out", "Find the word that goes least with the others."))
    .argument("<words...>", "three words or more")
    .action(async (words, _, command) => (await lookups()).oddOneOut(words, command.optsWithGlobals()));
  example(odd, "vectors odd-one-out breakfast cereal dinner lunch --vectors vectors.bin");
}

function addEval(vectors: Command): void {
  const about = "Ask the questions of questions-words.txt, or compare with pairs that people judged (WordSim-353).";
  const command = table(subcommand(vectors, "eval", about))
    .argument("<file>", "questions in sections, or pairs with a figure; which of them is seen from the file")
    .option("--restrict <n>", "look only among the first n words", integer("--restrict", 1), 300_000)
    .option("--cosmul", "answer questions by 3CosMul")
    .action(async (file, _, command) => (await import("./evaluate.js")).evaluate(file, command.optsWithGlobals()));
  example(command, "vectors eval questions-words.txt --vectors vectors.bin");
}

function addMap(vectors: Command): void {
  const about = "Draw words as points in the plane, alike ones near each other.";
  const command = subcommand(vectors, "map", about)
    .addOption(new Option("--words <list>", "a file of words, one a line, or words with commas").conflicts("top"))
    .option("--top <n>", "the first n words of the file, when no --words are given", integer("--top", 3, 5000), 100)
    .option("--method <name>", "pca: directions that differ most; umap: neighbours stay neighbours", oneOf("--method", methodNames), "pca") // biome-ignore format: one line
    .option("--out <file>", "write the map as .svg or .png; without it, it is drawn in characters", plotPath("--out"))
    .addOption(common.seed())
    .action(async (_, command) => (await import("./map.js")).map(command.optsWithGlobals()));
  example(command, "vectors map --words man,woman,king,queen,boy,girl --vectors vectors.bin --out map.svg");
}

function addConvert(vectors: Command): void {
  const command = subcommand(vectors, "convert", "Write a file of vectors in another format, block by block.")
    .requiredOption("--out <file>", outText)
    .option("--format <name>", formatText, oneOf("--format", formatNames))
    .option("--limit <n>", "only the first n words", integer("--limit", 1))
    .option("--float16", "write half the bytes and three digits, in .npy and .safetensors")
    .action(async (_, command) => (await import("./convert.js")).convert(command.optsWithGlobals()));
  example(command, "vectors convert --vectors vectors.bin --out glove.txt --format glove --limit 50000");
}

function addTrain(vectors: Command): void {
  const command = vectors
    .command("train")
    .description("Learn vectors from texts: words that stand near the same words become alike. A line is a sentence.")
    .requiredOption("--from <text...>", "files, plain or gzip, larger than memory if need be; - is standard input")
    .requiredOption("--out <file>", outText)
    .option("--model <name>", "skip-gram with negative sampling, CBOW, skip-gram with hierarchical softmax, or with n-grams: sgns, cbow, hs, fasttext", oneOf("--model", modelNames), "sgns") // biome-ignore format: one line
    .option("--dim <n>", "numbers in a vector", integer("--dim", 1, 65_536), 100)
    .option("--window <n>", "words to each side, at most", integer("--window", 1, 10_000), 5)
    .option("--negative <n>", "words drawn by chance beside each true one", integer("--negative", 1, 1000), 5)
    .option("--min-count <n>", "leave out words that come more rarely", integer("--min-count", 1), 5)
    .option("--sample <x>", "thin out words more frequent than this share; 0 for none", decimal("--sample", finite, "of 0 or more", 1e-3), 1e-3) // biome-ignore format: one line
    .option("--epochs <n>", "how often to go through the texts", integer("--epochs", 1), 5)
    .option("--lr <x>", "the learning rate at the start", decimal("--lr", (lr) => lr > 0 && finite(lr), "above 0", 0.025), 0.025) // biome-ignore format: one line
    .option("--buckets <n>", "rows that fastText's n-grams share", integer("--buckets", 1, 2 ** 31 - 1), 2_000_000)
    .option("--phrases", "make one word of two that often come together: new_york")
    .option("--deterministic", "the same bits again from the same seed; one thread")
    .option("--resume", "go on where Ctrl-C stopped, from <out>.state, with its settings")
    .option("--format <name>", formatText, oneOf("--format", formatNames))
    .addOption(common.seed())
    .addOption(common.threads())
    .addOption(common.json())
    .addOption(common.verbose())
    .action(async (_, command) => (await import("./train.js")).train(command.optsWithGlobals(), typed(command)));
  example(command, "vectors train --from text.txt.gz --dim 100 --epochs 5 --out vectors.bin");
}

const finite = (value: number) => value >= 0 && value < Number.POSITIVE_INFINITY;
const outText = "the new file: .bin and .txt word2vec, .vec fastText, .npy, .safetensors; .gz packs it";
const formatText = `the format, where the name does not say it: ${formatNames.join(", ")}`;

function subcommand(vectors: Command, name: string, about: string): Command {
  return vectors
    .command(name)
    .description(about)
    .option(
      "--vectors <file>",
      "word2vec .bin or .txt, GloVe, fastText .bin or .vec, .npy, .safetensors; or .gz (default: what download vectors fetched)",
    )
    .addOption(common.json())
    .addOption(common.verbose());
}

/** Options of what keeps the vectors in memory. */
function table(command: Command): Command {
  return command
    .option("--limit <n>", "read only the first n words", integer("--limit", 1))
    .option("--float16", "keep the numbers in half the memory, with three digits")
    .addOption(common.threads());
}

/** The options that were typed, those that have their defaults left out. */
function typed(command: Command): ReadonlySet<string> {
  return new Set(Object.keys(command.opts()).filter((name) => command.getOptionValueSource(name) === "cli"));
}

function example(command: Command, text: string): void {
  command.addHelpText("after", () => `\nExample:\n  ${invocation()} ${text}`);
}

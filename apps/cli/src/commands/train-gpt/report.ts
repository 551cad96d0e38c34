import { NGram } from "@cairn-ml/data";
import type { HistoryEntry } from "@cairn-ml/train";
import { colors } from "../../output/colors.js";
import { plotText } from "../../output/exhibits/plot-text.js";
import { section } from "../../output/say.js";
import { table } from "../../output/table.js";
import { columnsOf, duration, grouped, invocation, quoted, wrap } from "../../output/text.js";
import { bitsPerByteOf, type Outcome } from "./outcome.js";
import { printProfile } from "./profiling.js";

/** Shows what came of a run: the curve, a comparison, what it writes, where it lies, what to do next. */
export function printReport(outcome: Outcome): void {
  const { result, seconds, job } = outcome;
  const columns = columnsOf(process.stdout);
  const { history } = result;
  section(
    `How the loss fell over ${grouped(job.steps)} steps`,
    plotText(lossPlot(history), columns, colors(process.stdout)),
  );
  section("How well it guesses text that it has not seen", compare(outcome, columns));
  if (outcome.samples.length > 0) {
    section(`${outcome.samples.length} samples of what it writes`, showSamples(outcome.samples, columns));
  }
  if (outcome.profile) printProfile(outcome.profile);
  const best = `${outcome.folder.path}/best has the weights that guessed held-out text best.`;
  section("Saved", `${outcome.folder.path} (this took ${duration(seconds)} from start to end)\n${best}`);
  section("What to try next", nextCommands(outcome));
}

/** Training as a line; held-out text, which is looked at less often, as points. */
function lossPlot(history: readonly HistoryEntry[]): Parameters<typeof plotText>[0] {
  const points = (key: "loss" | "validationLoss") =>
    history.flatMap((entry): [number, number][] => (entry[key] === undefined ? [] : [[entry.step, entry[key]]]));
  return {
    x: { label: "step" },
    y: { label: "loss" },
    series: [
      { name: "training text", mark: "line", points: points("loss") },
      { name: "held-out text", mark: "points", points: points("validationLoss") },
    ],
  };
}

/** The GPT beside two models that only count. */
function compare({ training, result }: Outcome, columns: number): string {
  const bits = bitsPerByteOf({ training, result });
  if (bits === undefined) return `${result.validationLoss!.toFixed(3)} nats a token`;
  if (training.sampled) return `${result.validationLoss!.toFixed(3)} nats a token, ${bits.toFixed(3)} bits per byte`;
  const encoder = new TextEncoder();
  const [train, validation] = [encoder.encode(training.trainText), encoder.encode(training.validationText)];
  const counting = (order: number) => NGram.train(train, order).bitsPerByte(validation).toFixed(3);
  const rows = [
    ["bigram", "the last byte", counting(2)],
    ["5-gram (Kneser-Ney)", "the last 4 bytes", counting(5)],
    [
      "this GPT",
      `the last ${training.model.config.contextLength} ${training.tokenizer?.kind === "char" ? "characters" : "tokens"}`,
      bits.toFixed(3),
    ],
  ];
  const meaning =
    "Bits per byte: the yes-or-no questions that a guesser needs for the next byte of the held-out text, on average; " +
    "fewer is better. The first two only count which byte followed which.";
  return `${wrap(meaning, columns)}\n${table(["model", "what it looks at", "bits per byte"], rows, { numbers: [2] })}`;
}

function showSamples(samples: readonly string[], columns: number): string {
  const { dim } = colors(process.stdout);
  const indented = (text: string) =>
    text
      .split("\n")
      .map((line) => wrap(line, columns - 4).replace(/^/gm, "    "))
      .join("\n");
  return samples.map((text, i) => `${dim(`  ${i + 1}`)}\n${indented(text)}`).join("\n");
}

function nextCommands({ job, folder, training }: Outcome): string {
  const cairn = invocation();
  const path = quoted(folder.path);
  const prompt = job.source.description.kind === "stories" ? "One sunny day, Mia" : "O ";
  const from =
    job.preset === "stories" ? "train gpt --from your.txt" : `train gpt --preset ${job.preset} --from your.txt`;
  const commands = [
    ...(training.tokenizer ? [["Let it go on with a text", `generate --model ${path} --prompt "${prompt}"`]] : []),
    ["Train one on a text of yours", job.start ? `train gpt --init ${path} --from your.txt` : from],
    ["Train this one longer", `train gpt --resume ${path} --steps ${2 * job.steps}`],
    ["See how it works, from counting letters on", "lessons"],
  ];
  return commands.map(([what, command]) => `${what}:\n  ${cairn} ${command}`).join("\n");
}

import { drawGraph, type GraphNode, type ScalarGraph, shortNumber, warningsOf } from "@cairn-ml/models-classic";
import { section } from "../../output/say.js";
import { table } from "../../output/table.js";
import { columnsOf, grouped, wrap } from "../../output/text.js";
import type { Snapshot, Walk } from "./walk.js";

const mostRows = 20; // of steps

/** Shows the values, and where the gradients come from. */
export function printGraph(graph: ScalarGraph): void {
  const columns = columnsOf(process.stdout);
  const drawing = drawGraph(graph);
  process.stdout.write(`${graph.expression.text}\n`);
  const fits = drawing?.split("\n").every((line) => line.length <= columns);
  if (drawing && fits && graph.nodes.length > 1) process.stdout.write(`\n${drawing}\n`);
  const { name } = graph.result;
  section(
    "Forward: the values. Back: the gradients",
    table(
      ["node", "is", "value", "gradient", "where the gradient comes from"],
      graph.nodes.map((node) => [
        node.name,
        node.isInput ? "an input" : node.formula,
        shortNumber(node.value),
        shortNumber(node.gradient),
        origin(node, node === graph.result),
      ]),
      { numbers: [2, 3] },
    ),
  );
  const note =
    `The gradient of a node says how many times as much ${name} changes, when the node changes a little. It is a slope, which the ` +
    "rule gives, times the gradient of the node that uses this one; of several uses, the sum.";
  process.stdout.write(`${wrap(note, columns)}\n`);
  warn(warningsOf(graph));
}

/** "−2 · 1: ∂(a·b)/∂a = b, and c has 1", a line for each place where it is used. */
function origin({ name, parts }: GraphNode, isResult: boolean): string {
  const own = isResult ? [`1: it is the result, ∂${name}/∂${name}`] : [];
  if (parts.length === 0 && !isResult) return "0: it is not used";
  const lines = parts.map(({ by, rule, slope, gradient }) => {
    return `${shortNumber(slope)} · ${shortNumber(gradient)}: ${rule}, and ${by} has ${shortNumber(gradient)}`;
  });
  return [...own, ...(lines.length > 5 ? [...lines.slice(0, 4), `… and ${lines.length - 4} more`] : lines)].join("\n");
}

/** Shows the values after each step. */
export function printSteps(graph: ScalarGraph, first: Snapshot, { snapshots, lost }: Walk, lr: number): void {
  if (snapshots.length === 0) return;
  const inputs = graph.nodes.filter(({ isInput }) => isInput);
  const made = graph.nodes.filter((node) => !node.isInput);
  const columns = columnsOf(process.stdout);
  const all = [...inputs, ...made];
  const shown = all.length > 8 ? [...inputs.slice(0, 7), graph.result] : all;
  const rows = spread([first, ...(lost ? snapshots.slice(0, lost.step) : snapshots)]).map(({ step, nodes }) => [
    step === 0 ? "before" : grouped(step),
    ...shown.map(({ name }) => shortNumber(nodes[name]!.value)),
  ]);
  const heading = `${snapshots.length === 1 ? "One step" : `${grouped(snapshots.length)} steps`} with a rate of ${shortNumber(lr)}`;
  const numbers = Array.from({ length: shown.length + 1 }, (_, i) => i);
  section(heading, table(["step", ...shown.map(({ name }) => name)], rows, { numbers }));
  const rule = `In a step each input moves by −${shortNumber(lr)} times its gradient, and everything is computed anew.`;
  process.stdout.write(`${wrap(rule, columns)}\n`);
  if (lost) warn([`Step ${lost.step} left the finite numbers; a smaller --lr may help.`, ...lost.warnings]);
}

/** The first ones, and then as many as there is place for. */
function spread(snapshots: readonly Snapshot[]): readonly Snapshot[] {
  const last = snapshots.length - 1;
  if (last < mostRows) return snapshots;
  const steps = Array.from({ length: mostRows }, (_, i) => Math.round((last * i * i) / (mostRows - 1) ** 2));
  return [...new Set(steps)].map((step) => snapshots[step]!);
}

function warn(warnings: readonly string[]): void {
  if (warnings.length === 0) return;
  const columns = columnsOf(process.stdout);
  section("Take care", warnings.map((warning) => wrap(warning, columns)).join("\n"));
}

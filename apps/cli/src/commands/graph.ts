import { writeFile } from "node:fs/promises";
import { dotOf, warningsOf } from "@cairn-ml/models-classic";
import { explainFileError } from "@cairn-ml/train/node";
import { say } from "../output/say.js";
import { type GraphOptions, graphJobOf } from "./graph/job.js";
import { printGraph, printSteps } from "./graph/report.js";
import { snapshotOf, takeSteps } from "./graph/walk.js";

/** `cairn graph "a*b + d" a=4 b=-2 d=5`: the values of an expression, its gradients, and steps against them. */
export async function graphCommand(words: readonly string[], options: GraphOptions): Promise<void> {
  const { graph, steps, lr, dot, svg } = graphJobOf(words, options);
  const text = dotOf(graph);
  if (typeof dot === "string") await write(dot, text); // before anything is printed: it may fail
  if (svg !== undefined) await write(svg, await svgOf(text));
  const first = snapshotOf(graph, 0);
  const warnings = warningsOf(graph);
  const isShown = !options.json && dot !== true;
  if (isShown) printGraph(graph);
  const walk = takeSteps(graph, steps, lr);
  if (isShown) printSteps(graph, first, walk, lr);
  if (options.json) {
    const document = {
      ...{ command: "graph", expression: graph.expression.text, result: graph.result.name },
      ...{ nodes: first.nodes, steps: walk.snapshots, lr },
      ...{ warnings: [...warnings, ...(walk.lost?.warnings ?? [])] },
      ...(dot === true && { dot: text }),
    };
    process.stdout.write(`${JSON.stringify(document)}\n`);
  } else if (dot === true) process.stdout.write(text);
  for (const path of [dot, svg]) if (typeof path === "string") say(`Wrote ${path}.`);
}

/** Graphviz is a megabyte, so that it is loaded only when it is needed. */
async function svgOf(dot: string): Promise<string> {
  const { instance } = await import("@viz-js/viz");
  return (await instance()).renderString(dot, { format: "svg" });
}

async function write(path: string, text: string): Promise<void> {
  await writeFile(path, text).catch((error) => {
    throw explainFileError("graph", path, error);
  });
}

import { existsSync, readFileSync, rmSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { type Outcome, run } from "../step.ts";
import type { Check } from "./check.ts";
import type { NodeProgram } from "./nodes.ts";

/** Uses the installed `cairn` as a shell would: help, the report on the machine, a lesson, figures from other processes, a bad option. */
export async function commandChecks(node: NodeProgram, cwd: string): Promise<Check[]> {
  const env = { ...process.env, PATH: `${dirname(node.file)}${delimiter}${process.env.PATH}` };
  const cairn = (...args: string[]) => run([join(cwd, "node_modules/.bin/cairn"), ...args], { cwd, env });
  return [
    { name: "cairn --help", problem: wrongHelp(await cairn("--help")) },
    { name: "cairn doctor --json", problem: wrongDoctor(await cairn("doctor", "--json"), node) },
    { name: "cairn lesson 2", problem: wrongLesson(await cairn("lesson", "2", "--json")) },
    { name: "cairn bench w5", problem: wrongBench(await cairn("bench", "w5", "--json", ...quick), node) },
    {
      name: "cairn lesson 2 --plot plot.png",
      problem: wrongPlot(await cairn("lesson", "2", "--plot", "plot.png"), cwd),
    },
    { name: "cairn doctor --no-such-option", problem: wrongRefusal(await cairn("doctor", "--no-such-option")) },
  ];
}

const quick = ["--repeats", "1", "--seconds", "0.01"];

function wrongHelp({ code, stdout, output }: Outcome): string {
  return code === 0 && stdout.includes("train") ? "" : `exit code ${code}\n${output}`;
}

function wrongDoctor({ code, stdout, output }: Outcome, { version }: NodeProgram): string {
  if (code !== 0) return `exit code ${code}\n${output}`;
  try {
    const { node } = JSON.parse(stdout) as { node?: string };
    return node?.replace(/^v/, "") === version ? "" : `node is ${node}, expected ${version}`;
  } catch (error) {
    return `${error}\n${output}`;
  }
}

function wrongLesson({ code, stdout, output }: Outcome): string {
  if (code !== 0) return `exit code ${code}\n${output}`;
  try {
    const { checks } = JSON.parse(stdout) as { checks: { ok: boolean }[] };
    return checks.length > 0 && checks.every(({ ok }) => ok) ? "" : `a check fails\n${stdout}`;
  } catch (error) {
    return `${error}\n${output}`;
  }
}

function wrongBench({ code, stdout, output }: Outcome, { version }: NodeProgram): string {
  const lines = stdout.trimEnd().split("\n");
  const isFigure = (line: string) => line.includes('"workload":"w5-mlp"') && line.includes(`node ${version}`);
  return code === 0 && lines.every(isFigure) ? "" : `exit code ${code}\n${output}`;
}

/** The font and the WebAssembly module that draw it are found where npm put them. */
function wrongPlot({ code, output }: Outcome, cwd: string): string {
  const file = join(cwd, "plot.png");
  const isPng = existsSync(file) && readFileSync(file).subarray(1, 4).toString() === "PNG";
  rmSync(file, { force: true });
  return code === 0 && isPng ? "" : `exit code ${code}\n${output}`;
}

function wrongRefusal({ code, output }: Outcome): string {
  return code === 2 ? "" : `exit code ${code}, expected 2\n${output}`;
}

import { writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { formatProfile, type Profile, type ProfileReport, profile, type TraceDocument } from "@cairn-ml/tensor";
import { explainFileError } from "@cairn-ml/train/node";
import { say, section } from "../../output/say.js";
import { columnsOf, grouped, wrap } from "../../output/text.js";
import type { TrainGptOptions } from "./request.js";

type ProfilingOptions = Pick<TrainGptOptions, "profile" | "trace">;

const mostEvents = 100_000; // some 10 MB

/** Writes an empty trace: where that fails, a long training would end without one. Throws: FileError. */
export async function claimTrace({ trace }: ProfilingOptions): Promise<void> {
  if (trace !== undefined) await writeTrace(trace, { traceEvents: [], displayTimeUnit: "ms" });
}

/** Begins to take the time of the training's steps, if the command line asks for it. */
export function startProfile({ profile: table = false, trace }: ProfilingOptions): Profile | null {
  if (!table && trace === undefined) return null;
  return profile({ within: "step", events: trace === undefined ? 0 : mostEvents });
}

/** Ends the profile, and writes the trace. Returns the report, if it is asked for. Throws: FileError. */
export async function finishProfile(
  timing: Profile | null,
  { profile: table = false, trace }: ProfilingOptions,
): Promise<ProfileReport | undefined> {
  if (!timing) return undefined;
  timing[Symbol.dispose]();
  if (trace !== undefined) {
    await writeTrace(trace, timing.trace());
    say(`The trace is in ${trace}; it opens in chrome://tracing and at https://ui.perfetto.dev.`);
  }
  return table ? timing.report() : undefined;
}

async function writeTrace(path: string, document: TraceDocument): Promise<void> {
  try {
    await writeFile(path, `${JSON.stringify(document)}\n`);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === "ENOENT" ? dirname(path) : path;
    throw explainFileError("train gpt", missing, error);
  }
}

/** Shows where the time went. */
export function printProfile(report: ProfileReport): void {
  const { spans, seconds } = report;
  const each = spans === 1 ? "1 step" : `${grouped(spans)} steps, ${((1000 * seconds) / spans).toFixed(1)} ms each`;
  const note =
    `${each}. Every kernel was started and timed by itself, so a little slower than without --profile. ` +
    "A product is M×N×K, N or T tells whether an operand is transposed.";
  section("Where the time went", `${wrap(note, columnsOf(process.stdout))}\n\n${formatProfile(report)}`);
}

/** What `--json` prints of a profile. */
export function profileDocument({ spans, seconds, outside, parts, kernels }: ProfileReport): object {
  return { steps: spans, seconds, outsideKernels: outside, parts, kernels };
}

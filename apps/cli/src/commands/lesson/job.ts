import { resolve } from "node:path";
import { type Lesson, type LessonInput, lessons, type TextFile } from "@cairn-ml/lessons";
import { Rng } from "@cairn-ml/tensor";
import { digestOf, FileError, RunFolder } from "@cairn-ml/train/node";
import { UsageError } from "../../errors.js";
import type { DeviceName } from "../../options.js";
import { readText } from "../../read-text.js";
import { version } from "../../version.js";
import { digitsFrom } from "./digits-input.js";
import { flagOf } from "./options.js";

/** What the command line may say beside the lesson's own options. */
export interface LessonCommandOptions extends Readonly<Record<string, unknown>> {
  readonly from?: string;
  readonly seed?: number;
  readonly out?: string;
  readonly overwrite?: boolean;
  readonly resume?: string;
  readonly plot?: string;
  readonly csv?: string;
  readonly threads?: number;
  readonly device?: DeviceName;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

const largest = 2 ** 23; // bytes: a table takes some fifty times as many in memory

/** What is to be done. */
export interface Job {
  readonly lesson: Lesson;
  readonly seed: number;
  readonly device: DeviceName;
  /** The lesson's own options, as far as they were given. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly input: LessonInput | undefined;
  readonly about: About;
  /** The run that is resumed. */
  readonly folder?: RunFolder;
}

/** What `run.json` says of a run. */
export interface About extends Readonly<Record<string, unknown>> {
  readonly command: "lesson";
  readonly lesson: number;
  readonly name: string;
  readonly seed: number;
  readonly device: DeviceName;
  readonly options: Readonly<Record<string, unknown>>;
  /** The reader's own data; null for the lesson's. */
  readonly from: { readonly path: string; readonly digest: string | null } | null;
  readonly versions: Readonly<Record<string, string>>;
}

/** Reads what was asked for. Throws: UsageError, InputError or FileError; nothing was written then. */
export async function jobOf(lesson: Lesson, given: LessonCommandOptions): Promise<Job> {
  if (given.resume !== undefined) return resumedJob(lesson, given.resume, given);
  const { seed = 0, device = "wasm", from } = given;
  const named = Object.entries(lesson.options).filter(([name]) => given[name] !== undefined);
  const options: Record<string, unknown> = {};
  for (const [name, option] of named) {
    options[name] = option.kind === "file" ? await readFile(given[name] as string) : given[name];
  }
  const plain = Object.fromEntries(named.map(([name]) => [name, given[name]]));
  const { input, source } = await readInput(lesson, from);
  const about: About = {
    ...{ command: "lesson", lesson: lesson.number, name: lesson.name, seed, device, options: plain },
    from: source,
    versions: { cairn: version(), node: process.versions.node, v8: process.versions.v8, rng: Rng.version },
  };
  return { lesson, seed, device, options, input, about };
}

interface Input {
  readonly input?: LessonInput;
  readonly source: About["from"];
}

async function readInput(lesson: Lesson, from: string | undefined): Promise<Input> {
  if (lesson.input?.kind === "digits") return await readDigits(from);
  if (from === undefined || !lesson.input) return { source: null };
  const file = await readFile(from);
  return { input: { kind: "text", ...file }, source: { path: resolve(from), digest: digestOf(file.text) } };
}

/** What was downloaded counts too: a run that began without it goes on without it. */
async function readDigits(from: string | undefined): Promise<Input> {
  const digits = await digitsFrom(from);
  if (!digits) return { source: { path: "drawn", digest: null } };
  const parts = [digits.train, digits.test].flatMap(({ images, labels }) => [images, labels]);
  const digest = digestOf(parts.map((bytes) => digestOf(bytes)).join(" "));
  return { input: { kind: "digits", digits }, source: { path: resolve(from ?? digits.name), digest } };
}

async function readFile(path: string): Promise<TextFile> {
  return { name: path, text: (await readText("lesson", path, largest)).text };
}

/** Throws: UsageError for options that differ from the run's, FileError when it can not be gone on with. */
async function resumedJob(lesson: Lesson, dir: string, given: LessonCommandOptions): Promise<Job> {
  const folder = await RunFolder.open(dir);
  const about = folder.description.about as About;
  if (about.command !== "lesson" || about.lesson !== lesson.number) {
    const known = about.command === "lesson" && lessons.some(({ number }) => number === about.lesson);
    throw new FileError("lesson", `${dir} is not a run of lesson ${lesson.number}.`, {
      given: known ? `a run of lesson ${about.lesson}` : `a run of ${about.command}`,
      expected: `a folder that lesson ${lesson.number} printed`,
      ...(known && { fix: `lesson ${about.lesson} --resume ${dir}` }),
    });
  }
  const differing = [...Object.keys(lesson.options), "from", "seed", "out", "overwrite", "device"].filter(
    (name) => given[name] !== undefined,
  );
  if (differing.length > 0) {
    throw new UsageError("lesson: a run is resumed as it began.", {
      given: differing.map(flagOf).join(", "),
      expected: "--resume without them",
      fix: "leave these options out, or start a new run without --resume",
    });
  }
  const { seed, device, options, from } = about;
  const job = await jobOf(lesson, { ...options, seed, device, ...(from && { from: from.path }) });
  if (from && job.about.from?.digest !== from.digest) {
    throw new FileError("lesson", `${from.path} is not the data that the run in ${dir} began with.`, {
      given: `SHA-256 ${job.about.from?.digest}`,
      expected: `SHA-256 ${from.digest}`,
      fix: "bring the old data back, or start a new run without --resume",
    });
  }
  return { ...job, folder };
}

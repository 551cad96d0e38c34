import { resolve } from "node:path";
import type { PresetName } from "@cairn-ml/models-gpt";
import { FileError, RunFolder } from "@cairn-ml/train/node";
import { UsageError } from "../../errors.js";
import { type DeviceName, deviceNames, presetNames } from "../../options.js";
import { type DataDescription, readStories, readTextFile, type Source } from "./text.js";

/** What the command line may say; what is not said is absent. */
export interface TrainGptOptions {
  readonly preset?: PresetName;
  readonly from?: string;
  readonly seed?: number;
  readonly steps?: number;
  readonly threads?: number;
  readonly device?: DeviceName;
  readonly out?: string;
  readonly saveEvery?: number;
  readonly overwrite?: boolean;
  readonly resume?: string;
  readonly profile?: boolean;
  readonly trace?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What is to be done, with everything that the command line left out. */
export interface Job {
  readonly preset: PresetName;
  readonly seed: number;
  /** The preset's unless given. */
  readonly steps: number | undefined;
  readonly device: DeviceName;
  readonly saveEvery: number | undefined;
  readonly source: Source;
  /** The run that is resumed. */
  readonly folder?: RunFolder;
}

/** What `run.json` says of a run. */
export interface About {
  readonly command: "train gpt";
  readonly preset: PresetName;
  readonly seed: number;
  readonly steps: number;
  readonly device: DeviceName;
  readonly saveEvery: number | null;
  readonly data: DataDescription;
  readonly versions: Readonly<Record<string, string>>;
}

/** A run that begins. Throws: UsageError, InputError or FileError; nothing was written then. */
export async function newJob(options: TrainGptOptions): Promise<Job> {
  const { preset = "stories", from, seed = 0, steps, device = "wasm", saveEvery } = options;
  if (from === undefined && preset !== "stories") {
    throw new UsageError(`train gpt: the preset ${preset} needs a text.`, {
      given: "no --from",
      expected: "--from and a text file",
      fix: `--preset ${preset} --from your.txt`,
    });
  }
  const source = from === undefined ? readStories() : await readTextFile(from);
  return { preset, seed, steps, device, saveEvery, source };
}

/** A run that goes on. Throws: UsageError for options that differ from the run's, FileError when it can not be read. */
export async function resumedJob(dir: string, options: TrainGptOptions): Promise<Job> {
  const folder = await RunFolder.open(dir);
  const about = checkAbout(folder);
  refuseDifferences(dir, about, options);
  const { preset, seed, device, data } = about;
  const source =
    data.kind === "stories" ? readStories(data) : await readTextFile(options.from ? resolve(options.from) : data.path);
  if (source.description.digest !== data.digest) {
    throw new FileError("train gpt", `${source.name} is not the text that the run in ${dir} began with.`, {
      given: `SHA-256 ${source.description.digest}`,
      expected: `SHA-256 ${data.digest}`,
      fix: "bring the old text back, or start a new run without --resume",
    });
  }
  return {
    preset,
    seed,
    device,
    source,
    folder,
    steps: options.steps ?? about.steps,
    saveEvery: about.saveEvery ?? undefined,
  };
}

function checkAbout(folder: RunFolder): About {
  const about = folder.description.about as unknown as About;
  const known =
    about.command === "train gpt" && presetNames.includes(about.preset) && deviceNames.includes(about.device);
  if (known) return about;
  throw new FileError("train gpt", `${folder.path} is not a run that this command can resume.`, {
    given: `a run of ${about.command}, preset ${about.preset}, device ${about.device}`,
    expected: `a run of train gpt, preset ${presetNames.join(" or ")}`,
    fix: "resume it with the version of Cairn that wrote it",
  });
}

function refuseDifferences(dir: string, about: About, options: TrainGptOptions): void {
  const from = about.data.kind === "file" ? about.data.path : undefined;
  const differences: [flag: string, asked: unknown, has: unknown][] = [
    ["--preset", options.preset, about.preset],
    ["--seed", options.seed, about.seed],
    ["--device", options.device, about.device],
    ["--save-every", options.saveEvery, about.saveEvery ?? undefined],
    ["--out", options.out && resolve(options.out), resolve(dir)],
    ["--overwrite", options.overwrite, undefined],
    // A text that was moved is the same text: only its digest counts.
    ["--from", from === undefined ? options.from : undefined, undefined],
  ];
  const wrong = differences.filter(([, asked, has]) => asked !== undefined && asked !== has);
  if (wrong.length === 0) return;
  const list = (which: 1 | 2) =>
    wrong.map((row) => (row[which] === undefined ? `no ${row[0]}` : `${row[0]} ${row[which]}`.replace(/ true$/, "")));
  throw new UsageError(`train gpt: a run is resumed as it began; only --steps and --threads may differ.`, {
    given: list(1).join(", "),
    expected: list(2).join(", "),
    fix: "leave these options out, or start a new run without --resume",
  });
}

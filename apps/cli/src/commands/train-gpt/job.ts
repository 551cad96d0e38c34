import { resolve } from "node:path";
import { type PresetName, presets } from "@cairn-ml/models-gpt";
import type { Snapshot } from "@cairn-ml/train";
import { FileError, type RunFolder } from "@cairn-ml/train/node";
import { InputError, UsageError } from "../../errors.js";
import { type DeviceName, deviceNames, presetNames } from "../../options.js";
import type { Asked, TrainGptOptions } from "./request.js";
import { resolveSettings } from "./resolve-settings.js";
import { flagOf, type Settings, settingNames, settingsOf } from "./settings.js";
import { type DataDescription, openSource, type Source } from "./source.js";
import { loadStart, type Start, type StartDescription, startOf } from "./start.js";

/** What is to be done, with everything that the command line left out. */
export interface Job {
  readonly preset: PresetName;
  readonly settings: Settings;
  readonly seed: number;
  readonly steps: number;
  readonly device: DeviceName;
  readonly saveEvery: number | undefined;
  readonly source: Source;
  /** Tokens that there are, as far as that was asked for. */
  readonly vocabSize: number | undefined;
  /** What it begins with, unless that is drawn. */
  readonly start: Start | undefined;
  /** The run that is resumed, and where it is. */
  readonly folder?: RunFolder;
  readonly snapshot: Snapshot | null;
}

/** What `run.json` says of a run. */
export interface About {
  readonly command: "train gpt";
  readonly preset: PresetName;
  /** Absent in runs of the first versions, which had those of the preset. */
  readonly settings?: Settings;
  readonly seed: number;
  readonly steps: number;
  readonly device: DeviceName;
  readonly saveEvery: number | null;
  readonly data: DataDescription;
  readonly init: StartDescription | null;
  readonly versions: Readonly<Record<string, string>>;
}

/** A run that begins. Throws: UsageError, InputError or FileError; nothing was written then. */
export async function newJob(asked: Asked): Promise<Job> {
  const {
    preset,
    seed = 0,
    steps = presets[preset].steps,
    device = "wasm",
    saveEvery,
    from,
    init,
    dtype,
  } = checked(asked);
  const start = init === undefined ? undefined : await loadStart(init);
  const settings = resolveSettings(preset, asked, start?.config);
  const source = await openSource({ path: from, dtype, validation: settings.validation });
  if (start && !start.tokenizer && "text" in source) throw noTokenizer(init!);
  const vocabSize = asked.vocabSize as number | undefined; // as the schema or the option has checked
  return { preset, settings, seed, steps, device, saveEvery, source, start, vocabSize, snapshot: null };
}

/** Of a model to begin with, where there is a text. */
export function noTokenizer(dir: string): InputError {
  return new InputError(`train gpt: ${dir} has no tokenizer to read the text with.`, {
    given: "a model without the files of a tokenizer",
    expected: "vocab.json and merges.txt, or tokenizer.json, beside its weights",
    fix: "put the tokenizer's files there, or give tokens: --from tokens.bin --dtype uint16",
  });
}

/** With a preset. Throws: UsageError for what can not be asked for together. */
function checked(asked: Asked): Asked & { preset: PresetName } {
  const { init, from, dtype } = asked;
  const preset = asked.preset ?? (init === undefined ? "stories" : "finetune");
  if (preset === "finetune" && init === undefined) {
    throw new UsageError("train gpt: the preset finetune needs a model to begin with.", {
      given: "no --init",
      expected: "--init and the folder of a model",
      fix: `--init runs/stories --from your.txt`,
    });
  }
  if (from === undefined && (preset !== "stories" || dtype !== undefined)) {
    throw new UsageError(`train gpt: ${dtype === undefined ? `the preset ${preset}` : "--dtype"} needs a text.`, {
      given: "no --from",
      expected: dtype === undefined ? "--from and a text file" : "--from and a file of tokens",
      fix: `--preset ${preset} --from your.txt`,
    });
  }
  return { ...asked, preset };
}

/** A run that goes on. Throws: UsageError for options that differ from the run's, FileError when it can not be read. */
export async function resumedJob(folder: RunFolder, options: TrainGptOptions): Promise<Job> {
  const about = aboutOf(folder);
  refuseDifferences(folder.path, about, options);
  const { preset, seed, device, data } = about;
  const settings = about.settings ?? settingsOf(presets[preset]);
  const { validation } = settings;
  const path = data.kind === "stories" ? undefined : options.from ? resolve(options.from) : data.path;
  const dtype = data.kind === "tokens" ? (data.dtype ?? undefined) : undefined;
  const source = await openSource({ path, dtype, validation, ...(data.kind === "stories" && { stories: data }) });
  if (source.description.digest !== data.digest) {
    throw new FileError("train gpt", `${source.name} is not the text that the run in ${folder.path} began with.`, {
      given: `SHA-256 ${source.description.digest}`,
      expected: `SHA-256 ${data.digest}`,
      fix: "bring the old text back, or start a new run without --resume",
    });
  }
  const snapshot = await folder.load();
  const start = about.init ? await startOf(folder, about.init, snapshot) : undefined;
  const steps = options.steps ?? about.steps;
  return {
    ...{ preset, settings, seed, steps, device, source, start, folder, snapshot },
    vocabSize: settings.vocabSize,
    saveEvery: about.saveEvery ?? undefined,
  };
}

/** What a run says of itself. Throws: FileError unless this command wrote it. */
export function aboutOf(folder: RunFolder): About {
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
  const settings = about.settings ?? settingsOf(presets[about.preset]);
  const from = about.data.kind === "stories" ? undefined : about.data.path;
  const differences: [flag: string, asked: unknown, has: unknown][] = [
    ["--preset", options.preset, about.preset],
    ["--seed", options.seed, about.seed],
    ["--device", options.device, about.device],
    ["--save-every", options.saveEvery, about.saveEvery ?? undefined],
    ["--out", options.out && resolve(options.out), resolve(dir)],
    ["--overwrite", options.overwrite, undefined],
    ["--config", options.config, undefined],
    ["--prepare", options.prepare, undefined],
    ["--init", options.init && resolve(options.init), about.init?.path],
    ["--dtype", options.dtype, about.data.kind === "tokens" ? (about.data.dtype ?? undefined) : undefined],
    // A text that was moved is the same text: only its digest counts.
    ["--from", from === undefined ? options.from : undefined, undefined],
    ...settingNames.map((name): [string, unknown, unknown] => [flagOf(name), options[name], settings[name]]),
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

import { prepareTraining, presets, type Training, toHuggingFace } from "@cairn-ml/models-gpt";
import { Rng } from "@cairn-ml/tensor";
import { tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { FileError, RunFolder } from "@cairn-ml/train/node";
import { explain, InputError } from "../../errors.js";
import { version } from "../../version.js";
import type { About, Job, TrainGptOptions } from "./job.js";

/** The model and all that trains it. Throws: InputError that names the file when the text does not do. */
export function prepare({ preset, source, seed, folder }: Job, steps: number): Training {
  const saved = folder?.description.tokenizer;
  try {
    return prepareTraining({
      preset: presets[preset],
      text: source.text,
      seed,
      steps,
      ...(saved && { tokenizer: tokenizerFromJSON(saved) }),
    });
  } catch (error) {
    const { message, given, expected } = explain(error);
    if (source.description.kind !== "file" || given === undefined) throw error;
    const problem = message.replace(/^\w+: /, "");
    throw new InputError(`train gpt: ${source.name} can not be trained on: ${problem}`, {
      given: `${source.bytes} bytes of text: ${given}`,
      ...(expected !== undefined && { expected }),
      fix: "give a longer text",
    });
  }
}

/** The run's folder: a new one, or that of the run that is resumed. Throws: FileError. */
export async function openFolder(
  job: Job,
  steps: number,
  { model, tokenizer }: Training,
  { out, overwrite = false }: TrainGptOptions,
): Promise<RunFolder> {
  const { folder, preset, seed, device, saveEvery = null, source } = job;
  const config = toHuggingFace(model.config);
  if (folder) {
    checkConfig(folder, config);
    return folder;
  }
  const about: About = {
    ...{ command: "train gpt", preset, seed, steps, device, saveEvery, data: source.description },
    versions: { cairn: version(), node: process.versions.node, v8: process.versions.v8, rng: Rng.version },
  };
  const description = { config, tokenizer: tokenizer.toJSON(), about: { ...about } };
  return RunFolder.create(out ?? `runs/${preset}`, description, { overwrite });
}

function checkConfig({ path, description }: RunFolder, config: object): void {
  const [has, makes] = [JSON.stringify(description.config), JSON.stringify(config)];
  if (has === makes) return;
  throw new FileError("train gpt", `the preset has changed since the run in ${path} began.`, {
    given: has,
    expected: makes,
    fix: "resume it with the version of Cairn that wrote it, or start a new run",
  });
}

import { access } from "node:fs/promises";
import { join } from "node:path";
import type { LanguageModel, ReaderFiles } from "@cairn-ml/lessons";
import { readBytes } from "@cairn-ml/train/node";
import { downloadedIn } from "../../hub/download-model.js";
import { modelFolder } from "../../hub/model-source.js";
import { loadTextModel } from "../load-model.js";

/** Where `npm start` saves what it trains. */
const trainedByStart = join("runs", "stories");

/** What a lesson may read of the reader's disk. */
export const readerFiles: ReaderFiles = {
  loadModel: load,
  async findModel() {
    const gpt2 = modelFolder();
    if (await downloadedIn(gpt2)) return await load(gpt2);
    if (!(await exists(join(trainedByStart, "run.json")))) return undefined;
    return await load(trainedByStart).catch(() => undefined); // nobody asked for it: it may be in training just now
  },
  read: (path) => readBytes("lesson", path),
};

async function load(folder: string): Promise<LanguageModel> {
  return { folder, ...(await loadTextModel("lesson", folder)) };
}

async function exists(path: string): Promise<boolean> {
  return await access(path).then(
    () => true,
    () => false,
  );
}

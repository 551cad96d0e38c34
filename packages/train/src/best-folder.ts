import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { explainFileError, readBytes, replaceFile } from "./files.js";
import { saveModel } from "./model-folder.js";
import { parseObject } from "./sealed-json.js";
import type { BestWeights } from "./types.js";

const op = "run folder";

/** The files that `best/` of a run may have. */
export const bestFiles: readonly string[] = ["model.safetensors", "config.json", "tokenizer.json"].flatMap((name) =>
  ["", ".next", ".tmp"].map((end) => `best/${name}${end}`),
);

/** The best weights of a run, as a model of their own that everything can read which reads a model. */
export class BestFolder {
  readonly path: string;
  #loss: number | undefined;

  /** `run`: the folder of the run. */
  constructor(run: string) {
    this.path = join(run, "best");
  }

  /** Replaces what is there if its loss is higher. Throws: FileError. */
  async save({ step, validationLoss, weights }: BestWeights, config: object, tokenizer?: object): Promise<void> {
    this.#loss ??= await this.#savedLoss();
    if (validationLoss >= this.#loss) return;
    await mkdir(this.path, { recursive: true }).catch((error) => {
      throw explainFileError(op, this.path, error);
    });
    if (tokenizer) {
      const text = `${JSON.stringify(tokenizer, null, 1)}\n`;
      await replaceFile(op, join(this.path, "tokenizer.json"), new TextEncoder().encode(text));
    }
    await saveModel(this.path, { config: { ...config, best: { step, validationLoss } }, weights });
    this.#loss = validationLoss;
  }

  /** Infinity where nothing is saved, or what is there is damaged. */
  async #savedLoss(): Promise<number> {
    try {
      const file = join(this.path, "config.json");
      const { best } = parseObject(op, file, await readBytes(op, file));
      const { validationLoss } = best as { validationLoss?: unknown };
      return typeof validationLoss === "number" ? validationLoss : Number.POSITIVE_INFINITY;
    } catch {
      return Number.POSITIVE_INFINITY;
    }
  }
}

import { appendFile, mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { fromEntry, readSafetensors, toEntry, writeSafetensors } from "@cairn-ml/data";
import type { RngState, Tensor } from "@cairn-ml/tensor";
import { digestOf, explainFileError, FileError, moveSynced, readBytes, replaceFile, writeSynced } from "./files.js";
import { parseObject, readSealed, writeSealed } from "./sealed-json.js";
import type { CheckpointStore, HistoryEntry, PendingLosses, Snapshot } from "./types.js";

/** What a run is, written once: enough to repeat it. */
export interface RunDescription {
  /** Hugging Face's keys where the architecture has them. */
  readonly config: object;
  /** What the tokenizer's `toJSON` gives. */
  readonly tokenizer?: object;
  /** Options, data digests, versions; plain JSON. */
  readonly about: Readonly<Record<string, unknown>>;
}

interface State {
  readonly step: number;
  readonly rng: RngState;
  readonly history: readonly HistoryEntry[];
  readonly pending: PendingLosses;
  readonly seconds: number;
  readonly files: Readonly<Record<string, string>>; // name -> digest
}

const op = "run folder";
const weightFiles = ["model.safetensors", "optimizer.safetensors"] as const;
const ownFiles = ["config.json", "tokenizer.json", "run.json", "state.json", "log.jsonl", ...weightFiles];

/**
 * A training run on the disk: `model.safetensors`, `config.json`, `tokenizer.json`; `run.json` (what was asked), `state.json`
 * and `optimizer.safetensors` (where it is), `log.jsonl` (the loss curve).
 *
 * A save writes the new weights beside the old, then replaces `state.json`, which holds their digests: from then on the new
 * ones count. Last they take the old ones' names; a load finishes that where a crash has left it.
 */
export class RunFolder implements CheckpointStore {
  readonly path: string;
  readonly description: RunDescription;

  private constructor(path: string, description: RunDescription) {
    this.path = path;
    this.description = description;
  }

  /**
   * Makes the folder and writes what does not change. Where `path` holds something already, the next free name is taken
   * (`path-2`), or with `overwrite` a run that is there is removed.
   *
   * Throws: FileError.
   */
  static async create(path: string, description: RunDescription, { overwrite = false } = {}): Promise<RunFolder> {
    const folder = new RunFolder(await claim(path, overwrite), description);
    const { config, tokenizer, about } = description;
    const files: Record<string, string> = {};
    for (const [name, content] of [
      ["config.json", config],
      ["tokenizer.json", tokenizer],
    ] as const) {
      if (!content) continue;
      const text = `${JSON.stringify(content, null, 1)}\n`;
      files[name] = digestOf(text);
      await replaceFile(op, join(folder.path, name), new TextEncoder().encode(text));
    }
    await writeSealed(op, join(folder.path, "run.json"), { about, files });
    return folder;
  }

  /** Opens a folder that `create` made. Throws: FileError when it is not one, or a file is damaged. */
  static async open(path: string): Promise<RunFolder> {
    const entries = await list(path);
    if (!entries.includes("run.json")) {
      throw new FileError(op, `${path} is not a run.`, {
        given: entries.length === 0 ? "an empty folder" : `a folder with ${entries.slice(0, 5).join(", ")}`,
        expected: "a folder that a training run wrote, with run.json in it",
        fix: "name the folder that the run printed",
      });
    }
    const { about, files } = await readSealed(op, join(path, "run.json"));
    const read = async (name: string) => {
      const digest = (files as Record<string, string>)[name];
      if (digest === undefined) return undefined;
      const file = join(path, name);
      const bytes = await readBytes(op, file);
      checkDigest(file, bytes, digest);
      return parseObject(op, file, bytes);
    };
    const config = (await read("config.json")) ?? {};
    const tokenizer = await read("tokenizer.json");
    return new RunFolder(path, { config, ...(tokenizer && { tokenizer }), about: about as Record<string, unknown> });
  }

  async save(snapshot: Snapshot): Promise<void> {
    const { weights, moments, ...rest } = snapshot;
    const files: Record<string, string> = {};
    for (const [name, tensors] of [
      [weightFiles[0], weights],
      [weightFiles[1], moments],
    ] as const) {
      const bytes = encode(tensors);
      files[name] = digestOf(bytes);
      await writeSynced(op, this.#next(name), bytes);
    }
    await writeSealed(op, join(this.path, "state.json"), { ...rest, files });
    for (const name of weightFiles) await moveSynced(op, this.#next(name), join(this.path, name));
  }

  async load(): Promise<Snapshot | null> {
    if (!(await list(this.path)).includes("state.json")) return null;
    const state = (await readSealed(op, join(this.path, "state.json"))) as unknown as State;
    const { files, ...rest } = state;
    const [weights, moments] = await Promise.all(weightFiles.map((name) => this.#read(name, files[name])));
    await this.#rewriteLog(state.history);
    return { ...rest, weights: weights!, moments: moments! };
  }

  /** The weights of the newest checkpoint, checked. Throws: FileError when there is none. */
  async weights(): Promise<Map<string, Tensor>> {
    if (!(await list(this.path)).includes("state.json")) {
      throw new FileError(op, `${this.path} has no checkpoint yet.`, {
        given: "a run that was stopped before its first save",
        expected: weightFiles[0],
        fix: `finish it: cairn train gpt --resume ${this.path}`,
      });
    }
    const { files } = (await readSealed(op, join(this.path, "state.json"))) as unknown as State;
    return this.#read(weightFiles[0], files[weightFiles[0]]);
  }

  /** Adds a point to the loss curve's file. */
  async log(entry: HistoryEntry): Promise<void> {
    const path = join(this.path, "log.jsonl");
    await appendFile(path, `${JSON.stringify(entry)}\n`).catch((error) => {
      throw explainFileError(op, path, error);
    });
  }

  async #rewriteLog(history: readonly HistoryEntry[]): Promise<void> {
    const text = history.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    await replaceFile(op, join(this.path, "log.jsonl"), new TextEncoder().encode(text));
  }

  #next(name: string): string {
    return join(this.path, `${name}.next`);
  }

  async #read(name: string, digest: string | undefined): Promise<Map<string, Tensor>> {
    const path = join(this.path, name);
    const waiting = await readBytes(op, this.#next(name)).catch(() => null);
    if (waiting && digestOf(waiting) === digest) await moveSynced(op, this.#next(name), path);
    const bytes = await readBytes(op, path);
    checkDigest(path, bytes, digest);
    const { tensors } = readSafetensors(bytes, { name: path });
    return new Map([...tensors].map(([key, entry]) => [key, fromEntry(entry)]));
  }
}

function encode(tensors: ReadonlyMap<string, Tensor>): Uint8Array {
  const entries = [...tensors].map(([name, x]) => ({ name, ...toEntry(x) }));
  return writeSafetensors(entries, new Map([["format", "pt"]]));
}

function checkDigest(path: string, bytes: Uint8Array, digest: string | undefined): void {
  if (digestOf(bytes) === digest) return;
  throw new FileError(op, `${path} was changed or damaged.`, {
    given: `${bytes.length} bytes that do not match the digest`,
    expected: `SHA-256 ${digest}`,
    fix: "restore it from a copy, or train again",
  });
}

async function list(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/** Makes an empty folder of this name, or of the next that is free. */
async function claim(path: string, overwrite: boolean): Promise<string> {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? path : `${path}-${n}`;
    try {
      await mkdir(candidate, { recursive: true });
    } catch (error) {
      throw explainFileError(op, candidate, error);
    }
    const entries = await list(candidate);
    if (entries.length === 0) return candidate;
    if (!overwrite) continue;
    if (!entries.includes("run.json")) {
      throw new FileError(op, `${candidate} is not a run and is not overwritten.`, {
        given: `a folder with ${entries.slice(0, 5).join(", ")}`,
        expected: "a run, an empty folder, or a new name",
        fix: "choose another folder with --out",
      });
    }
    for (const name of ownFiles.flatMap((file) => [file, `${file}.next`, `${file}.tmp`])) {
      await rm(join(candidate, name), { force: true });
    }
    return candidate;
  }
}

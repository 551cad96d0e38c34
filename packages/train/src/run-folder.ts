import { readFile, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import type { RngState, Tensor } from "@cairn-ml/tensor";
import { BestFolder, bestFiles } from "./best-folder.js";
import { claimFolder, list, remove } from "./claim-folder.js";
import {
  digestOf,
  explainFileError,
  FileError,
  moveSynced,
  readBytes,
  replaceFile,
  syncFolder,
  writeSynced,
} from "./files.js";
import { type LogEntry, RunLog } from "./run-log.js";
import { parseObject, readSealed, writeSealed } from "./sealed-json.js";
import type { BestWeights, CheckpointStore, HistoryEntry, PendingLosses, Snapshot } from "./types.js";
import { decodeWeights, encodeWeights } from "./weights-file.js";

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
const logFiles = ["log.csv", "log.jsonl"] as const;
const ownFiles = ["state.json", ...weightFiles, ...logFiles, "config.json", "tokenizer.json", "run.json"]; // as removed
const runFiles = [...bestFiles, "best", ...ownFiles.flatMap((name) => [name, `${name}.next`, `${name}.tmp`])];

/**
 * A training run on the disk: `model.safetensors`, `config.json`, `tokenizer.json`; `run.json` (what was asked), `state.json`
 * and `optimizer.safetensors` (where it is), `log.jsonl` and `log.csv` (the loss curve), `best` (a folder with the weights of the
 * lowest validation loss).
 *
 * A save writes the new weights beside the old, then replaces `state.json`, which holds their digests: from then on the new
 * ones count. Last they take the old ones' names; where a crash has prevented that, the next load or save does it. Reading
 * the weights changes nothing, so that another process may do it while the run goes on.
 */
export class RunFolder implements CheckpointStore {
  readonly path: string;
  #description: RunDescription;
  #settled = false; // nothing lies beside the weights
  readonly #log: RunLog;
  readonly #best: BestFolder;

  private constructor(path: string, description: RunDescription) {
    this.path = path;
    this.#description = description;
    this.#log = new RunLog(path);
    this.#best = new BestFolder(path);
  }

  get description(): RunDescription {
    return this.#description;
  }

  /**
   * Makes the folder and writes what does not change. Where `path` holds something already, the next free name is taken
   * (`path-2`), or with `overwrite` a run that is there is removed.
   *
   * Throws: FileError.
   */
  static async create(
    path: string,
    description: RunDescription,
    { overwrite = false }: { overwrite?: boolean } = {},
  ): Promise<RunFolder> {
    const claim = {
      marker: "log.jsonl",
      sign: "run.json",
      ownFiles: runFiles,
      overwrite,
    };
    const folder = new RunFolder(await claimFolder(op, path, claim), description);
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
    await folder.#log.rewrite([]);
    await writeSealed(op, join(folder.path, "run.json"), { about, files });
    return folder;
  }

  /** Opens a folder that `create` made. Throws: FileError when it is not one, or a file is damaged. */
  static async open(path: string): Promise<RunFolder> {
    const entries = await list(op, path);
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

  /** Changes what `run.json` says of the run, such as the steps that it shall have. Throws: FileError. */
  async amend(changes: Readonly<Record<string, unknown>>): Promise<void> {
    const path = join(this.path, "run.json");
    const { files } = await readSealed(op, path);
    const about = { ...this.#description.about, ...changes };
    await writeSealed(op, path, { about, files });
    this.#description = { ...this.#description, about };
  }

  /** Throws: FileError, for a full disk say; the checkpoint before is then still whole. */
  async save(snapshot: Snapshot): Promise<void> {
    if (!this.#settled) await this.#settle();
    const { weights, moments, ...rest } = snapshot;
    const files: Record<string, string> = {};
    this.#settled = false;
    try {
      for (const [name, tensors] of [
        [weightFiles[0], weights],
        [weightFiles[1], moments],
      ] as const) {
        const bytes = encodeWeights(tensors);
        files[name] = digestOf(bytes);
        await writeSynced(op, this.#next(name), bytes);
      }
      await syncFolder(this.path);
      await writeSealed(op, join(this.path, "state.json"), { ...rest, files });
    } catch (error) {
      await this.#settle().catch(() => undefined); // what was written would fill a full disk
      throw error;
    }
    for (const name of weightFiles) await moveSynced(op, this.#next(name), join(this.path, name));
    this.#settled = true;
  }

  /** Keeps weights in `best`, unless those there have as low a loss. Throws: FileError. */
  async saveBest(best: BestWeights): Promise<void> {
    await this.#best.save(best, this.#description.config, this.#description.tokenizer);
  }

  /** The newest checkpoint, to go on from: what a crash left over is cleared away, and the log cut to what it holds. */
  async load(): Promise<Snapshot | null> {
    await this.#settle();
    const state = await this.#state();
    if (!state) {
      await this.#log.rewrite([]);
      return null;
    }
    const { files, ...rest } = state;
    const [weights, moments] = await Promise.all(weightFiles.map((name) => this.#read(name, files[name])));
    await this.#log.rewrite(state.history);
    return { ...rest, weights: weights!, moments: moments! };
  }

  /** The weights of the newest checkpoint, checked. Throws: FileError when there is none. */
  async weights(): Promise<Map<string, Tensor>> {
    for (;;) {
      const state = await this.#state();
      if (!state) {
        throw new FileError(op, `${this.path} has no checkpoint yet.`, {
          given: "a run that was stopped before its first save",
          expected: weightFiles[0],
          fix: "resume the run, and let it save",
        });
      }
      try {
        return await this.#read(weightFiles[0], state.files[weightFiles[0]]);
      } catch (error) {
        const now = await this.#state();
        if (!now || now.step === state.step) throw error; // else the run has saved meanwhile
      }
    }
  }

  /** Removes a run that has come to nothing, for it has no checkpoint; the folder too, where nothing else lies in it. */
  async discard(): Promise<void> {
    if ((await list(op, this.path)).includes("state.json")) return;
    await this.#log.settled();
    for (const name of runFiles) await remove(join(this.path, name));
    await rmdir(this.path).catch(() => undefined);
  }

  /** Adds a point to the loss curve's files; points stay in the order of the calls. Throws: FileError. */
  async log(entry: LogEntry): Promise<void> {
    await this.#log.add(entry);
  }

  #next(name: string): string {
    return join(this.path, `${name}.next`);
  }

  /** Null before the first save. Throws: FileError when it is damaged. */
  async #state(): Promise<State | null> {
    if (!(await list(op, this.path)).includes("state.json")) return null;
    return (await readSealed(op, join(this.path, "state.json"))) as unknown as State;
  }

  /** Ends a save that was cut short: weights that the state names take their place, others go. */
  async #settle(): Promise<void> {
    const files = (await this.#state())?.files;
    for (const name of weightFiles) {
      const waiting = await this.#waiting(name);
      if (!waiting) continue;
      if (digestOf(waiting) === files?.[name]) await moveSynced(op, this.#next(name), join(this.path, name));
      else await rm(this.#next(name), { force: true });
    }
    this.#settled = true;
  }

  async #waiting(name: string): Promise<Uint8Array | null> {
    try {
      return await readFile(this.#next(name));
    } catch (error) {
      if ((error as { code?: unknown }).code === "ENOENT") return null;
      throw explainFileError(op, this.#next(name), error);
    }
  }

  async #read(name: string, digest: string | undefined): Promise<Map<string, Tensor>> {
    const path = join(this.path, name);
    const waiting = await this.#waiting(name);
    const bytes = waiting && digestOf(waiting) === digest ? waiting : await readBytes(op, path);
    checkDigest(path, bytes, digest);
    return decodeWeights(path, bytes);
  }
}

function checkDigest(path: string, bytes: Uint8Array, digest: string | undefined): void {
  if (digestOf(bytes) === digest) return;
  throw new FileError(op, `${path} was changed or damaged.`, {
    given: `${bytes.length} bytes that do not match the digest`,
    expected: `SHA-256 ${digest}`,
    fix: "restore it from a copy, or train again",
  });
}

import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { explainFileError, readBytes, replaceFile } from "./files.js";
import type { HistoryEntry } from "./types.js";

/** A point of the loss curve as the log has it: with what depends on the machine, and is no part of a run's history. */
export interface LogEntry extends HistoryEntry {
  /** What the data counts (tokens, rows) a second, since the call began. */
  readonly rate?: number;
}

const op = "run folder";
const columns = ["step", "loss", "validationLoss", "lr", "gradNorm", "rate"] as const;
const heading = "step,loss,validation_loss,lr,grad_norm,rate\n";

/** The loss curve on the disk, twice: `log.jsonl` for programs, `log.csv` for tables. */
export class RunLog {
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Adds a point; points stay in the order of the calls. Throws: FileError. */
  async add(entry: LogEntry): Promise<void> {
    const written = this.#writing.then(() => this.#append(entry));
    this.#writing = written.catch(() => undefined);
    await written;
  }

  /** Resolves when nothing is being written. */
  async settled(): Promise<void> {
    await this.#writing;
  }

  /** Cuts the log to a history; of points that it has in the same words it keeps the rates. Throws: FileError. */
  async rewrite(history: readonly HistoryEntry[]): Promise<void> {
    const rates = await this.#rates();
    const entries = history.map((entry): LogEntry => {
      const rate = rates.get(JSON.stringify(entry));
      return rate === undefined ? entry : { ...entry, rate };
    });
    const write = (name: string, text: string) =>
      replaceFile(op, join(this.#folder, name), new TextEncoder().encode(text));
    await write("log.jsonl", entries.map(line).join(""));
    await write("log.csv", heading + entries.map(row).join(""));
  }

  async #append(entry: LogEntry): Promise<void> {
    for (const [name, text] of [
      ["log.jsonl", line(entry)],
      ["log.csv", row(entry)],
    ] as const) {
      const path = join(this.#folder, name);
      await appendFile(path, text).catch((error) => {
        throw explainFileError(op, path, error);
      });
    }
  }

  /** By the text of the point without it. A line that was cut off by a crash has none. */
  async #rates(): Promise<Map<string, number>> {
    const bytes = await readBytes(op, join(this.#folder, "log.jsonl")).catch(() => new Uint8Array());
    const rates = new Map<string, number>();
    for (const json of new TextDecoder().decode(bytes).split("\n")) {
      try {
        const { rate, ...entry } = JSON.parse(json) as LogEntry;
        if (typeof rate === "number") rates.set(JSON.stringify(entry), rate);
      } catch {
        // no point
      }
    }
    return rates;
  }
}

const line = (entry: LogEntry) => `${JSON.stringify(entry)}\n`;
const row = (entry: LogEntry) => `${columns.map((name) => entry[name] ?? "").join()}\n`;

import { open } from "node:fs/promises";
import { decodeState, type Word2VecState } from "@cairn-ml/models-embedding";
import { explainFileError } from "@cairn-ml/train/node";
import { InputError, UsageError } from "../../errors.js";
import type { TextMark } from "./text-mark.js";
import type { TrainOptions } from "./train.js";

/** What a training goes on from. */
export interface Saved {
  readonly state: Word2VecState;
  readonly texts: readonly TextMark[];
  readonly phrases: boolean;
}

const op = "vectors train --resume";

/** What a state notes beside the model. */
export function notesOf(texts: readonly TextMark[], phrases: boolean): Record<string, string> {
  return { texts: JSON.stringify(texts), phrases: String(phrases) };
}

/** Reads the state. Throws: FileError, InputError for no state, UsageError for an option that was another one. */
export async function readSaved(path: string, given: TrainOptions, typed: ReadonlySet<string>): Promise<Saved> {
  const bytes = await readWhole(path);
  const saved = decode(path, bytes);
  compareSettings(saved, given, typed);
  return saved;
}

function decode(path: string, bytes: Uint8Array): Saved {
  try {
    const state = decodeState(bytes);
    const { texts, phrases } = state.notes!;
    return { state, texts: JSON.parse(texts!) as TextMark[], phrases: phrases === "true" };
  } catch (error) {
    throw new InputError(`${op}: ${path} is not what a stopped training left.`, {
      given: (error as Error).message.split("\n")[0]!,
      expected: "the file that Ctrl-C, or a checkpoint, wrote",
      fix: "train anew, without --resume",
    });
  }
}

/** A file of any size; readFile takes 2 GiB at most. */
async function readWhole(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path);
    try {
      const bytes = new Uint8Array((await file.stat()).size);
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await file.read(bytes, at, Math.min(bytes.length - at, 1 << 28), at);
        if (bytesRead === 0) break;
        at += bytesRead;
      }
      return bytes;
    } finally {
      await file.close();
    }
  } catch (error) {
    throw explainFileError(op, path, error);
  }
}

/** Options that were typed must be those of before: the same command with --resume behind it goes on. */
function compareSettings(
  { state: { options }, phrases }: Saved,
  given: TrainOptions,
  typed: ReadonlySet<string>,
): void {
  const before: Readonly<Record<string, unknown>> = {
    ...{ model: modelOf(options), dim: options.vectorSize, window: options.window, negative: options.negative },
    ...{ minCount: options.minCount, sample: options.sample, epochs: options.epochs, lr: options.lr },
    ...{ seed: options.seed, buckets: options.ngrams?.buckets, phrases, deterministic: options.deterministic },
  };
  for (const [name, value] of Object.entries(before)) {
    const now = (given as unknown as Record<string, unknown>)[name];
    if (!typed.has(name) || now === value) continue;
    const flag = `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
    throw new UsageError(`${op}: the training that was stopped had other settings.`, {
      given: now === true ? flag : `${flag} ${now}`,
      expected: value === undefined || typeof value === "boolean" ? `no ${flag}` : `${flag} ${value}`,
      fix: "leave the option out, or train anew, without --resume",
    });
  }
}

function modelOf({ sg, hs, ngrams }: Word2VecState["options"]): TrainOptions["model"] {
  if (ngrams) return "fasttext";
  if (hs) return "hs";
  return sg ? "sgns" : "cbow";
}

/** Throws: InputError for other texts than those that were learnt from. */
export function checkTexts({ texts }: Saved, now: readonly TextMark[]): void {
  const isSame = texts.length === now.length && texts.every(({ mark }, i) => mark === now[i]!.mark);
  if (isSame) return;
  const list = (marks: readonly TextMark[]) => marks.map(({ name, bytes }) => `${name}, ${bytes} bytes`).join("; ");
  throw new InputError(`${op}: these are other texts than before.`, {
    given: list(now),
    expected: `${list(texts)}, with the same contents`,
    fix: "give the same texts in the same order, or train anew, without --resume",
  });
}

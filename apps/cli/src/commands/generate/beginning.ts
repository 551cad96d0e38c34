import { buffer } from "node:stream/consumers";
import { UsageError } from "../../errors.js";

/** What a command may be given to read. */
export interface BeginningOptions {
  readonly prompt?: string;
  readonly tokens?: readonly number[];
}

/** A text, or the numbers of tokens. */
export type Beginning = { readonly prompt: string } | { readonly tokens: readonly number[] };

/** Reads the prompt, from standard input where that is asked for. Throws: UsageError unless there is one thing to read. */
export async function readBeginning(op: string, { prompt, tokens }: BeginningOptions): Promise<Beginning> {
  if (tokens && prompt !== undefined) {
    throw new UsageError(`${op}: there is a prompt, and there are tokens.`, {
      given: "--prompt and --tokens",
      expected: "one of them",
      fix: "leave one out",
    });
  }
  if (tokens) return { tokens };
  if (prompt === undefined) {
    throw new UsageError(`${op}: there is nothing to read.`, {
      given: "neither --prompt nor --tokens",
      expected: "--prompt <text>, or --tokens <list> for a model without a tokenizer",
      fix: '--prompt "One sunny day, Mia"',
    });
  }
  const text = prompt === "-" ? await readStandardInput(op) : prompt;
  if (text !== "") return { prompt: text };
  throw new UsageError(`${op}: the prompt is empty.`, {
    given: prompt === "-" ? "nothing on standard input" : '--prompt ""',
    expected: "some text to go on with",
    fix: '--prompt "One sunny day, Mia"',
  });
}

async function readStandardInput(op: string): Promise<string> {
  const bytes = await buffer(process.stdin);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${op}: standard input is not text.`, {
      given: `${bytes.length} bytes that are not UTF-8`,
      expected: "text in UTF-8",
      fix: `printf "One sunny day, Mia" | … ${op} --prompt -`,
    });
  }
}

import { Option } from "commander";
import { UsageError } from "./errors.js";

/** The names of the presets of @cairn-ml/models-gpt; written out, for loading it takes time that `--help` does not have. */
export const presetNames = ["stories", "shakespeare-char", "shakespeare-char-10m", "gpt2-124m", "finetune"] as const;
export const deviceNames = ["wasm", "reference"] as const;

export type DeviceName = (typeof deviceNames)[number];

/** Reads a whole number. */
export function integer(flag: string, least: number, most: number = Number.MAX_SAFE_INTEGER): (text: string) => number {
  const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
  return (text) => {
    const value = Number(text);
    if (/^\d+$/.test(text) && value >= least && value <= most) return value;
    return refuse(flag, text, `is not a whole number ${range}`, `a whole number ${range}`, String(Math.max(1, least)));
  };
}

/** Reads a decimal number. */
export function decimal(
  flag: string,
  isGood: (value: number) => boolean,
  range: string,
  usual: number,
): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (/^\d*\.?\d+(e-?\d+)?$/i.test(text) && isGood(value)) return value;
    return refuse(flag, text, `is not a number ${range}`, `a number ${range}`, String(usual));
  };
}

/** Reads one of some names. */
export function oneOf<Name extends string>(flag: string, names: readonly Name[]): (text: string) => Name {
  return (text) => {
    if (names.includes(text as Name)) return text as Name;
    return refuse(flag, text, "is not one of the choices", names.join(" or "), names[0]!);
  };
}

function refuse(flag: string, given: string, problem: string, expected: string, usual: string): never {
  throw new UsageError(`${flag}: ${JSON.stringify(given)} ${problem}.`, {
    given: `${flag} ${given}`,
    expected,
    fix: `for example ${flag} ${usual}`,
  });
}

/** Options that several commands have; each call makes a new one. */
export const common: Readonly<Record<"seed" | "threads" | "device" | "json" | "verbose", () => Option>> = {
  seed: () =>
    new Option("--seed <n>", "what the random numbers start from (default: 0)").argParser(integer("--seed", 0)),
  threads: () =>
    new Option("--threads <n>", "threads to use at most, 1 to 64 (default: all cores)").argParser(
      integer("--threads", 1, 64),
    ),
  device: () =>
    new Option("--device <name>", "wasm is fast, reference is plain and slow (default: wasm)").argParser(
      oneOf("--device", deviceNames),
    ),
  json: () => new Option("--json", "print one JSON document on standard output, and nothing else there"),
  verbose: () => new Option("--verbose", "show where an error happened, and why steps run op by op"),
};

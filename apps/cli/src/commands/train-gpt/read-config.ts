import { dirname, resolve } from "node:path";
import { InputError } from "../../errors.js";
import { readText } from "../../read-text.js";
import { type ConfigFile, configKeys, configSchema, expectedAt } from "./config-schema.js";

const paths = ["from", "init", "out"] as const;

/** Reads a configuration file. Throws: FileError, or InputError that names the key, what it holds, and what it may. */
export async function readConfig(file: string): Promise<ConfigFile> {
  const { text } = await readText("train gpt", file, 1e6);
  const json = parse(file, text.replace(/^\uFEFF/, ""));
  const { success, data, error } = configSchema.safeParse(json);
  if (!success) throw refusal(file, json, error.issues[0]!);
  const absolute = paths.flatMap((key) => (data[key] === undefined ? [] : [[key, resolve(dirname(file), data[key])]]));
  return { ...data, ...Object.fromEntries(absolute) };
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new InputError(`train gpt: ${file} is not JSON.`, {
      given: (error as Error).message,
      expected: '{ "preset": "stories", "lr": 0.001 }, say',
      fix: "mend it there, or begin with what --print-config prints",
    });
  }
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly keys?: readonly string[];
}

function refusal(file: string, json: unknown, { code, path, keys = [] }: Issue): InputError {
  if (code === "unrecognized_keys") {
    const near = nearest(keys[0]!);
    return new InputError(`train gpt: ${file} has a key that means nothing: ${keys[0]}.`, {
      given: keys.join(", "),
      expected: configKeys.join(", "),
      fix: near ? `did you mean ${near}?` : "leave it out; --config-schema prints what each key is",
    });
  }
  const key = path[0];
  if (key === undefined) {
    return new InputError(`train gpt: ${file} is not an object.`, {
      given: show(json),
      expected: '{ "key": value, … }',
    });
  }
  return new InputError(`train gpt: ${file}: ${String(key)} can not be that.`, {
    given: `${String(key)}: ${show((json as Record<PropertyKey, unknown>)[key])}`,
    expected: expectedAt(String(key)),
    fix: "--config-schema prints what each key is",
  });
}

function show(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

/** The key that is written alike: batch_size, BatchSize and batchsize are batchSize. */
function nearest(key: string): string | undefined {
  const plain = (name: string) => name.toLowerCase().replace(/[^a-z0-9]/g, "");
  const other: Readonly<Record<string, string>> = {
    ...{ learningrate: "lr", nlayer: "layers", nhead: "heads", nembd: "width", blocksize: "contextLength" },
    ...{ gradientaccumulationsteps: "accumulate", maxiters: "steps", gradclip: "clipNorm", evalinterval: "evalEvery" },
    ...{
      warmupiters: "warmupSteps",
      context: "contextLength",
      evaliters: "evalLimit",
      initfrom: "init",
      betas: "beta1",
    },
  };
  return configKeys.find((name) => plain(name) === plain(key)) ?? other[plain(key)];
}

import { resolve } from "node:path";
import type { PresetName } from "@cairn-ml/models-gpt";
import type { DeviceName } from "../../options.js";
import type { ConfigFile } from "./config-schema.js";
import { type SettingName, settingNames } from "./settings.js";

/** What the command line may say of a training; what is not said is absent. */
export interface TrainGptOptions extends Partial<Record<SettingName, string | number | boolean>> {
  readonly preset?: PresetName;
  readonly from?: string;
  readonly init?: string;
  readonly config?: string;
  readonly dtype?: "uint16" | "uint32";
  readonly prepare?: string;
  readonly seed?: number;
  readonly steps?: number;
  readonly threads?: number;
  readonly device?: DeviceName;
  readonly out?: string;
  readonly saveEvery?: number;
  readonly overwrite?: boolean;
  readonly resume?: string;
  readonly printConfig?: boolean;
  readonly configSchema?: boolean;
  readonly profile?: boolean;
  readonly trace?: string;
  readonly json?: boolean;
  readonly verbose?: boolean;
}

/** What is asked for by the command line and the configuration file together: an option goes before a key. */
export type Asked = ConfigFile;

const keys = [
  "preset",
  "from",
  "dtype",
  "init",
  "out",
  "seed",
  "steps",
  "saveEvery",
  "device",
  ...settingNames,
] as const;

/** Puts both together. An option that stands for another file than a key does wins like any other. */
export async function ask(options: TrainGptOptions): Promise<Asked> {
  const config =
    options.config === undefined ? {} : await (await import("./read-config.js")).readConfig(options.config);
  const said = keys.flatMap((key) => (options[key] === undefined ? [] : [[key, options[key]]]));
  return { ...config, ...Object.fromEntries(said) };
}

/** Whether two paths are one, from where the command runs. */
export function isSamePath(a: string, b: string): boolean {
  return resolve(a) === resolve(b);
}

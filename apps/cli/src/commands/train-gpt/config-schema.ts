import { z } from "zod";
import { deviceNames, presetNames } from "../../options.js";
import { expectedOf, type Setting, type SettingName, settingNames, settingTable } from "./settings.js";

const path = (help: string) =>
  z.string().min(1).describe(`${help}; a path that is relative begins at the file's folder`);
const whole = (least: number, help: string) => z.int().min(least).describe(help);

/** What may stand in a configuration file beside the settings. */
const others = {
  preset: z.enum(presetNames).describe("what everything else that is not here is taken from"),
  from: path("the text to train on, or a file of tokens"),
  dtype: z.enum(["uint16", "uint32"]).describe("how tokens lie in a file of tokens alone"),
  init: path("folder of a model to begin with"),
  out: path("folder of the run"),
  seed: whole(0, "what the random numbers start from"),
  steps: whole(1, "steps to train in all"),
  saveEvery: whole(1, "steps between checkpoints"),
  device: z.enum(deviceNames).describe("what computes"),
} as const;

/** A configuration file: any of the settings, and what they are for. All may be left out. */
export const configSchema: z.ZodType<ConfigFile> = z
  .strictObject({ ...others, ...settingShape() })
  .partial() as unknown as z.ZodType<ConfigFile>;

/** Keys that a configuration file may have. */
export const configKeys: readonly string[] = [...Object.keys(others), ...settingNames];

/** As it was read and checked. */
export interface ConfigFile extends Partial<Record<SettingName, string | number | boolean>> {
  readonly preset?: (typeof presetNames)[number];
  readonly from?: string;
  readonly dtype?: "uint16" | "uint32";
  readonly init?: string;
  readonly out?: string;
  readonly seed?: number;
  readonly steps?: number;
  readonly saveEvery?: number;
  readonly device?: (typeof deviceNames)[number];
}

/** The schema as JSON, for editors. */
export function jsonSchema(): object {
  return {
    ...z.toJSONSchema(configSchema),
    title: "cairn train gpt --config",
  };
}

/** What a key must hold, as an error says it. */
export function expectedAt(key: string): string {
  const setting = settingTable[key as SettingName];
  if (setting) return expectedOf(setting);
  if (key === "preset") return presetNames.join(" or ");
  if (key === "device") return deviceNames.join(" or ");
  if (key === "dtype") return "uint16 or uint32";
  if (key === "seed") return "a whole number of 0 or more";
  return key === "steps" || key === "saveEvery" ? "a whole number of 1 or more" : "a path";
}

function settingShape(): Record<SettingName, z.ZodType> {
  return Object.fromEntries(settingNames.map((name) => [name, schemaOf(settingTable[name])])) as never;
}

function schemaOf(setting: Setting): z.ZodType {
  return plainSchema(setting).describe(setting.help);
}

function plainSchema(setting: Setting): z.ZodType {
  switch (setting.kind) {
    case "integer":
      return z.int().min(setting.least);
    case "number": {
      const { from, above, below } = setting;
      let schema = z.number();
      if (from !== undefined) schema = schema.min(from);
      if (above !== undefined) schema = schema.gt(above);
      return below === undefined ? schema : schema.lt(below);
    }
    case "choice":
      return z.enum(setting.names as [string, ...string[]]);
    case "switch":
      return z.boolean();
  }
}

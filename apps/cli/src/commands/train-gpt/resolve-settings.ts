import { type GPTConfig, type PresetName, presets } from "@cairn-ml/models-gpt";
import { UsageError } from "../../errors.js";
import type { Asked } from "./request.js";
import { flagOf, type SettingName, type Settings, settingNames, settingsOf } from "./settings.js";

/** Settings that a model to begin with has already. */
export const ofTheModel: readonly SettingName[] = ["tokenizer", "vocabSize", "layers", "heads", "width", "bias"];

/**
 * The preset's settings with what was asked for in their place. `start`: the model to begin with, whose sizes count.
 *
 * Throws: UsageError for settings that contradict each other.
 */
export function resolveSettings(preset: PresetName, asked: Asked, start?: GPTConfig): Settings {
  const defaults = settingsOf(presets[preset]);
  const given = Object.fromEntries(settingNames.flatMap((name) => (name in asked ? [[name, asked[name]]] : [])));
  const settings = { ...defaults, ...given } as Settings;
  refuse(asked, settings);
  return {
    ...settings,
    // a rate of one's own ends where the preset's would: at the same share of its highest
    ...(asked.lr !== undefined && asked.minLr === undefined && { minLr: (settings.lr * defaults.minLr) / defaults.lr }),
    ...(start && sizesOf(start, asked, settings)),
  };
}

/** The sizes of the model to begin with; of its context what is asked for, or what the preset has. */
function sizesOf(start: GPTConfig, asked: Asked, settings: Settings): Partial<Settings> {
  const wrong = ofTheModel.filter((name) => name in asked);
  if (wrong.length > 0) {
    throw new UsageError("train gpt: the model to begin with has its own sizes and tokenizer.", {
      given: wrong.map((name) => said(name, asked)).join(", "),
      expected: "none of these beside --init",
      fix: "leave them out, or begin without --init",
    });
  }
  const { vocabSize, layers, heads, width, bias = true, contextLength } = start;
  if (asked.contextLength !== undefined && settings.contextLength > contextLength) {
    throw new UsageError("train gpt: the model to begin with sees fewer tokens at once.", {
      given: said("contextLength", asked),
      expected: `${contextLength} at most`,
      fix: `leave it out, or give --context-length ${contextLength}`,
    });
  }
  const seen = Math.min(settings.contextLength, contextLength);
  return { vocabSize, layers, heads, width, bias, contextLength: seen };
}

function refuse(asked: Asked, settings: Settings): void {
  const { tokenizer, heads, width, lr, minLr } = settings;
  if (asked.vocabSize !== undefined && tokenizer === "char" && asked.dtype === undefined) {
    throw contradiction(
      ["vocabSize", "tokenizer"],
      settings,
      "tokens that are characters are as many as the text has",
      "--tokenizer bpe",
    );
  }
  if (width % heads !== 0 && !("init" in asked)) {
    throw contradiction(
      ["width", "heads"],
      settings,
      "a width that is a multiple of the heads",
      `--width ${heads * Math.ceil(width / heads)}`,
    );
  }
  if (asked.minLr !== undefined && minLr > lr) {
    throw contradiction(
      ["minLr", "lr"],
      settings,
      "a rate at the end that is not above the highest",
      `--min-lr ${lr / 10}`,
    );
  }
}

function contradiction(names: readonly SettingName[], settings: Settings, expected: string, fix: string): UsageError {
  return new UsageError(`train gpt: ${names.map(flagOf).join(" and ")} do not fit together.`, {
    given: names.map((name) => said(name, settings)).join(", "),
    expected,
    fix,
  });
}

function said(name: SettingName, from: Partial<Record<SettingName, unknown>>): string {
  const value = from[name];
  return value === true
    ? flagOf(name)
    : value === false
      ? flagOf(name).replace("--", "--no-")
      : `${flagOf(name)} ${value}`;
}

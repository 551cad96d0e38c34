import { presets } from "@cairn-ml/models-gpt";
import type { Asked } from "./request.js";
import { ofTheModel, resolveSettings } from "./resolve-settings.js";

/** `--print-config`: everything that was asked for, and the preset's settings, as a file that `--config` takes. */
export function configDocument(asked: Asked): object {
  const { preset = asked.init === undefined ? "stories" : "finetune", from, dtype, init, out, saveEvery } = asked;
  const { seed = 0, steps = presets[preset].steps, device = "wasm" } = asked;
  const settings: Record<string, unknown> = { ...resolveSettings(preset, asked) };
  if (settings.tokenizer === "char") delete settings.vocabSize; // as many as the text has
  if (init !== undefined) for (const name of ofTheModel) delete settings[name];
  const given = Object.entries({ from, dtype, init, out, saveEvery }).filter(([, value]) => value !== undefined);
  return { preset, ...Object.fromEntries(given), seed, steps, device, ...settings };
}

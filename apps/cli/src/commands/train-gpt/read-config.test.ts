import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { presets } from "@cairn-ml/models-gpt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError } from "../../errors.js";
import { configSchema } from "./config-schema.js";
import { configDocument } from "./print-config.js";
import { readConfig } from "./read-config.js";
import { presetOf, settingsOf } from "./settings.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cairn-config-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(text: string): string {
  const path = join(folder, "config.json");
  writeFileSync(path, text);
  return path;
}

describe("readConfig", () => {
  it("takes any of the settings, and paths from where the file is", async () => {
    const text =
      '{"preset": "stories", "from": "texts/a.txt", "init": "/models/b", "lr": 1e-4, "bias": false, "dropout": 0}';
    expect(await readConfig(write(`\ufeff${text}`))).toEqual({
      ...{ preset: "stories", from: join(folder, "texts/a.txt"), init: "/models/b" },
      ...{ lr: 1e-4, bias: false, dropout: 0 },
    });
    expect(await readConfig(write("{}"))).toEqual({});
  });

  it.each<[string, string, string, string]>([
    ["{", "is not JSON", "", ""],
    ["[]", "is not an object", "[]", ""],
    ['{"batch_size": 8}', "a key that means nothing: batch_size", "batch_size", "did you mean batchSize?"],
    ['{"max_iters": 8}', "means nothing: max_iters", "max_iters", "did you mean steps?"],
    ['{"resume": "x"}', "means nothing: resume", "resume", "leave it out"],
    ['{"batchSize": "8"}', "batchSize can not be that", 'batchSize: "8"', ""],
    ['{"batchSize": 0}', "batchSize can not be that", "batchSize: 0", ""],
    ['{"batchSize": 1.5}', "batchSize can not be that", "batchSize: 1.5", ""],
    ['{"lr": null}', "lr can not be that", "lr: null", ""],
    ['{"lr": 0}', "lr can not be that", "lr: 0", ""],
    ['{"dropout": 1}', "dropout can not be that", "dropout: 1", ""],
    ['{"preset": "huge"}', "preset can not be that", 'preset: "huge"', ""],
    ['{"bias": 1}', "bias can not be that", "bias: 1", ""],
    ['{"seed": -1}', "seed can not be that", "seed: -1", ""],
    ['{"from": ""}', "from can not be that", 'from: ""', ""],
  ])("refuses %s", async (text, message, given, fix) => {
    const error = await readConfig(write(text)).then(
      () => undefined,
      (reason: InputError) => reason,
    );
    expect(error).toBeInstanceOf(InputError);
    expect(error!.message).toContain(message);
    expect(error!.given).toContain(given);
    expect(error!.fix ?? "").toContain(fix);
    if (message.includes("can not")) expect(error!.expected).toMatch(/^(a |true|stories)/);
  });

  it("says what is wrong and how to mend it", async () => {
    const error: InputError = await readConfig(write('{"dropout": 1.5}')).catch((reason) => reason);
    const { message, given, expected, fix } = error;
    expect({ message: message.replace(folder, "…"), given, expected, fix }).toMatchInlineSnapshot(`
      {
        "expected": "a number of 0 or more and below 1",
        "fix": "--config-schema prints what each key is",
        "given": "dropout: 1.5",
        "message": "train gpt: …/config.json: dropout can not be that.",
      }
    `);
  });
});

describe("settings", () => {
  it.each(Object.entries(presets))("of the preset %s are the preset, and a file that is accepted", (name, preset) => {
    const { bias = true, dropout = 0, recompute = false } = preset.model;
    expect(presetOf(settingsOf(preset), preset.steps)).toEqual({
      ...preset,
      model: { ...preset.model, bias, dropout, recompute },
    });
    expect(configSchema.safeParse(configDocument({ preset: name as keyof typeof presets })).success).toBe(true);
  });
});

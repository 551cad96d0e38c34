import { copyFile, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init } from "@cairn-ml/tensor";
import { RunFolder } from "@cairn-ml/train/node";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  LinearRegression,
  type LoadedModel,
  LogisticRegression,
  loadModel,
  MarkovChain,
  MLPClassifier,
  MLPRegressor,
  SoftmaxRegression,
} from "./index.js";

let dir: string;
beforeEach(async () => {
  await init({ threads: 1 });
  dir = await mkdtemp(join(tmpdir(), "cairn-models-"));
});
afterEach(() => rm(dir, { recursive: true }));

const X = [
  [0, 1],
  [1, 3],
  [2, 0],
  [3, 2],
];
const y = [4, 9, 4, 9];

async function loadEstimator(path: string): Promise<Exclude<LoadedModel, MarkovChain>> {
  const model = await loadModel(path);
  if (model instanceof MarkovChain) throw new Error("a chain");
  return model;
}

describe("save and loadModel", () => {
  it.each([
    new LinearRegression({ steps: 3, fitIntercept: false }),
    new LinearRegression({ steps: 3, initial: { coefficients: [1, 2], intercept: 3 } }),
    new LogisticRegression({ steps: 3 }),
    new SoftmaxRegression({ steps: 3 }),
    new MLPClassifier({ hidden: [3, 2], epochs: 2, dropout: 0.5 }),
    new MLPRegressor({ hidden: [], epochs: 2 }),
  ])("give back $name", async (model) => {
    await model.fit(X, y);
    await model.save(join(dir, "deep", "down"));
    const again = await loadEstimator(join(dir, "deep", "down"));
    expect(again).toBeInstanceOf(model.constructor);
    expect(again.config).toEqual(model.config);
    expect(again.predict(X)).toEqual(model.predict(X));
    if ("classes" in again) expect(again.classes).toEqual([4, 9]);
  });

  it("give back one model or the other when a save over another one was cut short", async () => {
    const [old, next] = [join(dir, "old"), join(dir, "next")];
    const first = await new LinearRegression({ steps: 1 }).fit(X, y);
    const second = await new LinearRegression({ steps: 2 }).fit(X, y);
    await first.save(old);
    await second.save(next);
    await copyFile(join(next, "model.safetensors"), join(old, "model.safetensors.next"));
    expect((await loadEstimator(old)).predict(X)).toEqual(first.predict(X));
    await copyFile(join(next, "config.json"), join(old, "config.json"));
    expect((await loadEstimator(old)).predict(X)).toEqual(second.predict(X));
    await first.save(old);
    expect((await readdir(old)).sort()).toEqual(["config.json", "model.safetensors"]);
    expect((await loadEstimator(old)).predict(X)).toEqual(first.predict(X));
  });

  it("give back a chain, of a run's folder too", async () => {
    const chain = new MarkovChain({ order: 2, smoothing: 1 }).fit(["a.b", "ab\\"]);
    await chain.save(join(dir, "saved"));
    await RunFolder.create(join(dir, "run"), { config: chain.config, about: { what: "a test" } });
    for (const name of ["saved", "run"]) {
      const again = await loadModel(join(dir, name));
      expect(again).toBeInstanceOf(MarkovChain);
      expect(again.config).toEqual(chain.config);
    }
    await expect(new MarkovChain().save(dir)).rejects.toThrow("nothing was counted yet");
  });

  it("give the same bytes for the same training, and replace what was there", async () => {
    const bytes: Buffer[] = [];
    for (const steps of [3, 5, 3]) {
      const model = await new LogisticRegression({ steps }).fit(X, y);
      await model.save(dir);
      bytes.push(await readFile(join(dir, "model.safetensors")));
    }
    expect(await readdir(dir)).toEqual(["config.json", "model.safetensors"]);
    expect(bytes[2]).toEqual(bytes[0]);
    expect(bytes[1]).not.toEqual(bytes[0]);
  });

  it("read a run, which goes on to the same bytes where it was stopped", async () => {
    const run = async (name: string, stopAt: number, resume: boolean) => {
      const path = join(dir, name);
      const stop = new AbortController();
      const onStep = ({ step }: { step: number }) => step === stopAt && stop.abort();
      const model = new MLPClassifier({ hidden: [4], steps: 9, batchSize: 3, dropout: 0.2, schedule: "cosine" });
      const store = (config: object) =>
        resume ? RunFolder.open(path) : RunFolder.create(path, { config, about: { what: "a test" } });
      await model.fit(X, y, { callbacks: { onStep }, signal: stop.signal, store, resume });
      return model;
    };
    const whole = await run("whole", 0, false);
    expect((await run("parts", 4, false)).result).toMatchObject({ step: 4, interrupted: true });
    const again = await run("parts", 0, true);
    expect(again.result!.history).toEqual(whole.result!.history);
    const loaded = await loadEstimator(join(dir, "parts"));
    expect(loaded.predict(X)).toEqual(whole.predict(X));
    const file = (name: string) => readFile(join(dir, name, "model.safetensors"));
    expect(await file("parts")).toEqual(await file("whole"));
    await expect(whole.save(join(dir, "whole"))).rejects.toThrow("holds a run");
  });
});

describe("loadModel refuses", () => {
  const saved = async () => {
    const model = await new LogisticRegression({ steps: 3 }).fit(X, y);
    await model.save(dir);
    return join(dir, "config.json");
  };
  /** Changes what config.json says. */
  const edit = async (change: (config: Record<string, unknown>) => void) => {
    const file = await saved();
    const config = JSON.parse(await readFile(file, "utf8"));
    change(config);
    await writeFile(file, JSON.stringify(config));
  };
  const message = async () => {
    const error: Error = await loadModel(dir).then(
      () => new Error("it did not"),
      (reason) => reason,
    );
    return error.toString().replaceAll(dir, "DIR");
  };

  it("a folder that is not there, or holds no model", async () => {
    await expect(loadModel(join(dir, "nowhere"))).rejects.toThrow("nowhere does not exist");
    expect(await message()).toMatchInlineSnapshot(`
      "FileError: model folder: DIR holds no model.
        given:    an empty folder
        expected: a folder with config.json and model.safetensors
        fix:      name the folder that the model was saved to"
    `);
    await writeFile(join(dir, "notes.txt"), "");
    expect(await message()).toContain("a folder with notes.txt");
  });

  it("a config that is no JSON, or of no model", async () => {
    const file = await saved();
    await writeFile(file, "{");
    expect(await message()).toContain("DIR/config.json is not a JSON object");
    await edit((config) => void (config.model = "GPT"));
    expect(await message()).toMatchInlineSnapshot(`
      "ValueError: loadModel: model in the config of DIR is none of a model here.
        given:    "GPT"
        expected: LinearRegression, LogisticRegression, MLPClassifier, MLPRegressor, MarkovChain, SoftmaxRegression
        fix:      name the folder of a model that @cairn-ml/models-classic has saved"
    `);
  });

  it.each([
    ["options", 3],
    ["inputs", -1],
    ["inputs", "2"],
    ["classes", [1]],
    ["classes", undefined],
    ["model", "toString"],
  ])("a config whose %s is %j", async (key, value) => {
    await edit((config) => void (config[key] = value));
    expect(await message()).toContain(`${key} in the config of DIR is none of a model here`);
  });

  it("weights of another shape", async () => {
    await edit((config) => void (config.inputs = 3));
    expect(await message()).toMatchInlineSnapshot(`
      "ValueError: LogisticRegression.restore: the weights are of another model: weight does not fit.
        given:    (2, 1)
        expected: (3, 1)
        fix:      make the model as it was when they were saved"
    `);
  });

  it("weights that are gone, changed, or cut short", async () => {
    await saved();
    const file = join(dir, "model.safetensors");
    await copyFile(file, join(dir, "copy"));
    const bytes = await readFile(file);
    await writeFile(file, bytes.subarray(0, -1));
    expect(await message()).toContain("DIR/model.safetensors was changed or damaged");
    bytes[bytes.length - 1]! ^= 1;
    await writeFile(file, bytes);
    expect(await message()).toContain("DIR/model.safetensors was changed or damaged");
    await rm(file);
    expect(await message()).toContain("DIR/model.safetensors does not exist");
  });

  it("before a model is fitted, saves nothing", async () => {
    await expect(new LinearRegression().save(dir)).rejects.toThrow("has not been fitted");
    expect(await readdir(dir)).toEqual([]);
  });
});

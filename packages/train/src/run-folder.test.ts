import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { init, type Tensor } from "@cairn-ml/tensor";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { RunFolder, readModel } from "./node.js";
import { description, errorOf, plain, scratchFolder, snapshotAt } from "./run-folder.test-data.js";

const scratch = scratchFolder();
let counter = 0;
let path: string; // a new one for each test

beforeAll(async () => {
  await init({ device: "reference" });
});
beforeEach(() => {
  path = join(scratch.path, `run${counter++}`);
});
afterAll(scratch.remove);

const all = [
  "config.json",
  "log.csv",
  "log.jsonl",
  "model.safetensors",
  "optimizer.safetensors",
  "run.json",
  "state.json",
  "tokenizer.json",
];
const read = (name: string) => readFileSync(join(path, name), "utf8");

describe("RunFolder.create", () => {
  it("writes what does not change before the first step", async () => {
    const folder = await RunFolder.create(join(path, "deep", "er"), description);
    expect(folder.path).toBe(join(path, "deep", "er"));
    expect(folder.description).toBe(description);
    expect(readdirSync(folder.path).sort()).toEqual([
      "config.json",
      "log.csv",
      "log.jsonl",
      "run.json",
      "tokenizer.json",
    ]);
    expect(JSON.parse(readFileSync(join(folder.path, "config.json"), "utf8"))).toEqual(description.config);
    expect(await folder.load()).toBeNull();
  });

  it("is opened again with the same description", async () => {
    await RunFolder.create(path, description);
    expect((await RunFolder.open(path)).description).toEqual(description);
    const bare = await RunFolder.create(`${path}x`, { config: {}, about: {} });
    expect((await RunFolder.open(bare.path)).description).toEqual({ config: {}, about: {} });
  });

  it("takes the next free name", async () => {
    const names = [];
    for (let i = 0; i < 3; i++) names.push((await RunFolder.create(path, description)).path);
    expect(names).toEqual([path, `${path}-2`, `${path}-3`]);
    mkdirSync(`${path}-4`); // empty folders are free
    writeFileSync(`${path}-5`, "a file");
    expect((await RunFolder.create(path, description)).path).toBe(`${path}-4`);
    expect((await RunFolder.create(path, description)).path).toBe(`${path}-6`);
  });

  it("names the next folder beside a path that ends in a slash, not in it", async () => {
    expect((await RunFolder.create(`${path}/`, description)).path).toBe(path);
    expect((await RunFolder.create(`${path}/`, description)).path).toBe(`${path}-2`);
    expect((await RunFolder.create(`${path}/.`, description)).path).toBe(`${path}-3`);
  });

  it("gives a folder each to many that ask at once", async () => {
    const many = await Promise.all(Array.from({ length: 8 }, () => RunFolder.create(path, description)));
    expect(new Set(many.map((folder) => folder.path)).size).toBe(8);
  });

  it("overwrites a run when asked, and only what a run writes", async () => {
    const old = await RunFolder.create(path, description);
    await old.save(snapshotAt(3));
    writeFileSync(join(path, "notes.txt"), "mine");
    writeFileSync(join(path, "model.safetensors.next"), "left over");
    const next = await RunFolder.create(path, { config: { n_layer: 2 }, about: {} }, { overwrite: true });
    expect(next.path).toBe(path);
    expect(readdirSync(path).sort()).toEqual(["config.json", "log.csv", "log.jsonl", "notes.txt", "run.json"]);
    expect(await next.load()).toBeNull();
    expect((await RunFolder.open(path)).description.config).toEqual({ n_layer: 2 });
  });

  it("overwrites what is left of a run that was stopped while it was made", async () => {
    await RunFolder.create(path, description);
    rmSync(join(path, "run.json"));
    expect((await RunFolder.create(path, description, { overwrite: true })).path).toBe(path);
  });

  it("makes the folder that it shall overwrite, if there is none", async () => {
    expect((await RunFolder.create(path, description, { overwrite: true })).path).toBe(path);
  });

  it("never overwrites what is not a run", async () => {
    mkdirSync(path);
    writeFileSync(join(path, "thesis.txt"), "years");
    writeFileSync(join(path, "config.json"), "{}");
    const text = await errorOf(RunFolder.create(path, description, { overwrite: true }), path);
    expect(text).toMatchInlineSnapshot(`
      "FileError: run folder: … is not a run and is not overwritten.
        given:    a folder with config.json, thesis.txt
        expected: a run, an empty folder, or a new name
        fix:      choose another folder"
    `);
    expect(readdirSync(path).sort()).toEqual(["config.json", "thesis.txt"]);
    expect((await RunFolder.create(path, description)).path).toBe(`${path}-2`);
  });

  it("says that the path is a file", async () => {
    writeFileSync(path, "text");
    expect(await errorOf(RunFolder.create(path, description), path)).toMatchInlineSnapshot(`
      "FileError: run folder: … is a file, not a folder.
        given:    …
        fix:      choose another place"
    `);
    expect(await errorOf(RunFolder.create(join(path, "x"), description), path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/x is a file where a folder is needed, or part of its path is one.
        given:    …/x
        fix:      choose another place"
    `);
    expect(await errorOf(RunFolder.create("", description), path)).toContain("does not exist");
    expect(await errorOf(RunFolder.open(path), path)).toMatchInlineSnapshot(`
      "FileError: run folder: … is a file where a folder is needed, or part of its path is one.
        given:    …
        fix:      choose another place"
    `);
  });
});

describe("RunFolder.open", () => {
  it("says what is not a run", async () => {
    expect(await errorOf(RunFolder.open(path), path)).toMatchInlineSnapshot(`
      "FileError: run folder: … does not exist.
        given:    …
        fix:      check the path"
    `);
    mkdirSync(path);
    expect(await errorOf(RunFolder.open(path), path)).toMatchInlineSnapshot(`
      "FileError: run folder: … is not a run.
        given:    an empty folder
        expected: a folder that a training run wrote, with run.json in it
        fix:      name the folder that the run printed"
    `);
    writeFileSync(join(path, "a"), "");
    writeFileSync(join(path, "b"), "");
    expect(await errorOf(RunFolder.open(path), path)).toMatchInlineSnapshot(`
      "FileError: run folder: … is not a run.
        given:    a folder with a, b
        expected: a folder that a training run wrote, with run.json in it
        fix:      name the folder that the run printed"
    `);
  });

  it("misses a file that the run wrote", async () => {
    await RunFolder.create(path, description);
    rmSync(join(path, "tokenizer.json"));
    expect(await errorOf(RunFolder.open(path), path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/tokenizer.json does not exist.
        given:    …/tokenizer.json
        fix:      check the path"
    `);
  });
});

describe("RunFolder.amend", () => {
  it("changes what is said of the run, and nothing else", async () => {
    const folder = await RunFolder.create(path, description);
    await folder.amend({ seed: 4, steps: 10 });
    const about = { ...description.about, seed: 4, steps: 10 };
    expect(folder.description.about).toEqual(about);
    expect((await RunFolder.open(path)).description).toEqual({ ...description, about });
  });
});

describe("a checkpoint", () => {
  it("comes back to the bit", async () => {
    const folder = await RunFolder.create(path, description);
    for (const step of [1, 5]) {
      await folder.save(snapshotAt(step));
      expect(readdirSync(path).sort()).toEqual(all);
      expect(plain(await (await RunFolder.open(path)).load())).toEqual(plain(snapshotAt(step)));
    }
    const weights = await (await RunFolder.open(path)).weights();
    expect([...weights.get("w.weight")!.data()]).toEqual([...snapshotAt(5).weights.get("w.weight")!.data()]);
  });

  it("has the same bytes of weights for the same numbers, wherever and whenever it is written", async () => {
    const [a, b] = [await RunFolder.create(path, description), await RunFolder.create(path, description)];
    await a.save(snapshotAt(2));
    await a.save(snapshotAt(4));
    await b.save({ ...snapshotAt(4), seconds: 99 });
    for (const name of ["model.safetensors", "optimizer.safetensors"]) {
      expect(readFileSync(join(a.path, name))).toEqual(readFileSync(join(b.path, name)));
    }
  });

  it("is needed for weights", async () => {
    const folder = await RunFolder.create(path, description);
    expect(await errorOf(folder.weights(), path)).toMatchInlineSnapshot(`
      "FileError: run folder: … has no checkpoint yet.
        given:    a run that was stopped before its first save
        expected: model.safetensors
        fix:      resume the run, and let it save"
    `);
  });

  it("is read while the run goes on, whole, and the reader leaves the run alone", async () => {
    const folder = await RunFolder.create(path, description);
    await folder.save(snapshotAt(1));
    let writing = true;
    const writer = (async () => {
      for (let step = 2; step < 40; step++) await folder.save(snapshotAt(step));
      writing = false;
    })();
    const valid = new Set(Array.from({ length: 40 }, (_, step) => snapshotAt(step).weights.get("w.bias")!.item()));
    const reader = await RunFolder.open(path);
    let reads = 0;
    for (; writing; reads++) expect(valid).toContain((await reader.weights()).get("w.bias")!.item());
    await writer;
    expect(reads).toBeGreaterThan(3);
    expect(plain(await folder.load())).toEqual(plain(snapshotAt(39)));
  });
});

describe("best", () => {
  const best = (step: number, validationLoss: number) => ({ step, validationLoss, weights: snapshotAt(step).weights });
  const saved = () => JSON.parse(read("best/config.json"));

  it("is a model of its own, and stays the best when the run is opened again", async () => {
    const folder = await RunFolder.create(path, description);
    await folder.saveBest(best(1, 3));
    await folder.saveBest(best(2, 2));
    await folder.saveBest(best(3, 2.5));
    await (await RunFolder.open(path)).saveBest(best(4, 2));
    expect(saved()).toMatchObject({ ...description.config, best: { step: 2, validationLoss: 2 } });
    const { weights } = await readModel(join(path, "best"));
    const numbers = (tensors: ReadonlyMap<string, Tensor>) =>
      new Map([...tensors].map(([name, x]) => [name, x.toArray()]));
    expect(numbers(weights)).toEqual(numbers(snapshotAt(2).weights));
    expect(JSON.parse(read("best/tokenizer.json"))).toEqual(description.tokenizer);
    await (await RunFolder.open(path)).saveBest(best(5, 1));
    expect(saved().best.step).toBe(5);
  });

  it("is written anew when it is damaged, and goes with the run", async () => {
    const folder = await RunFolder.create(path, description);
    await folder.saveBest(best(1, 1));
    writeFileSync(join(path, "best/config.json"), "{");
    await (await RunFolder.open(path)).saveBest(best(2, 5));
    expect(saved().best.step).toBe(2);
    writeFileSync(join(path, "best/notes.txt"), "mine");
    await RunFolder.create(path, description, { overwrite: true });
    expect(readdirSync(join(path, "best"))).toEqual(["notes.txt"]);
    rmSync(join(path, "best/notes.txt"));
    await (await RunFolder.open(path)).saveBest(best(1, 1));
    await (await RunFolder.open(path)).discard();
    expect(existsSync(path)).toBe(false);
  });
});

describe("log.jsonl", () => {
  const steps = () =>
    read("log.jsonl")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line).step);

  it("takes points in the order of the calls, awaited or not", async () => {
    const folder = await RunFolder.create(path, description);
    await Promise.all(Array.from({ length: 50 }, (_, step) => folder.log({ step, lr: 1 })));
    expect(steps()).toEqual(Array.from({ length: 50 }, (_, i) => i));
    expect(read("log.jsonl").split("\n")[3]).toBe('{"step":3,"lr":1}');
  });

  it("is cut to the checkpoint's history when the run is resumed", async () => {
    const folder = await RunFolder.create(path, description);
    await folder.log({ step: 0, lr: 1 });
    await folder.load(); // nothing was saved: the run starts anew
    expect(steps()).toEqual([]);
    await folder.save(snapshotAt(3));
    for (const step of [1, 2, 3, 4]) await folder.log({ step, lr: 1 });
    writeFileSync(join(path, "log.jsonl"), `${read("log.jsonl")}{"step":5,"l`); // the power failed here
    await (await RunFolder.open(path)).load();
    expect(steps()).toEqual([1, 2, 3]);
  });

  it("has a table beside it, and keeps the rates of points that stay", async () => {
    const folder = await RunFolder.create(path, description);
    const snapshot = snapshotAt(2);
    for (const entry of snapshot.history) await folder.log({ ...entry, rate: 100 * entry.step });
    await folder.save({
      ...snapshot,
      history: [...snapshot.history, { step: 3, validationLoss: 2, lr: 1, gradNorm: 0.5 }],
    });
    await folder.log({ step: 9, lr: 1, rate: 7 });
    await folder.load();
    const [first, second] = snapshot.history.map(({ loss, lr }) => `${loss},,${lr}`);
    expect(read("log.csv")).toBe(
      `step,loss,validation_loss,lr,grad_norm,rate\n1,${first},,100\n2,${second},,200\n3,,2,1,0.5,\n`,
    );
    expect(JSON.parse(read("log.jsonl").split("\n")[1]!)).toEqual({ ...snapshot.history[1], rate: 200 });
  });

  it("says why it cannot be written, and goes on after", async () => {
    const folder = await RunFolder.create(path, description);
    renameSync(path, `${path}-away`);
    expect(await errorOf(folder.log({ step: 1, lr: 1 }), path)).toMatchInlineSnapshot(`
      "FileError: run folder: …/log.jsonl does not exist.
        given:    …/log.jsonl
        fix:      check the path"
    `);
    renameSync(`${path}-away`, path);
    await folder.log({ step: 2, lr: 1 });
    expect(steps()).toEqual([2]);
  });
});

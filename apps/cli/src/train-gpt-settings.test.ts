import { createHash } from "node:crypto";
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const at = (...path: string[]) => join(cairn.folder, ...path);
const digest = (...path: string[]) =>
  createHash("sha256")
    .update(readFileSync(at(...path)))
    .digest("hex");
const gpt = (...args: string[]) => cairn.run(["train", "gpt", ...args]);
const small = ["--layers", "1", "--heads", "2", "--width", "16", "--context-length", "8", "--batch-size", "2"];
const tiny = ["--from", "text.txt", "--tokenizer", "char", ...small];
const aboutOf = (run: string) => JSON.parse(readFileSync(at(run, "run.json"), "utf8")).about;

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText());
  const { code, stderr } = await gpt(
    ...tiny,
    "--steps",
    "6",
    "--accumulate",
    "3",
    "--eval-every",
    "2",
    "--out",
    "base",
  );
  if (code !== 0) throw new Error(stderr);
}, 60_000);
afterAll(() => cairn.remove());

describe("settings", () => {
  it("are remembered by the run, and stay when it is resumed", async () => {
    const { settings } = aboutOf("base");
    expect(settings).toMatchObject({ tokenizer: "char", layers: 1, width: 16, accumulate: 3, evalEvery: 2, lr: 3e-3 });
    const other = await gpt("--resume", "base", "--accumulate", "2", "--json");
    expect(JSON.parse(other.stdout).error).toMatchObject({ given: "--accumulate 2", expected: "--accumulate 3" });
    await gpt(...tiny, "--steps", "6", "--accumulate", "3", "--eval-every", "2", "--out", "again", "--threads", "1");
    expect(digest("again", "model.safetensors")).toBe(digest("base", "model.safetensors"));
  });

  it("of --recompute change no bit", async () => {
    const { code } = await gpt(
      ...tiny,
      "--steps",
      "6",
      "--accumulate",
      "3",
      "--eval-every",
      "2",
      "--recompute",
      "--out",
      "less",
    );
    expect([code, digest("less", "model.safetensors")]).toEqual([0, digest("base", "model.safetensors")]);
  });

  it("are printed as a file that trains the same, and options go before it", async () => {
    const options = [...tiny, "--steps", "6", "--accumulate", "3", "--eval-every", "2"];
    const { stdout } = await gpt(...options, "--print-config");
    mkdirSync(at("configs"));
    cairn.write("configs/mine.json", stdout.replace('"text.txt"', '"../text.txt"'));
    await gpt("--config", "configs/mine.json", "--out", "by-file");
    expect(digest("by-file", "model.safetensors")).toBe(digest("base", "model.safetensors"));
    await gpt("--config", "configs/mine.json", "--steps", "1", "--seed", "3", "--out", "other");
    expect(aboutOf("other")).toMatchObject({ steps: 1, seed: 3, settings: { accumulate: 3 } });
  });

  it("have a schema", async () => {
    const { code, stdout } = await gpt("--config-schema");
    const { properties, additionalProperties } = JSON.parse(stdout);
    expect([code, additionalProperties, properties.batchSize]).toMatchObject([
      0,
      false,
      { type: "integer", minimum: 1 },
    ]);
    expect(Object.keys(properties)).toEqual(expect.arrayContaining(["preset", "from", "lr", "recompute"]));
  });
});

describe("what contradicts itself is refused", () => {
  it.each<[string[], number, string, string]>([
    [["--preset", "huge"], 2, '"huge" is not one of the choices', "stories"],
    [["--preset", "finetune", "--from", "text.txt"], 2, "needs a model to begin with", "--init"],
    [["--init", "base"], 2, "the preset finetune needs a text", "--from"],
    [["--dtype", "uint16"], 2, "--dtype needs a text", "a file of tokens"],
    [[...tiny, "--heads", "3"], 2, "--width and --heads do not fit together", "multiple"],
    [[...tiny, "--min-lr", "1"], 2, "--min-lr and --lr do not fit together", "not above"],
    [[...tiny, "--vocab-size", "9"], 2, "--vocab-size and --tokenizer do not fit together", "as many as the text has"],
    [["--init", "base", "--from", "text.txt", "--layers", "2"], 2, "has its own sizes", "none of these"],
    [["--init", "base", "--from", "text.txt", "--context-length", "9"], 2, "sees fewer tokens", "8 at most"],
    [["--init", "nowhere", "--from", "text.txt"], 1, "nowhere does not exist", ""],
    [["--config", "nowhere.json"], 1, "nowhere.json does not exist", ""],
    [["--prepare", "x.safetensors"], 2, "--prepare makes tokens of a text", "--from"],
    [["--prepare", "x.bin", "--from", "text.txt"], 2, "is a .safetensors file", ".safetensors"],
    [["--resume", "base", "--config", "x.json"], 2, "only --steps and --threads may differ", "no --config"],
    [["--resume", "base", "--lr", "1"], 2, "only --steps and --threads may differ", "--lr 0.003"],
    [["--dtype", "uint16", "--from", "nowhere.bin"], 1, "nowhere.bin does not exist", ""],
    [["--dtype", "uint32", "--from", "odd.bin"], 1, "is no file of uint32", "a multiple of 4"],
    [["--from", "text.safetensors"], 1, "is no file of tokens", "--prepare"],
  ])("%j", async (args, exit, message, expected) => {
    cairn.write("odd.bin", new Uint8Array(7));
    cairn.write("text.safetensors", sampleText());
    const { code, stdout } = await gpt(...args, "--json");
    const { error } = JSON.parse(stdout);
    expect(error.message).toContain(message);
    expect(error.expected ?? "").toContain(expected);
    expect(code).toBe(exit);
  });

  it.skipIf(process.getuid?.() === 0)("a folder that is read-only", async () => {
    mkdirSync(at("locked"));
    chmodSync(at("locked"), 0o500);
    const { code, stderr } = await gpt(...tiny, "--out", "locked/run");
    expect([code, stderr]).toEqual([1, expect.stringContaining("may not be accessed")]);
  });

  it("a folder where a disk is full or none", async () => {
    const { code, stderr } = await gpt(...tiny, "--steps", "1", "--out", "/dev/full/run");
    expect([code, stderr]).toEqual([1, expect.stringContaining("is a file where a folder is needed")]);
  });
});

describe("--init", () => {
  it("goes on from the weights, the best ones too, with their tokenizer", async () => {
    cairn.write("more.txt", sampleText(2000));
    const args = ["--from", "more.txt", "--steps", "2", "--accumulate", "2", "--lr", "1e-9"];
    const { code, stdout } = await gpt("--init", "base/best", ...args, "--out", "tuned", "--json");
    expect(code).toBe(0);
    const { trainLoss } = JSON.parse(stdout);
    const { preset, init, settings } = aboutOf("tuned");
    expect({ preset, path: init.path, width: settings.width }).toEqual({
      preset: "finetune",
      path: at("base/best"),
      width: 16,
    });
    const fresh = JSON.parse((await gpt(...tiny, "--steps", "1", "--out", "fresh", "--json")).stdout);
    expect(trainLoss).toBeLessThan(fresh.trainLoss); // it knows something already
    expect(readFileSync(at("tuned/tokenizer.json"), "utf8")).toBe(readFileSync(at("base/tokenizer.json"), "utf8"));
  });

  it("takes no text where the model has no tokenizer, but tokens", async () => {
    cpSync(at("base/best"), at("bare"), { recursive: true });
    rmSync(at("bare/tokenizer.json"));
    const { code, stderr } = await gpt("--init", "bare", "--from", "text.txt");
    expect([code, stderr]).toEqual([1, expect.stringContaining("bare has no tokenizer to read the text with")]);
    cairn.write("few.bin", new Uint8Array(Uint16Array.from({ length: 400 }, (_, i) => (i * i) % 28).buffer));
    const args = ["--from", "few.bin", "--dtype", "uint16", "--steps", "1", "--accumulate", "1", "--out", "tuned-bare"];
    expect((await gpt("--init", "bare", ...args)).code).toBe(0);
  });

  it("is resumed to the same weights", async () => {
    const args = [
      "--init",
      "base",
      "--from",
      "text.txt",
      "--accumulate",
      "2",
      "--save-every",
      "1",
      "--warmup-steps",
      "0",
    ];
    await gpt(...args, "--steps", "4", "--out", "whole");
    await gpt(...args, "--steps", "2", "--out", "half");
    const { code } = await gpt("--resume", "half", "--steps", "4");
    expect(code).toBe(0);
    // the rate does not fall, so that steps 1 and 2 are the same in both
    expect(digest("half", "model.safetensors")).toBe(digest("whole", "model.safetensors"));
  });
});

describe("a file of tokens", () => {
  it("trains what its text trains, and is resumed", async () => {
    const prepared = await gpt(
      "--prepare",
      "tokens.safetensors",
      "--from",
      "text.txt",
      "--tokenizer",
      "char",
      "--json",
    );
    expect(JSON.parse(prepared.stdout)).toMatchObject({ file: "tokens.safetensors", vocabSize: 28 });
    const rest = ["--steps", "6", "--accumulate", "3", "--eval-every", "2"];
    const { code, stdout } = await gpt(
      "--from",
      "tokens.safetensors",
      ...small,
      ...rest,
      "--out",
      "by-tokens",
      "--json",
    );
    expect(code).toBe(0);
    expect(digest("by-tokens", "model.safetensors")).toBe(digest("base", "model.safetensors"));
    expect(JSON.parse(stdout).samples).toHaveLength(3);
    const { stderr } = await gpt("--resume", "by-tokens", "--steps", "8");
    expect(stderr).toContain("2 more steps after 6");
  });

  it("may be nanoGPT's, without a tokenizer", async () => {
    cairn.write("train.bin", new Uint8Array(Uint16Array.from({ length: 400 }, (_, i) => (i * i) % 31).buffer));
    const args = ["--from", "train.bin", "--dtype", "uint16", ...small, "--steps", "2", "--out", "raw"];
    const { code, stdout, stderr } = await gpt(...args);
    expect([code, stderr]).toEqual([0, expect.stringContaining("Trained in")]);
    expect(stdout).toContain("nats a token");
    expect(existsSync(at("raw/tokenizer.json"))).toBe(false);
    expect(aboutOf("raw")).toMatchObject({ settings: { vocabSize: 29 }, data: { kind: "tokens", dtype: "uint16" } });
    const few = await gpt(...args, "--vocab-size", "20");
    expect(few.stderr).toContain("has tokens that the model does not have");
  });

  it("that has changed is not resumed", async () => {
    const bytes = readFileSync(at("tokens.safetensors"));
    bytes[bytes.length - 1]! ^= 1;
    cairn.write("tokens.safetensors", bytes);
    const { code, stderr } = await gpt("--resume", "by-tokens", "--steps", "9");
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining("is not the text that the run in by-tokens began with"),
    ]);
  });
});

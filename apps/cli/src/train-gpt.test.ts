import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
let first: { code: number | null; stdout: string; stderr: string };
const train = ["train", "gpt", "--preset", "shakespeare-char", "--from", "text.txt", "--seed", "5"];
const at = (...path: string[]) => join(cairn.folder, ...path);
const digest = (...path: string[]) =>
  createHash("sha256")
    .update(readFileSync(at(...path)))
    .digest("hex");

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText());
  first = await cairn.run([...train, "--steps", "4", "--save-every", "2", "--json"]);
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn train gpt --json", () => {
  it("prints the document of its contract and nothing else", () => {
    const threads = Math.min(16, availableParallelism());
    expect(first.code).toBe(0);
    const document = JSON.parse(first.stdout);
    const number = expect.any(Number);
    const string = expect.any(String);
    expect(document).toEqual({
      ...{ command: "train gpt", model: "gpt", parameters: number, device: "wasm", threads, seed: 5, steps: 4 },
      ...{ tokensPerSecond: number, trainLoss: number, validationLoss: number, bitsPerByte: number },
      history: [{ step: 4, loss: number, validationLoss: number, lr: number, gradNorm: number }],
      ...{ samples: [string, string, string], checkpoint: "runs/shakespeare-char", seconds: number },
    });
    expect(document.validationLoss).toBe(document.history[0].validationLoss);
    expect(document.trainLoss).toBe(document.history[0].loss);
    expect(document.bitsPerByte).toBeCloseTo(document.validationLoss / Math.LN2, 10); // a character is a byte here
    expect(new Set(document.samples).size).toBe(3);
  });

  it("tells progress on standard error, a line at a time", () => {
    expect(first.stderr).toContain("The loss says how surprised it is");
    expect(first.stderr).toMatch(/^step 4\/4 {2}loss \d\.\d+ {2}[\d,]+ tokens\/s {2}done$/m);
    expect(first.stderr).not.toContain("\u001b");
  });

  it("says with --verbose why steps run op by op, where they do", async () => {
    const { child, shows, ended } = cairn.start([...train, "--verbose", "--device", "reference", "--out", "slow"]);
    await shows("The steps run op by op. CaptureError: capture: the reference device cannot replay.");
    child.kill("SIGKILL");
    await ended;
    expect(first.stderr).not.toContain("op by op");
  });

  it("leaves a folder with all that a run is", () => {
    expect(readdirSync(at("runs/shakespeare-char")).sort()).toEqual([
      ...["best", "config.json", "log.csv", "log.jsonl", "model.safetensors", "optimizer.safetensors"],
      ...["run.json", "state.json", "tokenizer.json"],
    ]);
    const { about } = JSON.parse(readFileSync(at("runs/shakespeare-char/run.json"), "utf8"));
    expect(about).toEqual({
      ...{ command: "train gpt", preset: "shakespeare-char", seed: 5, steps: 4, device: "wasm", saveEvery: 2 },
      settings: expect.objectContaining({ batchSize: 12, accumulate: 1, lr: 1e-3, beta2: 0.99, vocabSize: 28 }),
      data: { kind: "file", path: at("text.txt"), digest: digest("text.txt") },
      init: null,
      versions: expect.objectContaining({ cairn: expect.any(String), node: process.versions.node }),
    });
    const { rate, ...point } = JSON.parse(readFileSync(at("runs/shakespeare-char/log.jsonl"), "utf8"));
    expect(point).toEqual(JSON.parse(first.stdout).history[0]);
    expect(readFileSync(at("runs/shakespeare-char/log.csv"), "utf8")).toBe(
      `step,loss,validation_loss,lr,grad_norm,rate\n${[4, point.loss, point.validationLoss, point.lr, point.gradNorm, rate]}\n`,
    );
    expect(digest("runs/shakespeare-char/best/model.safetensors")).toBe(
      digest("runs/shakespeare-char/model.safetensors"),
    );
  });
});

describe("a second run", () => {
  it("takes the next free name, gives the same bytes on any threads, and reports in words", async () => {
    const before = digest("runs/shakespeare-char/model.safetensors");
    const { code, stdout } = await cairn.run([...train, "--steps", "4", "--threads", "1"]);
    expect(code).toBe(0);
    expect(digest("runs/shakespeare-char-2/model.safetensors")).toBe(before);
    expect(digest("runs/shakespeare-char/model.safetensors")).toBe(before);
    for (const text of [
      "training text   o held-out text",
      "bigram",
      "5-gram (Kneser-Ney)",
      "this GPT",
      "3 samples",
      "runs/shakespeare-char-2",
    ]) {
      expect(stdout).toContain(text);
    }
    expect(stdout).toContain("cairn generate --model runs/shakespeare-char-2 --prompt");
    expect(stdout).toContain("cairn train gpt --resume runs/shakespeare-char-2 --steps 8");
    expect(stdout).not.toContain("\u001b");
    expect(stdout.split("\n").filter((line) => line.length > 80 && !line.includes("cairn "))).toEqual([]);
  });

  it("with --overwrite takes the place of the run that is there, and of nothing else", async () => {
    mkdirSync(at("mine"));
    writeFileSync(at("mine/letter.txt"), "dear");
    const refused = await cairn.run([...train, "--steps", "1", "--out", "mine", "--overwrite"]);
    expect(refused.code).toBe(1);
    expect(refused.stderr).toContain("mine is not a run and is not overwritten");
    expect(readdirSync(at("mine"))).toEqual(["letter.txt"]);
    const { code, stdout } = await cairn.run([
      ...[...train.slice(0, -1), "6", "--steps", "1"],
      ...["--out", "runs/shakespeare-char-2", "--overwrite", "--json"],
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).checkpoint).toBe("runs/shakespeare-char-2");
    expect(JSON.parse(readFileSync(at("runs/shakespeare-char-2/run.json"), "utf8")).about.seed).toBe(6);
  });

  it("replaces nothing when its own input is bad", async () => {
    const before = digest("runs/shakespeare-char/model.safetensors");
    const { code } = await cairn.run([
      "train",
      "gpt",
      "--from",
      "nowhere.txt",
      "--out",
      "runs/shakespeare-char",
      "--overwrite",
    ]);
    expect(code).toBe(1);
    expect(digest("runs/shakespeare-char/model.safetensors")).toBe(before);
  });
});

describe("--resume", () => {
  const run = "runs/shakespeare-char";

  it("trains on to more steps, keeps the whole history, and remembers the new number", async () => {
    cpSync(at(run), at("longer"), { recursive: true });
    const { code, stdout } = await cairn.run([
      "train",
      "gpt",
      "--resume",
      "longer",
      "--steps",
      "6",
      "--threads",
      "1",
      "--json",
    ]);
    expect(code).toBe(0);
    const { steps, seed, checkpoint, history } = JSON.parse(stdout);
    expect({ steps, seed, checkpoint }).toEqual({ steps: 6, seed: 5, checkpoint: "longer" });
    expect(history.map(({ step }: { step: number }) => step)).toEqual([6]);
    const fewer = await cairn.run(["train", "gpt", "--resume", "longer", "--steps", "5"]);
    expect(fewer.code).toBe(1);
    expect(fewer.stderr).toContain("the run has more steps already");
    const { about } = JSON.parse(readFileSync(at("longer/run.json"), "utf8"));
    expect(about.steps).toBe(6);
  });

  it.each([
    [["--seed", "6"], "--seed 6", "--seed 5"],
    [["--preset", "stories"], "--preset stories", "--preset shakespeare-char"],
    [["--device", "reference"], "--device reference", "--device wasm"],
    [["--save-every", "3"], "--save-every 3", "--save-every 2"],
    [["--overwrite"], "--overwrite", "no --overwrite"],
    [["--out", "elsewhere"], "elsewhere", "shakespeare-char"],
  ])("refuses %j, which differs", async (args, given, expected) => {
    const { code, stdout } = await cairn.run(["train", "gpt", "--resume", run, ...args, "--json"]);
    expect(code).toBe(2);
    const { error } = JSON.parse(stdout);
    expect(error.message).toContain("only --steps and --threads may differ");
    expect(error.given).toContain(given);
    expect(error.expected).toContain(expected);
    expect(existsSync(at("elsewhere"))).toBe(false);
  });

  it("refuses a text that has changed, and another text", async () => {
    cairn.write("text.txt", `${sampleText()}!`);
    const changed = await cairn.run(["train", "gpt", "--resume", run]);
    cairn.write("text.txt", sampleText());
    cairn.write("other.txt", sampleText(4000));
    const other = await cairn.run(["train", "gpt", "--resume", run, "--from", "other.txt"]);
    for (const { code, stderr } of [changed, other]) {
      expect(code).toBe(1);
      expect(stderr).toContain("is not the text that the run in runs/shakespeare-char began with");
      expect(stderr).toContain(digest("text.txt"));
    }
  });

  it("refuses a folder that is not there, is no run, or is damaged", async () => {
    mkdirSync(at("empty"));
    cpSync(at(run), at("damaged"), { recursive: true });
    const state = readFileSync(at("damaged/optimizer.safetensors"));
    state[state.length >> 1]! ^= 1;
    writeFileSync(at("damaged/optimizer.safetensors"), state);
    for (const [dir, text] of [
      ["nowhere", "nowhere does not exist"],
      ["empty", "empty is not a run"],
      ["text.txt", "text.txt"],
      ["damaged", "optimizer.safetensors was changed or damaged"],
    ] as const) {
      const { code, stderr, stdout } = await cairn.run(["train", "gpt", "--resume", dir]);
      expect(stderr).toContain(text);
      expect(stdout).toBe("");
      expect(code).toBe(1);
    }
    rmSync(at("damaged"), { recursive: true });
  });
});

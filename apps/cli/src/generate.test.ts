import { spawnSync } from "node:child_process";
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { CharTokenizer } from "@cairn-ml/tokenizers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const at = (...path: string[]) => join(cairn.folder, ...path);
const generate = (...args: string[]) => cairn.run(["generate", "--max-tokens", "8", ...args]);

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText(12_000));
  await cairn.train(["train", "gpt", "--from", "text.txt", "--steps", "2", "--out", "run", "--json"]);
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn generate", () => {
  it("prints the document of its contract", async () => {
    const args = ["--model", "run", "--prompt", "of the", "--temperature", "0.9", "--top-k", "40", "--top-p", "0.9"];
    const { code, stdout, stderr } = await generate(...args, "--seed", "1", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const document = JSON.parse(stdout);
    const number = expect.any(Number);
    expect(document).toEqual({
      ...{ command: "generate", model: "run", prompt: "of the", text: expect.any(String) },
      ...{ tokens: new Array(8).fill(number), ended: "length", seconds: number, tokensPerSecond: number },
    });
    const again = await generate(...args, "--seed", "1", "--json");
    expect(JSON.parse(again.stdout).tokens).toEqual(document.tokens);
    const other = await generate(...args, "--seed", "2", "--json");
    expect(JSON.parse(other.stdout).tokens).not.toEqual(document.tokens);
  });

  it("shows the prompt and the continuation, the same from an argument and from standard input", async () => {
    const argument = await generate("--model", "run", "--prompt", "of the");
    const input = await cairn.run(["generate", "--max-tokens", "8", "--model", "run", "--prompt", "-"], {
      input: "of the",
    });
    const { text } = JSON.parse((await generate("--model", "run", "--prompt", "of the", "--json")).stdout);
    expect(argument).toEqual({ code: 0, stdout: `of the${text}\n`, stderr: "" });
    expect(input).toEqual(argument);
  });

  it("takes tokens in the place of a prompt", async () => {
    const { tokens } = JSON.parse(
      (await generate("--model", "run", "--prompt", "of the", "--greedy", "--json")).stdout,
    );
    const first = await generate("--model", "run", "--tokens", tokens.slice(0, 3).join(","), "--greedy", "--json");
    expect(JSON.parse(first.stdout)).toMatchObject({ promptTokens: tokens.slice(0, 3), text: expect.any(String) });
    const none = await generate("--model", "run", "--tokens", "1,999999");
    expect(none.stderr).toContain("ValueError: generate: token 999999 does not exist.");
    expect({ code: none.code, stdout: none.stdout }).toEqual({ code: 1, stdout: "" });
  });

  it("writes several continuations, each below the one before, and ends them at a stop text", async () => {
    const args = [
      "--model",
      "run",
      "--prompt",
      "of the",
      "--n",
      "3",
      "--temperature",
      "2",
      "--stop",
      "a",
      "--stop",
      "e",
    ];
    const { continuations, text } = JSON.parse((await generate(...args, "--json")).stdout);
    expect(continuations).toHaveLength(3);
    expect(text).toBe(continuations[0].text);
    for (const one of continuations) {
      expect(one.text).not.toMatch(/[ae]/);
      expect(one.ended).toBe(one.tokens.length < 8 ? "stop" : expect.any(String));
    }
    const { stdout } = await generate(...args);
    const shown = continuations.map((one: { text: string }, i: number) => `\n── ${i + 1} of 3 ──\n${one.text}\n`);
    expect(stdout).toBe(`of the\n${shown.join("")}`);
  });

  it("obeys --logit-bias, --top-k, --min-p and --repetition-penalty", async () => {
    const only = async (...more: string[]) =>
      JSON.parse((await generate("--model", "run", "--prompt", "of the", "--json", ...more)).stdout).tokens;
    expect(await only("--logit-bias", "97=1000")).toEqual(new Array(8).fill(97));
    const greedy = await only("--greedy");
    expect(await only("--top-k", "1")).toEqual(greedy);
    expect(await only("--min-p", "1", "--temperature", "2")).toEqual(greedy);
    expect(await only("--logit-bias", `${greedy[0]}=-inf`, "--greedy")).not.toContain(greedy[0]);
    const varied = await only("--greedy", "--repetition-penalty", "100");
    expect(new Set(varied).size).toBeGreaterThan(new Set(greedy).size);
  });

  it("writes nearly the same with weights of eight bits", async () => {
    const args = ["--model", "run", "--prompt", "of the", "--greedy", "--logprobs", "0", "--json"];
    const first = JSON.parse((await generate(...args)).stdout).logprobs[0];
    const rounded = JSON.parse((await generate(...args, "--quantize", "int8")).stdout).logprobs[0];
    expect(rounded.logprob).toBeCloseTo(first.logprob, 1);
    expect(rounded.logprob).not.toBe(first.logprob);
  });

  it("tells how likely each token was: as JSON, as a table, and as bars", async () => {
    const args = ["--model", "run", "--prompt", "of the", "--greedy", "--max-tokens", "2"];
    const { tokens, logprobs } = JSON.parse(
      (await cairn.run(["generate", ...args, "--logprobs", "2", "--json"])).stdout,
    );
    expect(logprobs).toHaveLength(2);
    for (const [i, { token, piece, logprob, top }] of logprobs.entries()) {
      expect(token).toBe(tokens[i]);
      expect(top[0]).toEqual({ token, piece, logprob });
      expect(top[1].logprob).toBeLessThanOrEqual(logprob);
    }
    const table = (await cairn.run(["generate", ...args, "--logprobs", "0"])).stdout;
    expect(table).toContain("How likely each token was\n");
    expect(table.match(/│ .* │ +\d+\.\d % │ +-\d+\.\d{3} │/g)).toHaveLength(2);
    const bars = (await cairn.run(["generate", ...args, "--watch"])).stdout;
    expect(bars.match(/^ {2}▸ ".*" +\d+\.\d % .*100\.0 %$/gm)).toHaveLength(2);
    expect(bars.match(/^ {4}".*" .* –$/gm)).toHaveLength(8);
  });

  it("opens a plain folder in Hugging Face's form", async () => {
    mkdirSync(at("plain"));
    for (const name of ["config.json", "model.safetensors", "tokenizer.json"])
      cpSync(at("run", name), at("plain", name));
    const plain = await generate("--model", "plain", "--prompt", "of the", "--temperature", "0");
    const run = await generate("--model", "run", "--prompt", "of the", "--temperature", "0");
    expect(plain).toEqual({ code: 0, stdout: run.stdout, stderr: "" });
  });

  it("never writes tokens that the tokenizer does not have, where the vocabulary was rounded up", async () => {
    mkdirSync(at("rounded"));
    for (const name of ["config.json", "model.safetensors"]) cpSync(at("run", name), at("rounded", name));
    writeFileSync(at("rounded", "tokenizer.json"), JSON.stringify(CharTokenizer.train("abc").toJSON()));
    const args = ["--model", "rounded", "--prompt", "ab", "--temperature", "2"];
    for (const more of [[], ["--logit-bias", "5=1000"]]) {
      const { code, stdout } = await generate(...args, ...more, "--logprobs", "5", "--json");
      const { tokens, text, logprobs } = JSON.parse(stdout);
      expect({ code, length: text.length }).toEqual({ code: 0, length: 8 });
      for (const token of tokens) expect(token).toBeLessThan(3);
      expect(logprobs[0].top).toHaveLength(5);
    }
    const { stdout } = await generate("--model", "rounded", "--tokens", "7,1");
    expect(stdout).toMatch(/^7 1[abc]{8}\n$/);
    for (const look of [["--lens"], ["--layer", "0", "--head", "0"]]) {
      expect((await cairn.run(["attend", "--model", "rounded", "--tokens", "7,1", ...look])).code).toBe(0);
    }
  });

  it.skipIf(!existsSync("/dev/full"))("says that standard output is full (skipped: /dev/full is absent)", async () => {
    const full = openSync("/dev/full", "w");
    const args = [cairn.main, "generate", "--model", "run", "--prompt", "of", "--max-tokens", "2"];
    const { status, stderr } = spawnSync(process.execPath, args, {
      cwd: cairn.folder,
      stdio: ["ignore", full, "pipe"],
    });
    closeSync(full);
    expect(String(stderr)).toMatch(/^InputError: cairn: standard output can not be written\.\n {2}given: {4}ENOSPC/);
    expect(status).toBe(1);
  });

  it("stops at Ctrl-C with 130", async () => {
    const started = cairn.start(["generate", "--model", "run", "--prompt", "of", "--max-tokens", "1000000"]);
    started.child.stdout!.once("data", () => started.child.kill("SIGINT"));
    const { code, stderr } = await started.ended;
    expect(stderr).toMatch(/Stopped after \d+ tokens\./);
    expect(code).toBe(130);
  });

  it("stops with --json, and tells what there was", async () => {
    const args = ["generate", "--model", "run", "--prompt", "of", "--max-tokens", "1000000", "--json"];
    const started = cairn.start(args);
    setTimeout(() => started.child.kill("SIGINT"), 3000);
    const { code, stdout } = await started.ended;
    const { error, tokens, ended } = JSON.parse(stdout);
    expect({ name: error.name, message: error.message }).toEqual({
      ...{ name: "Interrupted", message: `Stopped after ${tokens.length} tokens.` },
    });
    expect({ code, ended }).toEqual({ code: 130, ended: null });
  });

  it("ends quietly when the reader has gone", async () => {
    const started = cairn.start(["generate", "--model", "run", "--prompt", "of", "--max-tokens", "1000000"]);
    started.child.stdout!.once("data", () => started.child.stdout!.destroy());
    const { code, stderr } = await started.ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("a model that can not be used", () => {
  const flip = (path: string) => {
    const bytes = readFileSync(path);
    bytes[bytes.length - 5]! ^= 64;
    writeFileSync(path, bytes);
  };
  const config = (path: string, changes: object) =>
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, "utf8")), ...changes }));

  const cases: [name: string, from: string, damage: (dir: string) => void, text: string][] = [
    [
      "cut short, in a run",
      "run",
      (dir) => truncateSync(join(dir, "model.safetensors"), 5000),
      "was changed or damaged",
    ],
    ["with a flipped byte, in a run", "run", (dir) => flip(join(dir, "model.safetensors")), "was changed or damaged"],
    [
      "with another config.json, in a run",
      "run",
      (dir) => config(join(dir, "config.json"), { n_layer: 3 }),
      "was changed or damaged",
    ],
    ["without a checkpoint", "run", (dir) => rmSync(join(dir, "state.json")), "has no checkpoint yet"],
    ["cut short", "plain", (dir) => truncateSync(join(dir, "model.safetensors"), 5000), "model.safetensors: "],
    [
      "of random bytes",
      "plain",
      (dir) => writeFileSync(join(dir, "model.safetensors"), Buffer.alloc(999, 7)),
      "model.safetensors: ",
    ],
    [
      "of another architecture",
      "plain",
      (dir) => config(join(dir, "config.json"), { model_type: "llama" }),
      "model_type is not what a GPT-2 needs",
    ],
    ["of another width", "plain", (dir) => config(join(dir, "config.json"), { n_embd: 64 }), "does not fit the model"],
    [
      "with fewer layers",
      "plain",
      (dir) => config(join(dir, "config.json"), { n_layer: 3 }),
      "weights that the model does not have",
    ],
    [
      "with a broken config",
      "plain",
      (dir) => writeFileSync(join(dir, "config.json"), "{"),
      "config.json is not a JSON object",
    ],
    [
      "with another tokenizer",
      "plain",
      (dir) => writeFileSync(join(dir, "tokenizer.json"), '{"version":"1.0"}'),
      "tokenizer",
    ],
    ["without a tokenizer", "plain", (dir) => rmSync(join(dir, "tokenizer.json")), "has no tokenizer"],
    ["that is an empty folder", "plain", (dir) => rmSync(dir, { recursive: true }), "does not exist"],
  ];

  it.each(cases)("%s", async (_, from, damage, text) => {
    const dir = at("bad");
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir);
    for (const name of ["config.json", "model.safetensors", "tokenizer.json"]) cpSync(at("run", name), join(dir, name));
    if (from === "run") cpSync(at("run"), dir, { recursive: true });
    damage(dir);
    const { code, stdout, stderr } = await generate("--model", "bad", "--prompt", "of");
    expect(stderr).toContain(text);
    expect(stderr).toContain("\n  fix:      ");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  });

  it("names a character that the tokenizer does not have", async () => {
    const chars = [
      "train",
      "gpt",
      "--preset",
      "shakespeare-char",
      "--from",
      "text.txt",
      "--steps",
      "1",
      "--out",
      "chars",
    ];
    await cairn.train(chars);
    const { code, stdout } = await generate("--model", "chars", "--prompt", "naïve", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error).toMatchObject({ name: "TokenizerError", given: '"ï" (U+00EF) at index 2' });
  });

  it("refuses input that is not text", async () => {
    const input = Uint8Array.of(0xff, 0xfe, 0x80);
    const { code, stderr } = await cairn.run(["generate", "--model", "run", "--prompt", "-"], { input });
    expect(stderr).toContain("standard input is not text");
    expect(code).toBe(2);
  });
});

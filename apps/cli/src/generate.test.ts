import { cpSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
      ...{ tokens: new Array(8).fill(number), seconds: number, tokensPerSecond: number },
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

  it("opens a plain folder in Hugging Face's form", async () => {
    mkdirSync(at("plain"));
    for (const name of ["config.json", "model.safetensors", "tokenizer.json"])
      cpSync(at("run", name), at("plain", name));
    const plain = await generate("--model", "plain", "--prompt", "of the", "--temperature", "0");
    const run = await generate("--model", "run", "--prompt", "of the", "--temperature", "0");
    expect(plain).toEqual({ code: 0, stdout: run.stdout, stderr: "" });
  });

  it("stops at Ctrl-C with 130", async () => {
    const started = cairn.start(["generate", "--model", "run", "--prompt", "of", "--max-tokens", "1000000"]);
    started.child.stdout!.once("data", () => started.child.kill("SIGINT"));
    const { code, stderr } = await started.ended;
    expect(stderr).toMatch(/Stopped after \d+ tokens\./);
    expect(code).toBe(130);
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
    ["without a tokenizer", "plain", (dir) => rmSync(join(dir, "tokenizer.json")), "without tokenizer.json"],
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

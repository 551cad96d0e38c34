import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
}, 60_000);
afterAll(() => cairn.remove());

describe("--help", () => {
  it.each([
    [["--help"], "cairn train gpt --preset stories"],
    [["train", "--help"], "cairn train gpt --preset stories"],
    [["train", "gpt", "--help"], "cairn train gpt --preset shakespeare-char --from input.txt --seed 1"],
    [["generate", "--help"], 'cairn generate --model runs/stories --prompt "One sunny day, Mia" --temperature 0.7'],
    [["attend", "--help"], 'cairn attend --model runs/stories --prompt "One sunny day, Mia" --layer 3 --head 2'],
    [["tokenize", "--help"], 'cairn tokenize --encode "I chose that bank for"'],
    [["tokenize", "train", "--help"], "cairn tokenize train --from books.txt --vocab-size 4096"],
    [["inspect", "--help"], "cairn inspect runs/stories"],
    [["logits", "--help"], 'cairn logits --model runs/stories --tokens "1,2,3" --json'],
    [["predict", "--help"], "cairn predict --model runs/lesson-7 seven.png"],
    [["download", "--help"], "cairn download mnist"],
    [["playground", "--help"], "cairn playground --port 4173 --no-open"],
    [["bench", "--help"], "cairn bench w3 w5 --threads 1"],
    [["doctor", "--help"], "cairn doctor"],
    [["lessons", "--help"], "cairn lessons"],
    [["graph", "--help"], 'cairn graph "relu(a*b) + d" a=4 b=-2 d=5 --steps 3'],
    [["vectors", "--help"], "cairn vectors neighbours cricket --vectors vectors.bin"],
    [["lesson", "--help"], "cairn lesson 2"],
    [["lesson", "2", "--help"], "cairn lesson 2"],
  ])("of %j ends with an example", async (args, example) => {
    const { code, stdout, stderr } = await cairn.run(args);
    expect(code).toBe(0);
    expect(stderr).toBe("");
    expect(stdout.trimEnd().split("\n").slice(-2)).toEqual(["Example:", `  ${example}`]);
  });

  it("fits into 80 columns", async () => {
    const { stdout } = await cairn.run(["train", "gpt", "--help"]);
    expect(stdout.split("\n").filter((line) => line.length > 80)).toEqual([]);
  });

  it("names the command as it was started", async () => {
    const example = async (npm_lifecycle_event: string) =>
      (await cairn.run(["doctor", "--help"], { env: { npm_lifecycle_event } })).stdout.trimEnd().split("\n").at(-1);
    expect(await example("cairn")).toBe("  npm run -s cairn -- doctor");
    expect(await example("npx")).toBe("  npx @cairn-ml/cli doctor");
  });

  it("loads none of the heavy packages", () => {
    const seen = new Set<string>();
    const read = (file: string): string => {
      if (seen.has(file)) return "";
      seen.add(file);
      const text = readFileSync(file, "utf8");
      const imports = [...text.matchAll(/^import[^"(]*"(\.\/[^"]+)"/gm)].map(([, name]) => join(file, "..", name!));
      return text + imports.map(read).join("");
    };
    const loaded = read(cairn.main);
    expect(loaded).toContain("exitOverride"); // commander, which it does need
    expect(loaded).not.toContain("model.safetensors.next");
    expect(loaded).not.toContain("WebAssembly");
    expect(loaded.length).toBeLessThan(300_000);
  });
});

it("--version prints the version alone", async () => {
  const { code, stdout } = await cairn.run(["--version"]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

const wrong: [args: string[], text: string][] = [
  [["logits", "--model", "run"], "--tokens <list> is missing"],
  [["logits", "--model", "run", "--tokens", "1,a"], '--tokens: "1,a" is no list of tokens'],
  [["logits", "--model", "run", "--tokens", ""], '--tokens: "" is no list of tokens'],
  [["logits", "--model", "run", "--tokens", "1", "--quantize", "int4"], '--quantize: "int4" is not one of the choices'],
  [["inspect"], "missing required argument 'path'"],
  [["trian"], "unknown command 'trian'"],
  [["train", "gtp"], "unknown command 'gtp'"],
  [["train", "gpt", "--sed", "3"], "unknown option '--sed'"],
  [["train", "gpt", "--seed", "abc"], '--seed: "abc" is not a whole number of 0 or more'],
  [["train", "gpt", "--seed", "-1"], '--seed: "-1" is not a whole number of 0 or more'],
  [["train", "gpt", "--seed", "1e3"], '--seed: "1e3" is not a whole number of 0 or more'],
  [["train", "gpt", "--seed", "9007199254740993"], "is not a whole number of 0 or more"],
  [["train", "gpt", "--steps", "-1"], '--steps: "-1" is not a whole number of 1 or more'],
  [["train", "gpt", "--steps", "0"], '--steps: "0" is not a whole number of 1 or more'],
  [["train", "gpt", "--threads", "0"], '--threads: "0" is not a whole number from 1 to 64'],
  [["train", "gpt", "--threads", "65"], '--threads: "65" is not a whole number from 1 to 64'],
  [["train", "gpt", "--save-every", "0"], '--save-every: "0" is not a whole number of 1 or more'],
  [["train", "gpt", "--device", "gpu"], '--device: "gpu" is not one of the choices'],
  [["train", "gpt", "--preset", "stroies"], '--preset: "stroies" is not one of the choices'],
  [["train", "gpt", "--preset", "shakespeare-char"], "the preset shakespeare-char needs a text"],
  [["train", "gpt", "extra"], "too many arguments"],
  [["train", "gpt", "--steps"], "has no value"],
  [["train"], "no command was given"],
  [[], "no command was given"],
  [["bench", "w5", "w12"], 'there is no workload "w12"'],
  [["bench", "w5", "--threads", "0"], '--threads: "0" is not a whole number from 1 to 64'],
  [["bench", "w5", "--repeats", "0"], '--repeats: "0" is not a whole number of 1 or more'],
  [["bench", "w5", "--seconds", "0"], '--seconds: "0" is not a number above 0 and at most 60'],
  [["generate", "--prompt", "x"], "--model <dir> is missing"],
  [["attend", "--prompt", "a"], "--model <dir> is missing"],
  [["attend", "--model", "x"], "attend: there is nothing to read"],
  [["attend", "--model", "x", "--prompt", "a", "--layer", "-1"], "is not a whole number of 0 or more"],
  [["attend", "--model", "x", "--prompt", "a", "--head", "x"], "is not a whole number of 0 or more"],
  [["attend", "--model", "x", "--prompt", "a", "--svg", "a.png"], '--svg: "a.png" is no name of such a file'],
  [["attend", "--model", "x", "--prompt", "a", "--png", "a"], '--png: "a" is no name of such a file'],
  [["attend", "--model", "x", "--prompt", "a", "--lens", "--head", "1"], "--lens has no heads"],
  [["attend", "--model", "x", "--prompt", "a", "--lens", "--svg", "a.svg"], "--lens has no heads, and is not drawn"],
  [["generate", "--model", "x"], "there is nothing to read"],
  [["generate", "--model", "x", "--prompt", "a", "--tokens", "1"], "there is a prompt, and there are tokens"],
  [["generate", "--model", "x", "--tokens", "1,a"], '--tokens: "1,a" is no list of tokens'],
  [["generate", "--model", "x", "--tokens", ""], '--tokens: "" is no list of tokens'],
  [["generate", "--model", "x", "--tokens", "-1"], '--tokens: "-1" is no list of tokens'],
  [["generate", "--model", "x", "--prompt", "a", "--n", "0"], "is not a whole number from 1 to 64"],
  [["generate", "--model", "x", "--prompt", "a", "--min-p", "2"], "is not a number above 0 and at most 1"],
  [["generate", "--model", "x", "--prompt", "a", "--repetition-penalty", "0"], "is not a number above 0"],
  [["generate", "--model", "x", "--prompt", "a", "--logit-bias", "5"], '--logit-bias: "5" is no bias of a token'],
  [["generate", "--model", "x", "--prompt", "a", "--logit-bias", "5=inf"], '"5=inf" is no bias of a token'],
  [["generate", "--model", "x", "--prompt", "a", "--logit-bias", "5=1,5=2"], '"5=2" is no bias of a token'],
  [["generate", "--model", "x", "--prompt", "a", "--logprobs", "x"], "is not a whole number from 0 to 100"],
  [["generate", "--model", "x", "--prompt", "a", "--quantize", "int4"], '--quantize: "int4" is not one of the choices'],
  [["generate", "--model", "x", "--prompt", "a", "--stop", ""], "--stop: the text is empty"],
  [
    ["generate", "--model", "x", "--prompt", "a", "--greedy", "--temperature", "1"],
    "--greedy and --temperature do not",
  ],
  [["generate", "--model", "x", "--prompt", "a", "--watch", "--n", "2"], "--watch and --n do not go together"],
  [["generate", "--model", "x", "--prompt", "a", "--watch", "--logprobs", "2"], "--watch and --logprobs do not"],
  [["generate", "--model", "x", "--prompt", ""], "the prompt is empty"],
  [["generate", "--model", "x", "--prompt", "-"], "the prompt is empty"],
  [["generate", "--model", "x", "--prompt", "x", "--temperature", "-1"], "is not a number of 0 or more"],
  [["generate", "--model", "x", "--prompt", "x", "--temperature", "warm"], "is not a number of 0 or more"],
  [["generate", "--model", "x", "--prompt", "x", "--top-k", "0"], "is not a whole number of 1 or more"],
  [["generate", "--model", "x", "--prompt", "x", "--top-p", "1.5"], "is not a number above 0 and at most 1"],
  [["generate", "--model", "x", "--prompt", "x", "--max-tokens", "0"], "is not a whole number of 1 or more"],
];

describe("bad usage", () => {
  it.each(wrong)("%j is told on standard error, exit 2", async (args, text) => {
    const { code, stdout, stderr } = await cairn.run(args);
    expect(stderr).toContain(text);
    expect(stderr).toContain("  fix:  ");
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(stdout).toBe("");
    expect(code).toBe(2);
  });

  it.each(wrong)("%j --json is a document on standard output, exit 2", async (args, text) => {
    const { code, stdout } = await cairn.run(
      args.includes("--steps") && args.length === 3 ? ["--json", ...args] : [...args, "--json"],
    );
    const { error, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({});
    expect(error.name).toBe("UsageError");
    expect(error.message).toContain(text);
    expect(Object.keys(error).every((key) => ["name", "message", "given", "expected", "fix"].includes(key))).toBe(true);
    expect(stdout.endsWith("}\n")).toBe(true);
    expect(code).toBe(2);
  });

  it("suggests the nearest option and command", async () => {
    const { stderr } = await cairn.run(["train", "gpt", "--sed", "3"]);
    expect(stderr).toMatchInlineSnapshot(`
      "UsageError: cairn: unknown option '--sed'.
        given:    --sed
        expected: an option that --help lists
        fix:      did you mean --seed?
      "
    `);
    expect((await cairn.run(["trian"])).stderr).toMatchInlineSnapshot(`
      "UsageError: cairn: unknown command 'trian'.
        given:    trian
        expected: a command that --help lists
        fix:      did you mean train?
      "
    `);
  });

  it("shows where it happened only with --verbose", async () => {
    const { stderr } = await cairn.run(["train", "gpt", "--seed", "abc", "--verbose"]);
    expect(stderr).toMatch(/^\s+at /m);
  });
});

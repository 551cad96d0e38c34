import { readFileSync } from "node:fs";
import { join } from "node:path";
import { tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, type RunOptions, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const tokenize = (args: readonly string[], options?: RunOptions) => cairn.run(["tokenize", ...args], options);
const documentOf = async (args: readonly string[], input?: string | Uint8Array): Promise<unknown> => {
  const { code, stdout, stderr } = await tokenize([...args, "--json"], input === undefined ? {} : { input });
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  return JSON.parse(stdout);
};
const errorOf = async (args: readonly string[], input = ""): Promise<string> => {
  const { code, stdout, stderr } = await tokenize(args, { input });
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  return stderr.replaceAll(cairn.folder, "…");
};

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText());
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn tokenize", () => {
  it("gives the tokens of GPT-2 and their pieces, and the text of tokens", async () => {
    expect(await documentOf(["--encode", "I chose that bank for"])).toEqual({
      tokens: [40, 7690, 326, 3331, 329],
      pieces: ["I", " chose", " that", " bank", " for"],
    });
    expect(await documentOf(["--decode", "40,7690, 326"])).toEqual({ text: "I chose that" });
    expect(await documentOf(["--decode", "-"], "[40, 7690]\n")).toEqual({ text: "I chose" });
    expect(await documentOf(["--encode", ""])).toEqual({ tokens: [], pieces: [] });
    expect(await documentOf(["--decode", ""])).toEqual({ text: "" });
  });

  it("takes standard input byte for byte", async () => {
    expect(await documentOf(["--encode", "-"], " \ufeffa\r\nb \n")).toEqual({
      tokens: [27332, 119, 123, 64, 201, 198, 65, 220, 198], // 27332: a space and the first byte of the mark
      pieces: [" \ufffd", "\ufffd", "\ufffd", "a", "\r", "\n", "b", " ", "\n"],
    });
    // 0xff is no part of UTF-8, and a token like any other byte
    expect(await documentOf(["--encode", "-"], Uint8Array.of(0x61, 0xff, 0x0a))).toEqual({
      tokens: [64, 187, 198],
      pieces: ["a", "\ufffd", "\n"],
    });
    expect(await documentOf(["--encode", "-"])).toEqual({ tokens: [], pieces: [] });
  });

  it("finds special tokens only where they are allowed", async () => {
    expect(await documentOf(["--encode", "<|endoftext|>"])).toHaveProperty("tokens.length", 7);
    expect(await documentOf(["--encode", "a<|endoftext|>", "--allow-special"])).toEqual({
      tokens: [64, 50256],
      pieces: ["a", "<|endoftext|>"],
    });
    const bytes = { input: Uint8Array.of(0xff) };
    expect((await tokenize(["--encode", "-", "--allow-special"], bytes)).stderr).toContain(
      "standard input is not text",
    );
  });

  it("shows pieces and tokens: what moves a cursor as an escape, parts of a character in hexadecimal", async () => {
    const { stdout } = await tokenize(["--encode", "-"], { input: "he said “hi”\nwith 😀\u001b[31m\tnow" });
    expect(stdout).toMatchInlineSnapshot(`
      "he| said| \\xe2\\x80|\\x9c|hi|\\xe2\\x80|\\x9d|\\n
      with| \\xf0\\x9f\\x98|\\x80|\\u{1b}|[|31|m|\\t|now

      258 531 564 250 5303 447 251 198 4480 30325 222 215 58 3132 76 197 2197
      "
    `);
    const { stdout: coloured } = await tokenize(["--encode", "a b"], { env: { FORCE_COLOR: "1" } });
    expect(coloured).toBe(
      "\u001b[46m\u001b[30ma\u001b[39m\u001b[49m\u001b[42m\u001b[30m b\u001b[39m\u001b[49m\n\n64 275\n",
    );
    expect((await tokenize(["--decode", "64,198,275"])).stdout).toBe("a\n b\n");
  });

  it("uses the tokenizer of a folder", async () => {
    cairn.write("vocab.json", JSON.stringify({ a: 0, b: 1, ab: 2 }));
    cairn.write("merges.txt", "#version: 0.2\na b\n");
    expect(await documentOf(["--tokenizer", ".", "--encode", "aba"])).toEqual({ tokens: [2, 0], pieces: ["ab", "a"] });
    expect(await errorOf(["--tokenizer", "nowhere", "--encode", "a"])).toContain("tokenize: nowhere does not exist.");
    expect(await errorOf(["--tokenizer", "..", "--encode", "a"])).toContain("tokenize: .. holds no tokenizer.");
    expect(await errorOf(["--tokenizer", ".", "--encode", "abc"])).toContain("encode: byte 99 has no token.");
    expect(await errorOf(["--tokenizer", ".", "--decode", "1,3"])).toContain(
      "decode: token 3 is not in the vocabulary.",
    );
  });

  it("takes a megabyte of one letter in a moment", async () => {
    const document = await documentOf(["--encode", "-"], "a".repeat(1_000_000));
    expect(document).toHaveProperty("tokens.length", 250_000); // quadratic time would be hours
  });

  it.each<[string[], string]>([
    [[], "say either --encode or --decode"],
    [["--encode", "a", "--decode", "1"], "say either --encode or --decode"],
    [["--decode", "1,x"], '"x" is no token'],
    [["--decode", "-1"], '"-1" is no token'],
    [["--tokenizer", "", "--encode", "a"], "--tokenizer names no folder"],
    [["train"], "--from <file> is missing"],
    [["train", "--from", "text.txt", "--vocab-size", "255"], "is not a whole number of 256 or more"],
    [["train", "--from", "text.txt", "--min-count", "0"], "is not a whole number of 1 or more"],
  ])("%j is told, exit 2", async (args, text) => {
    const { code, stdout, stderr } = await tokenize(args);
    expect(stderr).toContain(text);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("cairn tokenize train", () => {
  const train = (...args: string[]) => ["train", "--from", "text.txt", "--vocab-size", "300", ...args];

  it("learns a tokenizer that tokenize takes, as Hugging Face has it", async () => {
    const number = expect.any(Number);
    expect(await documentOf(train("--out", "own"))).toEqual({
      ...{ command: "tokenize train", from: "text.txt", out: "own", vocabSize: 300 },
      ...{ bytes: sampleText().length, tokens: number, seconds: number },
    });
    const saved = JSON.parse(readFileSync(join(cairn.folder, "own", "tokenizer.json"), "utf8"));
    expect(saved.model.merges.length).toBe(44);
    const tokens = [...tokenizerFromJSON(saved).encode("ba ce di")];
    expect(await documentOf(["--tokenizer", "own", "--encode", "ba ce di"])).toHaveProperty("tokens", tokens);
  });

  it("says what it has learned, and replaces nothing without a word", async () => {
    const { code, stdout } = await tokenize(train("--out", "said"));
    expect(code).toBe(0);
    expect(stdout.replace(/in \d+ s/, "in 0 s")).toMatchInlineSnapshot(`
      "300 tokens, learned from 3,002 bytes in 0 s: the text is 1,277 of them, 2.35 bytes each.
      Saved to said/tokenizer.json. Try it:
        cairn tokenize --tokenizer said --encode "some text"
      "
    `);
    expect(await errorOf(train("--out", "said"))).toMatchInlineSnapshot(`
      "InputError: tokenize train: said/tokenizer.json is there already.
        given:    --out said
        expected: a folder without a tokenizer
        fix:      choose another folder, or give --overwrite
      "
    `);
    expect((await tokenize(train("--out", "said", "--overwrite"))).code).toBe(0);
    const { stderr } = await tokenize(["train", "--from", "text.txt", "--vocab-size", "9999", "--out", "all"]);
    expect(stderr).toContain("No other pair of tokens occurs 2 times");
    expect(await errorOf(["train", "--from", "nothing.txt"])).toContain("tokenize train: nothing.txt does not exist.");
  });
});

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init, Rng } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import { type FileContent, GPT, type GPTConfig, gptFiles, readGPT } from "./index.js";
import { loadGPT } from "./node.js";

const config: GPTConfig = { vocabSize: 300, contextLength: 4, layers: 2, heads: 2, width: 4 };
const tokenizer = BpeTokenizer.train("one two three two one two three ".repeat(9), { vocabSize: 270 });
const values = (model: GPT) => new Map([...model.namedParameters()].map(([name, p]) => [name, p.toArray()]));

let model: GPT;
let files: Map<string, FileContent>;
beforeAll(async () => {
  await init();
  model = new GPT(new Rng(1), config);
  files = new Map([...gptFiles(model, tokenizer)].map(([name, parts]) => [name, new Blob(parts)]));
});
const without = (name: string) => new Map([...files].filter(([each]) => each !== name));

describe("the files of a model", () => {
  it("are read again to the bit, from files of a page or from memory", async () => {
    const read = await readGPT(files);
    expect(values(read.model)).toEqual(values(model));
    expect(read.tokenizer!.toJSON()).toEqual(tokenizer.toJSON());
    const inMemory = new Map<string, FileContent>();
    for (const [name, file] of files) inMemory.set(name, new Uint8Array(await (file as Blob).arrayBuffer()));
    expect(values((await readGPT(inMemory)).model)).toEqual(values(model));
  });

  it("are what loadGPT opens on a disk", async () => {
    const folder = mkdtempSync(join(tmpdir(), "cairn-files-"));
    const made = new GPT(new Rng(2), { ...config, vocabSize: 3, bias: false });
    for (const [name, parts] of gptFiles(made, CharTokenizer.train("abc"))) {
      writeFileSync(join(folder, name), Buffer.concat(parts));
    }
    const loaded = await loadGPT(folder);
    expect(values(loaded.model)).toEqual(values(made));
    expect(loaded.tokenizer!.decode([0, 2])).toBe("ac");
    rmSync(folder, { recursive: true });
  });

  it("may lack the tokenizer's, and call the weights as they like", async () => {
    const bare = new Map([...gptFiles(model, null)].map(([name, parts]) => [name, new Blob(parts)]));
    const renamed = new Map([
      ["config.json", bare.get("config.json")!],
      ["my.safetensors", bare.get("model.safetensors")!],
    ]);
    expect((await readGPT(renamed)).tokenizer).toBe(null);
  });

  it("are refused when they are not whole, or not a model's", async () => {
    await expect(readGPT(without("config.json"))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readGPT: there is no config.json among the files.
        given:    model.safetensors, tokenizer.json, vocab.json, merges.txt, tokenizer_config.json
        expected: config.json, model.safetensors (or one .npz), and the files of its tokenizer; or one .gguf, which has all in it
        fix:      give all files of the model's folder at once, or the folder]
    `);
    await expect(readGPT(without("model.safetensors"))).rejects.toThrow(
      "there is no model.safetensors among the files.",
    );
    await expect(readGPT(new Map([...files, ["config.json", new Blob(["[1]"])]]))).rejects.toThrow(
      "config.json is not a JSON object.",
    );
    await expect(readGPT(new Map([...files, ["model.safetensors", new Blob(["hello"])]]))).rejects.toThrow(
      "model.safetensors: the file is too short.",
    );
    const other = BpeTokenizer.train("a b c ".repeat(9), { vocabSize: 257 });
    const small = new GPT(new Rng(1), { ...config, vocabSize: 256 });
    const mixed = new Map([...gptFiles(small, other)].map(([name, parts]) => [name, new Blob(parts)]));
    await expect(readGPT(mixed)).rejects.toThrow("the tokenizer in these files is not the model's.");
  });
});

import { init, Rng, type Tensor } from "@cairn-ml/tensor";
import { BpeTokenizer } from "@cairn-ml/tokenizers";
import { beforeAll, describe, expect, it } from "vitest";
import { gguf, npz } from "./files-of-others.test-tools.js";
import { type FileContent, GPT, type GPTConfig, gptFiles, modelFilesOf, quantizedLayers, readGPT } from "./index.js";
import { asGguf } from "./weights.test-tools.js";

const config: GPTConfig = { vocabSize: 300, contextLength: 4, layers: 2, heads: 2, width: 4 };
const tokenizer = BpeTokenizer.train("one two three two one two three ".repeat(9), { vocabSize: 270 });
const values = (model: GPT) => new Map([...model.namedParameters()].map(([name, p]) => [name, p.toArray()]));
const ggufSettings = {
  ...{ "general.architecture": "gpt2", "gpt2.context_length": 4, "gpt2.embedding_length": 4 },
  ...{ "gpt2.block_count": 2, "gpt2.attention.head_count": 2 },
};

let model: GPT;
let files: Map<string, FileContent>;
let weights: ReadonlyMap<string, Tensor>;
beforeAll(async () => {
  await init();
  model = new GPT(new Rng(1), config);
  weights = new Map<string, Tensor>(model.namedParameters());
  files = new Map([...gptFiles(model, tokenizer)].map(([name, parts]) => [name, new Blob(parts)]));
});
const named = (entries: Record<string, FileContent>) => new Map(Object.entries(entries));
const pick = (...names: string[]) => new Map(names.map((name) => [name, files.get(name)!]));

describe("readGPT", () => {
  it("builds a GGUF file's model as the file itself says, alone or beside another config.json", async () => {
    const file = new Blob([new Uint8Array(gguf(ggufSettings, asGguf(weights)))]);
    for (const beside of [{}, { "config.json": new Blob(['{"model_type":"llama"}']) }]) {
      const read = await readGPT(named({ "tiny.gguf": file, ...beside }));
      expect(read.config).toMatchObject(config);
      expect(read.tokenizer).toBe(null);
      expect(values(read.model)).toEqual(values(model));
    }
    const both = new Map([...pick("tokenizer.json"), ["tiny.gguf", file] as const]);
    expect((await readGPT(both)).tokenizer!.vocabSize).toBe(tokenizer.vocabSize);
  });

  it("reads npz beside a config.json", async () => {
    const file = new Blob([new Uint8Array(npz(weights))]);
    const read = await readGPT(new Map([...pick("config.json"), ["weights.npz", file] as const]));
    expect(values(read.model)).toEqual(values(model));
    await expect(readGPT(named({ "weights.npz": file }))).rejects.toThrow("there is no config.json among the files.");
  });

  it("makes the weights int8 on the way", async () => {
    const { model } = await readGPT(files, { dtype: "int8" });
    expect([...quantizedLayers(model).keys()].every(({ disposed }) => disposed)).toBe(true);
  });

  it("tells how far it is, and ends when it is asked to", async () => {
    const told: (readonly [number, number])[] = [];
    await readGPT(files, { onProgress: (...each) => void told.push(each) });
    const size = (files.get("model.safetensors") as Blob).size;
    expect(told.every(([, total]) => total === size)).toBe(true);
    expect(told.map(([done]) => done)).toEqual(told.map(([done]) => done).sort((a, b) => a - b));
    expect(told.at(-1)![0]).toBe(size);
    const stop = new AbortController();
    const reading = readGPT(files, { signal: stop.signal, onProgress: () => stop.abort(new Error("enough")) });
    await expect(reading).rejects.toThrow("enough");
  });

  it("says which file is missing, and what was given in its place", async () => {
    const more = (name: string) => new Map([...pick("config.json"), [name, new Blob(["x"])] as const]);
    await expect(readGPT(more("pytorch_model.bin"))).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readGPT: pytorch_model.bin is a pickle, which is not read.
        given:    a program for Python's pickle machine, which could do anything when run
        expected: model.safetensors, .gguf or .npz, which hold numbers only
        fix:      convert it in Python, where you trust it, with safetensors.torch.save_file]
    `);
    const two = new Map([...more("a.npz"), ["b.npz", new Blob(["x"])] as const]);
    await expect(readGPT(two)).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readGPT: there are several files of weights.
        given:    a.npz, b.npz
        expected: one of them, or model.safetensors, or model.safetensors.index.json beside its parts
        fix:      give one: a.npz and config.json, say]
    `);
    const none = pick("config.json", "tokenizer.json");
    await expect(readGPT(none)).rejects.toThrowErrorMatchingInlineSnapshot(`
      [ValueError: readGPT: there is no model.safetensors among the files.
        given:    config.json, tokenizer.json
        expected: config.json, model.safetensors (or one .npz), and the files of its tokenizer; or one .gguf, which has all in it
        fix:      give all files of the model's folder at once, or the folder]
    `);
  });
});

describe("modelFilesOf", () => {
  it("leaves out what is not read", async () => {
    const run = named({
      "optimizer.safetensors": new Blob(["x"]),
      "run.json": new Blob(["{}"]),
      "log.csv": new Blob(),
    });
    expect([...(await modelFilesOf(new Map([...files, ...run]))).keys()].sort()).toEqual([...files.keys()].sort());
    const index = new Blob([JSON.stringify({ weight_map: { a: "part-1.safetensors", b: "part-2.safetensors" } })]);
    const parts = {
      "part-1.safetensors": new Blob(),
      "part-2.safetensors": new Blob(),
      "other.safetensors": new Blob(),
    };
    const divided = named({ "model.safetensors.index.json": index, ...parts });
    expect([...(await modelFilesOf(divided)).keys()]).toEqual([
      "model.safetensors.index.json",
      "part-1.safetensors",
      "part-2.safetensors",
    ]);
  });
});

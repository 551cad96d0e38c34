import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readSafetensors, type SafetensorsEntry, toEntry, writeSafetensors } from "@cairn-ml/data";
import { fromData, init, Rng, type Tensor } from "@cairn-ml/tensor";
import { BpeTokenizer, CharTokenizer } from "@cairn-ml/tokenizers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GPT, type GPTConfig, toHuggingFace } from "../index.js";
import { loadGPT, openWeights, saveGPT } from "../node.js";
import { asNanoGPT } from "../weights.test-tools.js";

const folder = mkdtempSync(join(tmpdir(), "cairn-gpt-"));
const at = (...names: string[]) => join(folder, ...names);
const config: GPTConfig = { vocabSize: 300, contextLength: 4, layers: 2, heads: 2, width: 4 };
const values = (model: GPT) => new Map([...model.namedParameters()].map(([name, p]) => [name, p.toArray()]));
const write = (name: string, content: object | Uint8Array) =>
  writeFileSync(at(name), content instanceof Uint8Array ? content : JSON.stringify(content));

let model: GPT;
beforeAll(async () => {
  await init();
  model = new GPT(new Rng(1), config);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Makes a folder, with a config, and gives its path. */
function made(name: string, json: object = toHuggingFace(config)): string {
  mkdirSync(at(name));
  write(join(name, "config.json"), json);
  return at(name);
}

const encoded = (weights: ReadonlyMap<string, Tensor>) =>
  writeSafetensors(new Map([...weights].map(([name, x]) => [name, toEntry(x)])));

describe("loadGPT", () => {
  it("opens what saveGPT wrote, with the tokenizer, to the bit", async () => {
    const tokenizer = BpeTokenizer.train("one two three two one two three ".repeat(9), { vocabSize: 270 });
    await saveGPT(at("saved"), model, { tokenizer });
    const loaded = await loadGPT(at("saved"));
    expect(values(loaded.model)).toEqual(values(model));
    expect(loaded.config).toEqual(model.config);
    expect(loaded.tokenizer!.toJSON()).toEqual(tokenizer.toJSON());
    const bytes = readFileSync(at("saved/model.safetensors"));
    await saveGPT(at("again"), loaded.model, loaded);
    for (const name of ["model.safetensors", "config.json", "vocab.json", "merges.txt", "tokenizer_config.json"]) {
      expect(readFileSync(at("again", name)), name).toEqual(readFileSync(at("saved", name)));
    }
    expect(readSafetensors(bytes).metadata).toEqual(new Map([["format", "pt"]]));
    const file = await loadGPT(at("saved/model.safetensors"));
    expect(values(file.model)).toEqual(values(model));
  });

  it("opens a model without a tokenizer, and one of characters", async () => {
    await saveGPT(at("bare"), model);
    expect((await loadGPT(at("bare"))).tokenizer).toBe(null);
    await saveGPT(at("characters"), model, { tokenizer: CharTokenizer.train("abc") });
    expect((await loadGPT(at("characters"))).tokenizer!.decode([0, 2])).toBe("ac");
  });

  it("opens weights that are divided into files", async () => {
    const dir = made("divided");
    const all = [...model.weightsToSave()];
    const parts: [string, Map<string, Tensor>][] = [
      ["model-00001-of-00002.safetensors", new Map(all.slice(0, 9))],
      ["model-00002-of-00002.safetensors", new Map(all.slice(9))],
    ];
    for (const [name, part] of parts) write(join("divided", name), encoded(part));
    const weight_map = Object.fromEntries(parts.flatMap(([name, part]) => [...part.keys()].map((key) => [key, name])));
    write("divided/model.safetensors.index.json", { metadata: { total_size: 1 }, weight_map });
    expect(values((await loadGPT(dir)).model)).toEqual(values(model));
    const away = { ...weight_map, "transformer.wte.weight": "../divided/model-00001-of-00002.safetensors" };
    write("divided/model.safetensors.index.json", { weight_map: away });
    await expect(loadGPT(dir)).rejects.toThrow("names a file outside its folder");
    write("divided/model.safetensors.index.json", { weight_map: { ...weight_map, x: parts[0]![0] } });
    await expect(loadGPT(dir)).rejects.toThrow("names a tensor that is not there");
  });

  it("opens nanoGPT's weights beside nanoGPT's config", async () => {
    const { vocabSize, contextLength, layers, heads, width } = config;
    const args = { vocab_size: vocabSize, block_size: contextLength, n_layer: layers, n_head: heads, n_embd: width };
    const dir = made("nano", { ...args, bias: true, dropout: 0 });
    const weights = asNanoGPT(model.weightsToSave() as Map<string, Tensor>, "_orig_mod.");
    weights.set("_orig_mod.lm_head.weight", model.transformer.wte.weight); // nanoGPT saves it twice
    write("nano/ckpt.safetensors", encoded(weights));
    const loaded = await loadGPT(dir);
    expect(values(loaded.model)).toEqual(values(model));
    expect(loaded.config.activation).toBe("gelu");
  });

  it("reads F16 and BF16 as the float32 that they are", async () => {
    const entry = (dtype: "F16" | "BF16", x: Tensor): SafetensorsEntry => {
      const bits = Uint16Array.from({ length: x.size }, (_, i) => (dtype === "F16" ? 0x3c00 : 0x3f80) + i); // from 1 up
      return { dtype, shape: x.shape, data: new Uint8Array(bits.buffer) };
    };
    for (const [dtype, step] of [
      ["F16", 2 ** -10],
      ["BF16", 2 ** -7],
    ] as const) {
      made(dtype);
      const entries = [...model.weightsToSave()].map(([name, x]) => [name, entry(dtype, x)] as const);
      write(join(dtype, "model.safetensors"), writeSafetensors(new Map(entries)));
      const loaded = (await loadGPT(at(dtype))).model.transformer.h[1]!.ln_2.weight;
      expect([...loaded.data()]).toEqual([1, 1 + step, 1 + 2 * step, 1 + 3 * step]);
    }
  });

  it("refuses a model that is too large before it looks at the weights", async () => {
    const xl = { ...config, vocabSize: 50_257, contextLength: 1024, layers: 48, heads: 25, width: 1600 };
    const dir = made("xl", toHuggingFace(xl)); // there are none
    await expect(loadGPT(dir)).rejects.toThrow("1,557,611,200 parameters × 4 bytes = 6,230,444,800 bytes");
  });

  it("refuses pickles with the way to convert them", async () => {
    const dir = made("pickled");
    write("pickled/pytorch_model.bin", Uint8Array.of(0x80, 2, 0x7d, 0x2e));
    await expect(loadGPT(dir)).rejects.toThrow("pytorch_model.bin is a pickle, which is not read");
    await expect(loadGPT(join(dir, "pytorch_model.bin"))).rejects.toThrow("save_file(");
    copyFileSync(at("pickled/pytorch_model.bin"), at("pickled/model.safetensors")); // by another name
    await expect(loadGPT(dir)).rejects.toThrow("is a pickle");
  });

  it("names what is missing", async () => {
    await expect(loadGPT(at("nowhere"))).rejects.toThrow("does not exist");
    await expect(loadGPT(made("empty"))).rejects.toThrow("holds no weights");
    mkdirSync(at("lone"));
    write("lone/model.safetensors", encoded(model.weightsToSave()));
    await expect(loadGPT(at("lone"))).rejects.toThrow("has no config.json");
    write("lone/other.safetensors", encoded(model.weightsToSave()));
    rmSync(at("lone/model.safetensors"));
    write("lone/third.safetensors", encoded(model.weightsToSave()));
    await expect(loadGPT(at("lone"))).rejects.toThrow("several files of weights");
    await saveGPT(at("wordy"), model, { tokenizer: BpeTokenizer.train("abab".repeat(9), { vocabSize: 257 }) });
    write("wordy/config.json", toHuggingFace({ ...config, vocabSize: 256 }));
    await expect(loadGPT(at("wordy"))).rejects.toThrow("does not fit the model");
    const longer = new GPT(null, { ...config, vocabSize: 256 });
    await saveGPT(at("wordy"), longer);
    await expect(loadGPT(at("wordy"))).rejects.toThrow("the tokenizer in");
  });
});

describe("saveGPT", () => {
  it("leaves a run alone", async () => {
    mkdirSync(at("run"));
    write("run/run.json", {});
    await expect(saveGPT(at("run"), model)).rejects.toThrow("holds a run");
  });

  it("leaves no half file when the disk does not take it", async () => {
    mkdirSync(at("full/model.safetensors.tmp"), { recursive: true });
    await expect(saveGPT(at("full"), model)).rejects.toThrow("is a folder, not a file");
    expect(existsSync(at("full/config.json"))).toBe(false);
  });
});

describe("openWeights", () => {
  it("reads the directory alone, and closes its files", async () => {
    const weights = await openWeights("test", at("saved"));
    expect(weights.format).toBe("safetensors");
    expect(weights.tensors.get("transformer.h.0.attn.c_attn.weight")).toMatchObject({ dtype: "F32", shape: [4, 12] });
    await weights.close();
    await expect(weights.tensors.get("transformer.wte.weight")!.pieces().next()).rejects.toThrow();
  });
});

const shared = new URL("../../../../../shared/data/07-gpt2-models/", import.meta.url);
const absent = !existsSync(shared);
const suffix = absent ? ` (skipped: ${shared.pathname} is absent)` : "";

describe.skipIf(absent).each(["wasm", "reference"] as const)(`folders of others on %s${suffix}`, (device) => {
  it.each(["hf-tiny-random-gpt2", "tiny-gpt2-lm-buddy"])("%s comes back as it was", async (name) => {
    await init({ device });
    const { model, tokenizer } = await loadGPT(fileURLToPath(new URL(name, shared)));
    const copy = at(`${name}-${device}`);
    await saveGPT(copy, model, { tokenizer });
    const theirs = readSafetensors(readFileSync(new URL(`${name}/model.safetensors`, shared))).tensors;
    const ours = readSafetensors(readFileSync(join(copy, "model.safetensors"))).tensors;
    expect(ours.size).toBe(theirs.size);
    for (const [key, entry] of theirs) {
      const saved = ours.get(key) ?? ours.get(`transformer.${key}`)!;
      const bits = (data: Uint8Array) => Buffer.from(data).toString("hex");
      if (device === "wasm") expect(bits(saved.data), key).toBe(bits(entry.data));
      expect(saved.shape, key).toEqual(entry.shape);
    }
    const again = await loadGPT(copy);
    expect(values(again.model)).toEqual(values(model));
    expect(again.config).toEqual(model.config);
    const text = "lowest newer";
    if (tokenizer) expect(again.tokenizer!.encode(text)).toEqual(tokenizer.encode(text));
    const tokens = fromData([1, 2, 3], [1, 3], { dtype: "int32" });
    expect(again.model.forward(tokens).toArray()).toEqual(model.forward(tokens).toArray());
  });
});

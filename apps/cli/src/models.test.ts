import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { GPT, type GPTConfig, toHuggingFace } from "@cairn-ml/models-gpt";
import { saveGPT } from "@cairn-ml/models-gpt/node";
import { fromData, init, Rng } from "@cairn-ml/tensor";
import { CharTokenizer } from "@cairn-ml/tokenizers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

const config: GPTConfig = { vocabSize: 5, contextLength: 4, layers: 2, heads: 2, width: 4 };
let cairn: Cairn;
let model: GPT;

beforeAll(async () => {
  cairn = await buildCairn();
  await init();
  model = new GPT(new Rng(1), config);
  await saveGPT(join(cairn.folder, "bare"), model);
  await saveGPT(join(cairn.folder, "letters"), model, { tokenizer: CharTokenizer.train("abcde") });
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn inspect", () => {
  it("prints the document of its contract", async () => {
    for (const path of ["bare", "bare/model.safetensors"]) {
      const { code, stdout, stderr } = await cairn.run(["inspect", path, "--json"]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      const document = JSON.parse(stdout);
      const tensors = [...model.namedParameters()].map(([name, { shape }]) => ({ name, dtype: "F32", shape }));
      const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);
      expect(document.tensors.sort(byName)).toEqual(tensors.sort(byName));
      expect(document).toMatchObject({ format: "safetensors", parameters: 532, config: toHuggingFace(config) });
      expect(document.bytes).toBeGreaterThan(4 * 532);
    }
  });

  it("shows the parts of a model", async () => {
    const { code, stdout } = await cairn.run(["inspect", "bare"]);
    expect(code).toBe(0);
    expect(stdout).toMatchInlineSnapshot(`
      "bare/model.safetensors: safetensors
      ┌───────────┬─────────┬────────────┬───────┬──────┐
      │ part      │ tensors │ parameters │ bytes │ kind │
      ├───────────┼─────────┼────────────┼───────┼──────┤
      │ tokens    │       1 │         20 │    80 │ F32  │
      │ positions │       1 │         16 │    64 │ F32  │
      │ attention │       8 │        160 │   640 │ F32  │
      │ MLP       │       8 │        296 │ 1,184 │ F32  │
      │ norms     │      10 │         40 │   160 │ F32  │
      │ all       │      28 │        532 │ 4,608 │      │
      └───────────┴─────────┴────────────┴───────┴──────┘
      model_type gpt2, n_layer 2, n_head 2, n_embd 4, n_positions 4, vocab_size 5, activation_function gelu_new
      "
    `);
  });

  it("says what is wrong with a file", async () => {
    writeFileSync(join(cairn.folder, "bad.safetensors"), "hello");
    const { code, stderr } = await cairn.run(["inspect", "bad.safetensors"]);
    expect(code).toBe(1);
    expect(stderr).toContain("bad.safetensors: the file is too short.");
    expect((await cairn.run(["inspect", "nothing"])).stderr).toContain("does not exist");
  });
});

describe("cairn logits", () => {
  const logits = (...args: string[]) => cairn.run(["logits", "--model", "bare", ...args]);

  it("prints the document of its contract: the last position of each row, and the loss", async () => {
    const { code, stdout, stderr } = await logits("--tokens", "1,2,3", "--tokens", "4 0", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const forward = (tokens: number[]) => {
      const x = fromData(tokens, [1, tokens.length], { dtype: "int32" });
      return { all: model.forward(x).toArray() as number[][][], x };
    };
    const [a, b] = [forward([1, 2, 3]), forward([4, 0])];
    const document = JSON.parse(stdout);
    expect(document.logits).toEqual([a.all[0]![2], b.all[0]![1]]);
    const nats = (row: number[], target: number) =>
      fromData(row, [1, 5])
        .crossEntropy(fromData([target], [1], { dtype: "int32" }))
        .item();
    const loss = (nats(a.all[0]![0]!, 2) + nats(a.all[0]![1]!, 3) + nats(b.all[0]![0]!, 0)) / 3;
    expect(document.loss).toBeCloseTo(loss, 6);
    const all = JSON.parse((await logits("--tokens", "1,2,3", "--all", "--json")).stdout);
    expect(all.logits).toEqual(a.all);
    expect(JSON.parse((await logits("--tokens", "1", "--json")).stdout).loss).toBe(null);
  });

  it("shows the likeliest tokens, with their text where there is a tokenizer", async () => {
    const { stdout } = await cairn.run(["logits", "--model", "letters", "--tokens", "1,2"]);
    expect(stdout).toContain('2 "c"');
    expect(stdout).toMatch(/loss \d\.\d{4} nats a token, after the first\n$/);
    expect((await logits("--tokens", "1")).stdout).not.toContain('"');
  });

  it.each([
    [["--tokens", "1,5"], "there is no such token", 2],
    [["--tokens", "1,2,3,4,0"], "the tokens do not fit into the context", 2],
    [["--tokens", "1", "--model", "nothing"], "does not exist", 1],
  ] as const)("refuses %j", async (args, text, code) => {
    const result = await logits(...args);
    expect(result.stderr).toContain(text);
    expect(result).toMatchObject({ code, stdout: "" });
  });

  it("refuses a model that memory does not hold, before it looks for its weights", async () => {
    mkdirSync(join(cairn.folder, "xl"));
    const xl = { vocabSize: 50_257, contextLength: 1024, layers: 48, heads: 25, width: 1600 };
    cairn.write("xl/config.json", JSON.stringify(toHuggingFace(xl)));
    const { code, stderr } = await cairn.run(["logits", "--model", "xl", "--tokens", "1"]);
    expect(stderr).toContain("1,557,611,200 parameters × 4 bytes = 6,230,444,800 bytes");
    expect(code).toBe(1);
  });
});

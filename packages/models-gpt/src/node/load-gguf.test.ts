import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init, Rng, type Tensor } from "@cairn-ml/tensor";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gguf } from "../files-of-others.test-tools.js";
import { GPT } from "../index.js";
import { loadGPT } from "../node.js";
import { asGguf } from "../weights.test-tools.js";

const folder = mkdtempSync(join(tmpdir(), "cairn-gguf-"));
beforeAll(() => init());
afterAll(() => rmSync(folder, { recursive: true }));

it("builds a GGUF file's model as the file itself says, whatever config.json lies beside it", async () => {
  const model = new GPT(new Rng(1), { vocabSize: 9, contextLength: 4, layers: 2, heads: 2, width: 4 });
  const weights = asGguf(new Map<string, Tensor>(model.namedParameters()));
  const settings = {
    ...{ "general.architecture": "gpt2", "gpt2.context_length": 4, "gpt2.embedding_length": 4 },
    ...{ "gpt2.block_count": 2, "gpt2.attention.head_count": 2 },
  };
  writeFileSync(join(folder, "tiny.gguf"), gguf(settings, weights));
  for (const stub of [undefined, { model_type: "gpt2" }, { model_type: "llama", hidden_size: 7 }]) {
    if (stub) writeFileSync(join(folder, "config.json"), JSON.stringify(stub));
    for (const path of [folder, join(folder, "tiny.gguf")]) {
      const loaded = await loadGPT(path);
      expect(loaded.config).toMatchObject({ vocabSize: 9, contextLength: 4, layers: 2, heads: 2, width: 4 });
      expect(loaded.tokenizer).toBe(null);
      for (const [name, p] of loaded.model.namedParameters()) {
        expect(p.toArray(), name).toEqual(new Map(model.namedParameters()).get(name)!.toArray());
      }
    }
  }
});

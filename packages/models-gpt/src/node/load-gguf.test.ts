import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { init, Rng, type Tensor } from "@cairn-ml/tensor";
import { afterAll, beforeAll, expect, it } from "vitest";
import { GPT } from "../index.js";
import { loadGPT } from "../node.js";
import { asGguf } from "../weights.test-tools.js";

const folder = mkdtempSync(join(tmpdir(), "cairn-gguf-"));
beforeAll(() => init());
afterAll(() => rmSync(folder, { recursive: true }));

const number = (value: number, size: 4 | 8) => {
  const bytes = Buffer.alloc(size);
  bytes.writeUInt32LE(value);
  return bytes;
};
const text = (value: string) => Buffer.concat([number(value.length, 8), Buffer.from(value)]);
const padded = (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc((32 - (bytes.length % 32)) % 32)]);

/** A GGUF file, version 3, of float32. Source: ggml's docs/gguf.md. */
function gguf(settings: Readonly<Record<string, number | string>>, weights: ReadonlyMap<string, Tensor>): Buffer {
  const keys = Object.entries(settings).map(([key, value]) =>
    typeof value === "number"
      ? Buffer.concat([text(key), number(4, 4), number(value, 4)])
      : Buffer.concat([text(key), number(8, 4), text(value)]),
  );
  let offset = 0;
  const data: Buffer[] = [];
  const tensors = [...weights].map(([name, x]) => {
    const sizes = [...x.shape].reverse().map((size) => number(size, 8)); // the fastest first
    const entry = Buffer.concat([text(name), number(x.ndim, 4), ...sizes, number(0, 4), number(offset, 8)]);
    const bytes = padded(Buffer.from(new Uint8Array(Float32Array.from(x.data()).buffer)));
    offset += bytes.length;
    data.push(bytes);
    return entry;
  });
  const counts = [number(3, 4), number(tensors.length, 8), number(keys.length, 8)];
  return Buffer.concat([padded(Buffer.concat([Buffer.from("GGUF"), ...counts, ...keys, ...tensors])), ...data]);
}

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

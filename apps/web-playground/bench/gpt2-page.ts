/**
 * GPT-2 124M's shape in the page, in headless Chromium: random weights, 498 MB, are chosen as a folder, loaded, let write, kept in the
 * browser and loaded again; as float32 and as int8. How long each takes, tokens a second, the most memory, the longest task.
 *
 *     npm run -s bench -- web-playground/bench/gpt2-page
 *     npm run -s bench -- web-playground/bench/gpt2-page -- --dtype int8 --tokens 256 --json
 *     npm run -s bench -- web-playground/bench/gpt2-page -- --small        a model of 2 layers, to see that it works
 *
 * The most memory is that of the page's process, its Worker's in it, since it began. CHROMIUM names the browser; else it is on the path.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { GPT, type GPTConfig } from "@cairn-ml/models-gpt";
import { saveGPT } from "@cairn-ml/models-gpt/node";
import { init, Rng } from "@cairn-ml/tensor";
import { inThePage } from "./gpt2-page/in-the-page.ts";
import { lineOf } from "./page/figure.ts";
import { openPlayground } from "./page/playground.ts";

const { values } = parseArgs({
  options: {
    dtype: { type: "string", multiple: true, default: ["float32", "int8"] },
    tokens: { type: "string", default: "64" },
    small: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
  },
});
const size = values.small ? { layers: 2, heads: 2, width: 16 } : { layers: 12, heads: 12, width: 768 };
const config: GPTConfig = { vocabSize: 50_257, contextLength: 1024, ...size };

async function makeModel(folder: string): Promise<number> {
  await init();
  await saveGPT(folder, new GPT(new Rng(0), config));
  return statSync(join(folder, "model.safetensors")).size;
}

const folder = mkdtempSync(join(tmpdir(), "cairn-gpt2-"));
const playground = await openPlayground();
try {
  const bytes = await makeModel(folder);
  for (const dtype of values.dtype) {
    const run = { folder, bytes, dtype, tokens: Number(values.tokens) };
    for await (const figure of inThePage(playground, run)) {
      process.stdout.write(`${values.json ? JSON.stringify({ dtype, ...figure }) : lineOf(figure)}\n`);
    }
  }
} finally {
  await playground.close();
  rmSync(folder, { recursive: true, force: true });
}

/**
 * GPT-2 124M's shape in the page, in headless Chromium: random weights, 498 MB, are chosen as a folder, loaded, let write, kept in the
 * browser and loaded again; as float32 and as int8. How long each takes, tokens a second, the most memory, the longest task.
 *
 *     npm run -s bench -- web-playground/bench/gpt2-page
 *     npm run -s bench -- web-playground/bench/gpt2-page -- --dtype int8 --tokens 256 --json
 *     npm run -s bench -- web-playground/bench/gpt2-page -- --model FOLDER        a model that is there, in place of random weights
 *
 * The most memory is that of the page's process, its Worker's in it, since it began. CHROMIUM names the browser; else it is on the path.
 */
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { inThePage } from "./gpt2-page/in-the-page.ts";
import { lineOf } from "./page/figure.ts";
import { openPlayground } from "./page/playground.ts";

const { values } = parseArgs({
  options: {
    dtype: { type: "string", multiple: true, default: ["float32", "int8"] },
    tokens: { type: "string", default: "64" },
    model: { type: "string" },
    json: { type: "boolean", default: false },
  },
});

const place = mkdtempSync(join(tmpdir(), "cairn-gpt2-"));
const playground = await openPlayground();
try {
  if (!values.model) await (await import("./gpt2-page/random-model.ts")).makeModel(place);
  const folder = values.model ?? place;
  const { size: bytes } = statSync(join(folder, "model.safetensors"));
  for (const dtype of values.dtype) {
    const run = { folder, bytes, dtype, tokens: Number(values.tokens) };
    for await (const figure of inThePage(playground, run)) {
      process.stdout.write(`${values.json ? JSON.stringify({ dtype, ...figure }) : lineOf(figure)}\n`);
    }
  }
} finally {
  await playground.close();
  rmSync(place, { recursive: true, force: true });
}

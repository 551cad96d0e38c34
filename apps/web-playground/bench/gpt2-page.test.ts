import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { GPT } from "@cairn-ml/models-gpt";
import { saveGPT } from "@cairn-ml/models-gpt/node";
import { init, Rng } from "@cairn-ml/tensor";
import { expect, it } from "vitest";
import type { Figure } from "./page/figure.ts";

const program = process.env.CHROMIUM ?? "chromium";
const isThere = [program, ...process.env.PATH!.split(delimiter).map((place) => join(place, program))].some(existsSync);

it.skipIf(!isThere)(
  "gpt2-page.ts loads, writes, stops and keeps a small model (needs chromium on the PATH)",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "cairn-small-"));
    await init();
    const sizes = { vocabSize: 50_257, contextLength: 128, layers: 2, heads: 2, width: 8 };
    await saveGPT(folder, new GPT(new Rng(0), sizes));
    const { stdout } = await promisify(execFile)(process.execPath, [
      fileURLToPath(new URL("gpt2-page.ts", import.meta.url)),
      ...["--model", folder, "--dtype", "int8", "--tokens", "8", "--json"],
    ]);
    rmSync(folder, { recursive: true });
    const figures = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Figure);
    const told = figures.map(({ what }) => what.replace(/\d+/, "N")).filter((what) => !/memory|copies/.test(what));
    expect(told).toMatchInlineSnapshot(`
      [
        "chosen until loaded",
        "a prompt of N tokens is read",
        "N tokens are written",
        "stop: until it has ended",
        "kept in the browser",
        "longest task from the choice on",
        "the kept one is loaded",
        "longest task meanwhile",
      ]
    `);
    for (const { what, value } of figures) expect(value, what).toBeGreaterThanOrEqual(0);
  },
);

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TokenFile } from "@cairn-ml/data/node";
import { tokenizerFromJSON } from "@cairn-ml/tokenizers";
import { afterAll, beforeAll, expect, it } from "vitest";
import { prepareTokens, startOfCharacter } from "./prepare-tokens.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "cairn-prepare-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function write(text: string): string {
  const path = join(folder, "text.txt");
  writeFileSync(path, text);
  return path;
}

it("finds where a character begins, by any of its bytes", async () => {
  const path = write("a\u00e9\u20ac\u{1f600}b"); // 1, 2, 3, 4 and 1 bytes
  const starts = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((byte) => startOfCharacter(path, byte)));
  expect(starts).toEqual([0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10]);
});

it.each(["char", "bpe"] as const)("keeps every character of a text: %s", async (tokenizer) => {
  const text = "The caf\u00e9 cost 3\u20ac \u{1f600}\r\n\n  and more.\n".repeat(40);
  for (const validation of [0.1, 0.11, 0.12, 0.13, 0.14, 0.15]) {
    const out = join(folder, "tokens.safetensors");
    const asked = { from: write(text), tokenizer, validation, ...(tokenizer === "bpe" && { vocabSize: 270 }) };
    await prepareTokens(out, asked);
    using file = TokenFile.open(out);
    const used = tokenizerFromJSON(JSON.parse(file.metadata.tokenizer!));
    const read = (part: typeof file.train) => used.decode(part.subarray(0, part.length));
    expect(read(file.train) + read(file.validation)).toBe(text);
  }
});

it("refuses what is no UTF-8, and leaves no file", async () => {
  const from = join(folder, "latin1.txt");
  writeFileSync(from, Buffer.from("caf\u00e9 ".repeat(20), "latin1"));
  const out = join(folder, "none.safetensors");
  await expect(prepareTokens(out, { from, tokenizer: "char" })).rejects.toThrow("is not text");
  expect(() => TokenFile.open(out)).toThrow("ENOENT");
});

import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { fromEntry, readSafetensors } from "@cairn-ml/data";
import { expectClose, init, tensor } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

const folder = fileURLToPath(new URL("../../../../shared/data/07-gpt2-models/hf-tiny-random-gpt2/", import.meta.url));
const absent = !existsSync(folder);
const read = (name: string) => readFileSync(`${folder}${name}`);

describe.skipIf(absent)(`a model without a tokenizer${absent ? ` (skipped: ${folder} is absent)` : ""}`, () => {
  let cairn: Cairn;
  beforeAll(async () => {
    await init({ device: "reference" });
    cairn = await buildCairn();
  }, 60_000);
  afterAll(() => cairn?.remove());
  const run = (command: string, ...args: string[]) => cairn.run([command, "--model", folder, ...args]);

  it("writes PyTorch's greedy tokens, without text", async () => {
    const { prompt, plain_greedy_20: expected, plain_2: second } = JSON.parse(read("generate.json").toString());
    for (const [from, whole] of [
      [prompt, expected],
      [second.prompt, second.greedy_20],
    ] as [number[], number[]][]) {
      const args = ["--tokens", from.join(","), "--greedy", "--max-tokens", "20", "--n", "2", "--json"];
      const document = JSON.parse((await run("generate", ...args)).stdout);
      expect([...from, ...document.tokens]).toEqual(whole);
      expect(document.continuations[1].tokens).toEqual(document.tokens);
      expect(document).toMatchObject({ promptTokens: from });
      expect(document).not.toHaveProperty("text");
      expect(document).not.toHaveProperty("prompt");
    }
  });

  it("shows the numbers of tokens where there would be text", async () => {
    const { stdout } = await run("generate", "--tokens", "23, 25, 37", "--logit-bias", "7=1000", "--max-tokens", "3");
    expect(stdout).toBe("23 25 37 7 7 7\n");
    const attended = await run("attend", "--tokens", "23,25", "--layer", "0", "--head", "1");
    expect(attended.stdout).toMatch(/^\nLayer 0, head 1\n.*\n0 23 1\.00█\n1 25 /);
  });

  it("looks where PyTorch's looks", async () => {
    const { tensors } = readSafetensors(read("reference.safetensors"), { name: "reference" });
    const ids = new BigInt64Array(tensors.get("input_ids")!.data.slice().buffer).slice(0, 17);
    const { layers, ...rest } = JSON.parse((await run("attend", "--tokens", ids.join(","), "--json")).stdout);
    expect(rest).not.toHaveProperty("pieces");
    expect(layers).toHaveLength(3);
    for (const { layer, heads } of layers) {
      const expected = fromEntry(tensors.get(`attentions.${layer}`)!).slice([[0, 1]]);
      expectClose(tensor([heads]), expected, { rtol: 0, atol: 1e-6 });
    }
  });

  it("refuses text to read, and text to stop at", async () => {
    for (const args of [
      ["--prompt", "a"],
      ["--tokens", "1", "--stop", "a"],
    ]) {
      const { code, stdout, stderr } = await run("generate", ...args);
      expect(stderr).toContain("has no tokenizer");
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    }
    expect((await run("attend", "--prompt", "a")).stderr).toContain('give the numbers of tokens: --tokens "1,2,3"');
  });
});

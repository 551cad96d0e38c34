import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const attend = (...args: string[]) => cairn.run(["attend", "--model", "run", ...args]);
const json = async (...args: string[]) => JSON.parse((await attend(...args, "--json")).stdout);

beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("text.txt", sampleText(3000));
  const preset = ["--preset", "shakespeare-char", "--from", "text.txt"];
  await cairn.train(["train", "gpt", ...preset, "--steps", "1", "--out", "run"]);
}, 60_000);
afterAll(() => cairn.remove());

describe("cairn attend", () => {
  it("prints the document of its contract", async () => {
    const { code, stdout, stderr } = await attend("--prompt", "babe", "--json");
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const { tokens, layers, ...rest } = JSON.parse(stdout);
    expect(rest).toEqual({ command: "attend", model: "run", pieces: ["b", "a", "b", "e"] });
    expect(tokens).toHaveLength(4);
    expect(layers.map(({ layer }: { layer: number }) => layer)).toEqual(layers.map((_: unknown, i: number) => i));
    for (const { heads } of layers as { heads: number[][][] }[]) {
      for (const rows of heads) {
        expect(rows).toHaveLength(4);
        for (const [i, row] of rows.entries()) {
          expect(row.reduce((a, b) => a + b)).toBeCloseTo(1, 5);
          expect(row.slice(i + 1)).toEqual(new Array(3 - i).fill(0));
        }
      }
    }
    const one = await json("--tokens", tokens.join(","), "--layer", "1", "--head", "2");
    expect(one.layers).toEqual([{ layer: 1, heads: [layers[1].heads[2]] }]);
  });

  it("draws a table for each head, and one head alone", async () => {
    const { stdout } = await attend("--prompt", "ba", "--layer", "1");
    expect(stdout).toMatch(/^\nLayer 1\n/);
    expect(stdout).toMatch(/^head 0/m);
    expect(stdout).toMatch(/^0 "b" 1\.00█/m);
    const { stdout: one } = await attend("--prompt", "ba", "--layer", "1", "--head", "0");
    expect(one).toMatch(/^\nLayer 1, head 0\n +0 +1\n0 "b" 1\.00█\n1 "a" \d\.\d\d. \d\.\d\d.\n$/);
  });

  it("draws into files", async () => {
    const args = ["--prompt", "a<b", "--layer", "0", "--svg", "new/a.svg", "--png", "new/a.png"];
    const { code, stderr } = await attend("--prompt", "ba", ...args.slice(2));
    expect({ code, stderr }).toEqual({ code: 0, stderr: "Wrote new/a.svg.\nWrote new/a.png.\n" });
    expect(readFileSync(join(cairn.folder, "new/a.svg"), "utf8")).toContain("<title>Attention: ba</title>");
    expect(readFileSync(join(cairn.folder, "new/a.png")).subarray(1, 4).toString()).toBe("PNG");
    const refused = await attend(...args);
    expect({ code: refused.code, stderr: refused.stderr }).toEqual({
      code: 1,
      stderr: expect.stringMatching(/^TokenizerError/),
    });
  });

  it("shows what each layer would say: the last what the model says", async () => {
    const { lens, tokens } = await json("--prompt", "baba", "--lens");
    expect(lens.map(({ layer }: { layer: number }) => layer)).toEqual(lens.map((_: unknown, i: number) => i));
    const { top } = lens.at(-1);
    const next = await cairn.run([
      ...["generate", "--model", "run", "--tokens", tokens.join(","), "--greedy", "--max-tokens", "1"],
      ...["--logprobs", "1", "--json"],
    ]);
    const { logprobs } = JSON.parse(next.stdout);
    expect(top[3]).toMatchObject({ token: logprobs[0].token, piece: logprobs[0].piece });
    expect(Math.log(top[3].probability)).toBeCloseTo(logprobs[0].logprob, 4);
    const { stdout } = await attend("--prompt", "ba", "--lens", "--layer", "0");
    expect(stdout).toMatch(/│ after │ 0 layers +│\n.*\n│ "b" {3}│ ".*" \d+ % │/);
  });

  it("refuses what the model does not have, and leaves no file", async () => {
    const errors = async (...args: string[]) => {
      const { code, stdout, stderr } = await attend("--prompt", "ba", "--svg", "none.svg", ...args);
      expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
      return stderr;
    };
    expect(await errors("--layer", "99")).toContain("attend: there is no layer 99.");
    expect(await errors("--head", "99")).toContain("attend: there is no head 99.");
    expect(existsSync(join(cairn.folder, "none.svg"))).toBe(false);
    const long = await attend("--prompt", "ba".repeat(999));
    expect(long.stderr).toContain("the text is longer than what the model sees at once");
    expect(long.code).toBe(1);
    const unknown = await attend("--tokens", "1,9999");
    expect(unknown.stderr).toContain("token 9999 is not in the vocabulary");
  });
});

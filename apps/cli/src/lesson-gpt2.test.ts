import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "./run-cairn.test-tools.js";

let cairn: Cairn;
let env: Record<string, string>;
beforeAll(async () => {
  cairn = await buildCairn();
  env = { CAIRN_CACHE: join(cairn.folder, "cache") };
  cairn.write("text.txt", `${sampleText(12_000)} I chose that bank for What is the capital of India?`);
  await cairn.train(["train", "gpt", "--from", "text.txt", "--steps", "2", "--out", "own", "--json"]);
}, 60_000);
afterAll(() => cairn.remove());

const lesson = (...args: string[]) => cairn.run(["lesson", "11", "--steps", "3", ...args], { env });

describe("cairn lesson 11", () => {
  it("says how to get GPT-2 where there is no model, and keeps what it trained", async () => {
    const { code, stdout, stderr } = await lesson("--out", "dates");
    expect(code, stderr).toBe(0);
    for (const text of [
      "124,439,808",
      "1.024e−7",
      "download gpt2",
      "Where it looks while it turns 3 march 2021 into",
    ]) {
      expect(stdout).toContain(text);
    }
    expect(existsSync(join(cairn.folder, "dates", "model.safetensors"))).toBe(true);
  });

  it("lets the model that is named write", async () => {
    const { code, stdout, stderr } = await lesson("--model", "own", "--tokens", "2", "--json", "--out", "named");
    expect(code, stderr).toBe(0);
    const { results, changed } = JSON.parse(stdout);
    expect(results.written).toMatchObject({ model: "own", continuation: [expect.any(String), expect.any(String)] });
    expect(results.gpt2).toEqual({ available: false, continuation: [] });
    expect(changed).toEqual(["steps", "tokens"]);
  });

  it.each([
    [["--model", "nowhere"], "nowhere does not exist"],
    [["--verify", "nowhere"], "nowhere/reference.json does not exist"],
    [["--date", "3 MARCH 2021"], '"M" is no symbol'],
    [["--tokens", "0"], "--tokens"],
  ])("refuses %j before it trains, and writes nothing", async (args, text) => {
    const { code, stdout, stderr } = await lesson(...args, "--out", "refused");
    expect(code).not.toBe(0);
    expect(stderr).toContain(text);
    expect(existsSync(join(cairn.folder, "refused"))).toBe(false);
    expect(stdout).toBe("");
  });

  it("looks past a run of npm start that can not be read", async () => {
    mkdirSync(join(cairn.folder, "runs/stories"), { recursive: true });
    cairn.write("runs/stories/run.json", "{");
    const { code, stdout } = await lesson("--json", "--out", "past");
    expect(code).toBe(0);
    expect(JSON.parse(stdout).results.written).toBeNull();
  });
});

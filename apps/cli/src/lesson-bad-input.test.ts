import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const at = (...path: string[]) => join(cairn.folder, ...path);

beforeAll(async () => {
  cairn = await buildCairn();
  mkdirSync(at("folder"));
}, 60_000);
afterAll(() => cairn.remove());

const runs = () => (existsSync(at("runs")) ? readdirSync(at("runs")) : []);

/** What a command says that must fail: nothing on standard output, no run left behind, one document with --json. */
async function errorOf(code: 1 | 2, ...args: string[]): Promise<string> {
  const [text, json] = await Promise.all([cairn.run(args), cairn.run([...args, "--json"])]);
  expect(text).toMatchObject({ code, stdout: "" });
  expect(text.stderr).toMatch(/^ {2}(given|expected): /m);
  expect(text.stderr).not.toMatch(/^\s+at /m);
  expect(json.code, json.stderr).toBe(code);
  expect(JSON.parse(json.stdout)).toMatchObject({ error: { message: expect.any(String) } });
  expect(runs()).toEqual([]);
  return text.stderr;
}

describe("a table that can not be worked with", () => {
  it.each([
    ["2", "height,weight\n161,47.8\n170,heavy\n", 'table.csv, line 3, column 2 ("weight") is no number'],
    ["3", "height,sex,weight\n1.6,0,77\n1.7,female,70\n", 'table.csv, line 3, column 2 ("sex") is no number'],
    ["3", "height,sex,weight\n1.6,0,77\n1.7,2,70\n", 'table.csv, line 3, column "sex" is neither 0 nor 1'],
    ["4", "sleep,exercise,disease\n4,5,1\n4,6,1\n", "table.csv: everybody is sick"],
  ])("is refused by lesson %s before the lesson is told", async (lesson, table, text) => {
    cairn.write("table.csv", table);
    expect(await errorOf(1, "lesson", lesson, "--from", "table.csv")).toContain(text);
  });

  it("is named by its encoding", async () => {
    writeFileSync(at("table.csv"), "\ufeffheight,weight\n161,47.8\n", "utf16le");
    expect(await errorOf(1, "lesson", "2", "--from", "table.csv")).toContain("iconv -f utf-16 -t utf-8");
    writeFileSync(at("table.csv"), "height,weight\n161,47.8\n", "utf16le"); // as UTF-8 it is letters and zeros
    expect(await errorOf(1, "lesson", "2", "--from", "table.csv")).toContain("some are zero");
  });

  it("is not read to its end where it has none", async () => {
    cairn.write("large.csv", `height,weight\n${"161,47\n".repeat(1_300_000)}`);
    expect(await errorOf(1, "lesson", "2", "--from", "large.csv")).toContain("8388608 bytes at most");
    if (existsSync("/dev/zero")) {
      expect(await errorOf(1, "lesson", "1", "--from", "/dev/zero")).toContain("more than 8388608 bytes");
    }
  });
});

it("a training that runs away says where, and leaves nothing behind", async () => {
  const { code, stderr } = await cairn.run(["lesson", "3", "--lr", "10", "--json"]);
  expect({ code, runs: runs() }).toEqual({ code: 1, runs: [] });
  expect(stderr).not.toContain("checkpoint");
  const far = await cairn.run(["lesson", "3", "--lr", "1e30", "--json"]);
  const { error } = JSON.parse(far.stdout);
  expect(error.given).toMatch(/in step 2, lr 1e\+30; the last finite loss was 58\d\d$/);
  expect(Number(/to (\S+) say/.exec(error.fix)?.[1])).toBeLessThan(1e14);
  expect(runs()).toEqual([]);
});

it("a run that is resumed and fails stays as it was", async () => {
  expect((await cairn.run(["lesson", "2", "--steps", "2", "--out", "kept"])).code).toBe(0);
  writeFileSync(at("kept/state.json"), "{");
  expect((await cairn.run(["lesson", "2", "--resume", "kept"])).code).toBe(1);
  expect(existsSync(at("kept/model.safetensors"))).toBe(true);
});

describe("an option that names no file", () => {
  it.each([
    [["lesson", "2", "--from", ""], "--from names no file"],
    [["lesson", "2", "--out", "--steps=3"], "--out names no folder"],
    [["lesson", "2", "--csv", ""], "--csv names no file"],
    [["graph", "a", "a=1", "--svg", ""], "--svg names no file"],
  ])("%j", async (args, text) => {
    expect(await errorOf(2, ...args)).toContain(text);
  });

  it("has too long a name", async () => {
    const name = `${"a".repeat(300)}.svg`;
    expect(await errorOf(1, "lesson", "2", "--plot", name)).toContain("has too long a name");
  });
});

it("too few and too many words are counted", async () => {
  expect(await errorOf(2, "lesson", "3", "4", "5")).toContain("given:    2 beside options");
  expect(await errorOf(2, "download")).toContain("missing required argument 'name'");
});

describe("a graph", () => {
  it("is written before anything is printed", async () => {
    expect(await errorOf(1, "graph", "a*b", "a=1", "b=2", "--svg", "folder")).toContain("folder is a folder");
    expect(await errorOf(1, "graph", "a*b", "a=1", "b=2", "--dot", "folder")).toContain("folder is a folder");
  });

  it("that would take minutes is refused", async () => {
    const sum = (terms: number) => `${"a+".repeat(terms - 1)}a`;
    expect(await errorOf(2, "graph", sum(20_000), "a=1")).toContain("the expression is too long");
    expect(await errorOf(2, "graph", sum(3000), "a=1", "--svg", "sum.svg")).toContain("too large to be drawn");
    expect(await errorOf(2, "graph", sum(3000), "a=1", "--steps", "100000")).toContain("too many steps");
    expect(existsSync(at("sum.svg"))).toBe(false);
  });
});

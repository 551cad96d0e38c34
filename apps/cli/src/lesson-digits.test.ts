import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawDigits } from "@cairn-ml/data";
import { Rng } from "@cairn-ml/tensor";
import { encode } from "fast-png";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { idx, writeIdx } from "./digits/write-idx.test-tools.js";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
const digits = drawDigits(new Rng(0), { count: 600 });
const at = (...path: string[]) => join(cairn.folder, ...path);
beforeAll(async () => {
  cairn = await buildCairn();
  writeIdx(at("few"), digits, { train: 600, test: 100, packed: true });
}, 60_000);
afterAll(() => cairn.remove());

const lesson = (...args: string[]) => cairn.run(["lesson", "7", "--json", "--epochs", "2", ...args]);

describe("cairn lesson 7", () => {
  it("learns from MNIST's files, and writes a picture for each epoch", async () => {
    const { code, stdout, stderr } = await lesson("--from", "few", "--out", "few-run", "--frames", "frames");
    expect(code, stderr).toBe(0);
    const { results, changed, folder } = JSON.parse(stdout);
    expect([results.confusion.flat().reduce((a: number, b: number) => a + b), changed, folder]).toEqual([
      100,
      ["epochs"],
      "few-run",
    ]);
    expect(readdirSync(at("frames"))).toEqual(["frame-01.png", "frame-02.png"]);
    expect(stderr).toContain("2 pictures over time are in frames.");
    cairn.write("digit.png", encode({ width: 28, height: 28, data: digits.images.subarray(0, 784), channels: 1 }));
    const { stdout: answer } = await cairn.run(["predict", "--model", "few-run", "digit.png", "--json"]);
    expect(JSON.parse(answer).probabilities).toHaveLength(10);
  });

  it("takes what was downloaded unless something else is named, and a run goes on with what it began with", async () => {
    writeIdx(at("cache", "mnist"), digits, { train: 300, test: 50 });
    const env = { CAIRN_CACHE: at("cache") };
    const outcome = await cairn.run(["lesson", "7", "--json", "--epochs", "1", "--out", "cached"], { env });
    expect(
      JSON.parse(outcome.stdout)
        .results.confusion.flat()
        .reduce((a: number, b: number) => a + b),
    ).toBe(50);
    writeIdx(at("cache", "mnist"), digits, { train: 301, test: 50 });
    const { code, stderr } = await cairn.run(["lesson", "7", "--resume", "cached"], { env });
    expect(code).toBe(1);
    expect(stderr).toMatch(/mnist is not the data that the run in cached began with/);
  });

  it.each([
    ["nowhere", "nowhere does not exist"],
    ["cut", "cut/train-images-idx3-ubyte is cut short"],
    ["swapped", "swapped/t10k-labels-idx1-ubyte is no IDX file of labels"],
  ])("refuses --from %s, and writes nothing", async (from, text) => {
    for (const name of ["cut", "swapped"]) writeIdx(at(name), digits, { train: 20, test: 10 });
    writeFileSync(at("cut/train-images-idx3-ubyte"), idx(2051, 20, 28, 28)(new Uint8Array(5000)));
    writeFileSync(at("swapped/t10k-labels-idx1-ubyte"), idx(2051, 10, 28, 28)(new Uint8Array(7840)));
    const { code, stdout } = await lesson("--from", from, "--out", "refused", "--frames", "none");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.message).toContain(text);
    expect(["refused", "none"].filter((name) => existsSync(at(name)))).toEqual([]);
  });

  it("knows before its work that there is no place for the pictures", async () => {
    cairn.write("file", "");
    const { code, stdout } = await lesson("--from", "few", "--frames", "file", "--out", "refused");
    expect(code).toBe(1);
    expect(JSON.parse(stdout).error.message).toContain("file is a file, not a folder");
    expect(existsSync(at("refused"))).toBe(false);
  });
});

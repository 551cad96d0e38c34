import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn } from "./run-cairn.test-tools.js";

let cairn: Cairn;
beforeAll(async () => {
  cairn = await buildCairn();
  cairn.write("small.txt", small);
}, 60_000);
afterAll(() => cairn.remove());

const small = `7 4
king 1 1 0 0.5
queen 1 -1 0 0.5
man 0 1 0 0.5
woman 0 -1 0 0.5
apple 0 0 2 0
__proto__ 0 0.1 2 0
\u{1f600} -1 0 0 0
`;
const given = ["--vectors", "small.txt"];
const document = async (...args: string[]) => {
  const { code, stdout, stderr } = await cairn.run(["vectors", ...args, "--json"]);
  expect(code, stdout + stderr).toBe(0);
  return JSON.parse(stdout);
};

describe("cairn vectors map", () => {
  it.each(["pca", "umap"])("draws a map by %s: in characters, as numbers, as SVG", async (method) => {
    const how = ["--method", method];
    const { stdout } = await cairn.run(["vectors", "map", ...given, ...how]);
    expect(stdout).toMatch(/^7 words by (PCA|UMAP)\n/);
    expect(stdout).toContain("apple");
    const { points, shares, missing, out } = await document(
      "map",
      ...given,
      ...how,
      "--words",
      "king,queen,nobody,man",
    );
    expect(points.map(({ word }: { word: string }) => word)).toEqual(["king", "queen", "man"]);
    for (const { x, y } of points) expect([x, y].every(Number.isFinite)).toBe(true);
    expect([missing, out, shares?.length]).toEqual([["nobody"], null, method === "pca" ? 2 : undefined]);
    const again = await document("map", ...given, ...how, "--words", "king,queen,nobody,man");
    expect(again.points).toEqual(points);
    cairn.write("words.txt", "king\r\nqueen\n\u{1f600}\n__proto__\n<b>\n");
    const file = await document("map", ...given, ...how, "--words", "words.txt", "--out", "map.svg");
    expect([file.points.length, file.out, file.missing]).toEqual([4, "map.svg", ["<b>"]]);
    const svg = readFileSync(join(cairn.folder, "map.svg"), "utf8");
    expect([svg.startsWith("<svg"), svg.includes(">__proto__<"), svg.includes("\u{1f600}")]).toEqual([
      true,
      true,
      true,
    ]);
  });

  it("maps man and woman, king and queen where their numbers put them", async () => {
    const { points, shares } = await document("map", ...given, "--words", "man,woman,king,queen");
    const [man, woman, king, queen] = points; // the other one of a pair has -y in the place of y
    const [across, along] = Math.abs(man.x + woman.x) < 1e-9 ? ["x", "y"] : ["y", "x"];
    for (const [a, b] of [
      [man, woman],
      [king, queen],
    ]) {
      expect(a[across!]).toBeCloseTo(-b[across!], 9);
      expect(a[along!]).toBeCloseTo(b[along!], 9);
    }
    expect(shares[0] + shares[1]).toBeCloseTo(1, 1);
  });

  it.each([
    [["map", ...given, "--words", "king,nobody"], 1, "there is too little for a map."],
    [["map", ...given, "--words", "nobody.txt"], 1, "nobody.txt"],
    [["map", ...given, "--words", "king,man,queen", "--top", "5"], 2, "cannot be used with option '--top <n>'"],
    [["map", ...given, "--top", "2"], 2, "--top"],
    [["map", ...given, "--out", "map.txt"], 2, "neither an SVG nor a PNG"],
    [["map", ...given, "--method", "tsne"], 2, "--method"],
  ])("refuses %j with exit code %d", async (args, expected, problem) => {
    const { code, stdout, stderr } = await cairn.run(["vectors", ...args]);
    expect(stderr).toContain(problem);
    expect([code, stdout]).toEqual([expected, ""]);
  });
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { decode } from "fast-png";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFrameFolder, writeFrames } from "./frames.js";

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "cairn-frames-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

it("writes pictures in their order, each pixel large enough to be seen, ink in black", async () => {
  const into = join(dir, "deep/down");
  await makeFrameFolder(into);
  const frame = (first: number) => ({ rows: 2, columns: 3, values: [first, 0, 0, 0, 0.2, 1] });
  await writeFrames(into, [frame(0), frame(1)]);
  expect(readdirSync(into)).toEqual(["frame-01.png", "frame-02.png"]);
  const { width, height, data } = decode(readFileSync(join(into, "frame-02.png")));
  expect([width, height]).toEqual([639, 426]);
  const at = (row: number, column: number) => data[row * 639 + column];
  expect([at(0, 0), at(212, 212), at(0, 213), at(425, 638), at(213, 426), at(300, 300)]).toEqual([
    0, 0, 255, 0, 0, 204,
  ]);
});

it("takes the place of its own earlier pictures, and leaves other files", async () => {
  for (const name of ["frame-11.png", "notes.txt"]) writeFileSync(join(dir, name), "");
  await writeFrames(dir, Array(100).fill({ rows: 1, columns: 640, values: new Float32Array(640) }));
  const names = readdirSync(dir).sort();
  expect([names.length, names[0], names[99], names[100]]).toEqual([101, "frame-001.png", "frame-100.png", "notes.txt"]);
});

it("says so when there is no place for them", async () => {
  writeFileSync(join(dir, "file"), "");
  await expect(makeFrameFolder(join(dir, "file"))).rejects.toThrow("file is a file, not a folder");
});

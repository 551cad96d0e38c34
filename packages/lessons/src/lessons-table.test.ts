import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { lessons } from "./lessons.js";

const readme = readFileSync(new URL("../../../README.md", import.meta.url), "utf8");
const rows = readme
  .split("\n")
  .filter((line) => /^\| \d+ \| /.test(line))
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("the README's table of lessons", () => {
  it("has a row for each", () =>
    expect(rows.map(([, number]) => Number(number))).toEqual(lessons.map((l) => l.number)));

  it.each(lessons.map((lesson) => [lesson.number, lesson] as const))(
    "tells of lesson %d what it is",
    (number, lesson) => {
      const [, , title, command, expected, takes] = rows.find((row) => row[1] === String(number)) ?? [];
      expect(title).toBe(lesson.title);
      expect(command).toBe(`\`npm run -s cairn -- lesson ${number}\``);
      expect(expected).not.toBe("");
      expect(takes).toBe(`${lesson.seconds} s`);
    },
  );
});

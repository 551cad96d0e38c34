import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Figure } from "./page/figure.ts";

const program = process.env.CHROMIUM ?? "chromium";
const isThere = [program, ...process.env.PATH!.split(delimiter).map((place) => join(place, program))].some(existsSync);

it.skipIf(!isThere)("page.ts prints the figures of the page (needs chromium on the PATH)", async () => {
  const parts = ["sizes", "dragging"].flatMap((part) => ["--only", part]);
  const { stdout } = await promisify(execFile)(process.execPath, [
    fileURLToPath(new URL("page.ts", import.meta.url)),
    ...["2", ...parts, "--repeats", "1", "--seconds", "0.2", "--json"],
  ]);
  const lines = stdout.trimEnd().split("\n");
  const figures = lines.map((line) => JSON.parse(line) as Figure);
  expect(figures.map(({ page, what }) => `${page}: ${what}`)).toMatchInlineSnapshot(`
    [
      "home: loaded, packed by gzip",
      "lesson 2: loaded beyond home, packed by gzip",
      "lesson 2: slider “learning rate”: frames",
      "lesson 2: slider “learning rate”: frames with a new picture",
      "lesson 2: slider “learning rate”: frames later than 20 ms",
      "lesson 2: slider “learning rate”: work of the page",
      "lesson 2: slider “learning rate”: longest task",
      "lesson 2: slider “steps”: frames",
      "lesson 2: slider “steps”: frames with a new picture",
      "lesson 2: slider “steps”: frames later than 20 ms",
      "lesson 2: slider “steps”: work of the page",
      "lesson 2: slider “steps”: longest task",
      "lesson 2: what is dragged in the picture: frames",
      "lesson 2: what is dragged in the picture: frames with a new picture",
      "lesson 2: what is dragged in the picture: frames later than 20 ms",
      "lesson 2: what is dragged in the picture: work of the page",
      "lesson 2: what is dragged in the picture: longest task",
    ]
  `);
  for (const { what, value } of figures) {
    if (/longest|later|new picture/.test(what)) expect(value).toBeGreaterThanOrEqual(0);
    else expect(value).toBeGreaterThan(0);
  }
});

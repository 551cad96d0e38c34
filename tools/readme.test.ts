import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { documentedSources, type Page, programs, readmes, root } from "./examples/collect.ts";
import { typeErrors } from "./examples/type-check.ts";

const commandPages = /^apps\//; // a command's examples are commands
const pages = readmes().filter(({ file }) => !commandPages.test(file));
const sources = documentedSources();
const home = process.cwd();
const scratch = mkdtempSync(join(tmpdir(), "cairn-examples-")); // an example that saves a file saves it here

beforeAll(() => process.chdir(scratch));
afterAll(() => {
  process.chdir(home);
  rmSync(scratch, { recursive: true });
});

describe.each(pages)("$file", ({ examples }) => {
  it("has an example", () => expect(examples.length, "```ts blocks").toBeGreaterThan(0));
});

describe("apps/cli/README.md", () => {
  it("shows a command", () => {
    expect(readFileSync(join(root, "apps/cli/README.md"), "utf8")).toMatch(/^```(sh|bash|console)\n.*@cairn-ml\/cli/m);
  });
});

const examples = [...[...pages, ...sources].flatMap((page: Page) => page.examples), ...programs()];

describe("example", () => {
  it.for(examples)("runs: $place", async ({ id }) => {
    vi.spyOn(console, "log").mockImplementation(() => {});
    await import(/* @vite-ignore */ id);
  });

  it("is accepted by the type checker", () => {
    expect(typeErrors(examples)).toBe("");
  });
});

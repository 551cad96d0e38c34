import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { lessons } from "@cairn-ml/lessons";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "./browser.test-tools.js";

const program = findChromium();
const [home, more] = [250_000, 120_000]; // bytes, packed by gzip
const quiet = 1000; // milliseconds without another file

describe.skipIf(!program)("what is loaded (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  let ofHome: ReadonlyMap<string, number>;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    ofHome = await loaded("", "plot-view");
  });
  afterAll(() => playground?.close());

  /** Packed sizes of the files that the page, its Workers too, asks for. What is kept for later without a network is not among them. */
  const loaded = async (hash: string, awaited?: string): Promise<Map<string, number>> => {
    const context = await playground.browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    const sizes = new Map<string, number>();
    context.on("request", (request) => {
      const { protocol, pathname } = new URL(request.url());
      if (protocol.startsWith("http")) sizes.set(pathname, sizeOf(pathname));
    });
    const last = awaited && context.waitForEvent("response", (response) => response.url().includes(awaited));
    await page.goto(`${playground.url}${hash}`);
    await page.waitForSelector('html[data-ready="true"]');
    await last;
    for (let before = -1; sizes.size !== before; await page.waitForTimeout(quiet)) before = sizes.size;
    await context.close();
    return sizes;
  };
  const sizeOf = (pathname: string) =>
    gzipSync(readFileSync(join(playground.folder, pathname === "/" ? "index.html" : pathname))).length;
  const sum = (sizes: ReadonlyMap<string, number>) => [...sizes.values()].reduce((total, size) => total + size, 0);

  it(`is at most ${home / 1000} kB for the home page, with the engine and what draws plots`, () => {
    expect([...ofHome.keys()].some((name) => name.includes("worker"))).toBe(true);
    expect(sum(ofHome)).toBeLessThanOrEqual(home);
  });

  it.each(lessons.map(({ number }) => number))(`is at most ${more / 1000} kB more for lesson %i`, async (number) => {
    const sizes = await loaded(`#/lesson/${number}`);
    for (const name of ofHome.keys()) sizes.delete(name);
    expect(sum(sizes)).toBeLessThanOrEqual(more);
  });
});

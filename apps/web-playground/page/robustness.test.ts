import type { BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "./browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("when something goes wrong (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  let context: BrowserContext;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    context = await playground.browser.newContext({ serviceWorkers: "block" });
  });
  afterAll(() => playground?.close());

  const open = async (hash: string) => (await playground.open(hash, { context })).page;
  // The lesson's, not those of its play.
  const progress = (page: Page) => page.locator("main > .progress progress");
  const error = (page: Page) => page.locator("main > .progress pre.error");
  const run = (page: Page) => page.getByRole("button", { name: "Run the lesson" });

  it("says what is wrong with a value of the address, and goes on once it is mended", async () => {
    const page = await open("#/lesson/3?lr=abc");
    await error(page).waitFor();
    expect(await error(page).textContent()).toMatch(/lr/);
    await page.getByRole("link", { name: "Reset" }).click();
    await page.waitForSelector("#results", { state: "attached" });
    expect(await error(page).count()).toBe(0);
    await page.close();
  });

  it("ends a training half-way, and begins it anew", async () => {
    const page = await open("#/lesson/7");
    await run(page).click();
    await progress(page).waitFor();
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await run(page).waitFor();
    expect(await page.locator("#results").count()).toBe(0);
    expect(await error(page).count()).toBe(0);
    await run(page).click();
    await progress(page).waitFor();
    await page.close();
  });

  it("works where the browser keeps nothing", async () => {
    const page = await context.newPage();
    await page.addInitScript(() => {
      for (const name of ["localStorage", "sessionStorage"] as const) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException("forbidden", "SecurityError");
          },
        });
      }
    });
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    await page.goto(`${playground.url}#/lesson/2`);
    await page.waitForSelector("#results", { state: "attached" });
    await page.goto(`${playground.url}#/`);
    await page.getByRole("link", { name: "Begin with lesson 1" }).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });
});

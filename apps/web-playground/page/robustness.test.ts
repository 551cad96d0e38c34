import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { BrowserContext, Page } from "playwright-core";
import sirv from "sirv";
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

  const open = async (hash: string, url = playground.url): Promise<Page> => {
    const page = await context.newPage();
    await page.goto(`${url}${hash}`);
    await page.waitForSelector('html[data-ready="true"]');
    return page;
  };
  // The lesson's, not those of its play.
  const progress = (page: Page) => page.locator("main > [aria-live] progress");
  const error = (page: Page) => page.locator("main > [aria-live] pre.error");
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

  it("says that the Worker was lost, and starts another", async () => {
    const page = await open("#/lesson/7");
    await run(page).click();
    await progress(page).waitFor();
    const worker = page.workers().find((worker) => worker.url().includes("/worker-"))!;
    await worker.evaluate(() => {
      setTimeout(() => {
        throw new Error("out of memory");
      });
    });
    await error(page).waitFor();
    expect(await error(page).textContent()).toMatch(/The engine was lost.*out of memory/s);
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

  it("computes on one thread where the host sets no headers, and says why", async () => {
    const server = createServer(sirv(playground.folder)).listen(0, "127.0.0.1");
    await once(server, "listening");
    const page = await open("#/lesson/2", `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    expect(await page.textContent(".actions .note")).toBe(
      "one thread: this page came without the headers that more of them need",
    );
    await page.waitForSelector("#results", { state: "attached" });
    await page.close();
    server.closeAllConnections();
    server.close();
  });
});

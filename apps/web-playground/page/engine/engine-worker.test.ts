import type { Page, Worker } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("a lost Worker (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  /** The Worker of the plays, or that of the lessons. Threads of the engine are not asked: they sleep, and answer nothing. */
  const workerOf = async (page: Page, what: "plays" | "lessons"): Promise<Worker> => {
    for (const worker of page.workers().filter((worker) => worker.url().includes("/worker-"))) {
      if ((await worker.evaluate(() => self.name)).startsWith(`cairn ${what} `)) return worker;
    }
    throw new Error(`there is no Worker for ${what}`);
  };
  const endSilently = (worker: Worker) => worker.evaluate(() => void setTimeout(() => self.close()));
  const run = (page: Page) => page.getByRole("button", { name: "Run the lesson" });
  const progress = (page: Page) => page.locator("main > .progress progress");
  const error = (page: Page) => page.locator("main > .progress pre.error");

  it("of the lessons that throws is told, and the next run has another", async () => {
    const { page } = await playground.open("#/lesson/9");
    await run(page).click();
    await progress(page).waitFor();
    await (await workerOf(page, "lessons")).evaluate(() => {
      setTimeout(() => {
        throw new Error("out of memory");
      });
    });
    await error(page).waitFor();
    expect(await error(page).textContent()).toMatch(/The engine was lost.*out of memory/s);
    await run(page).click();
    await progress(page).waitFor();
    expect(await error(page).count()).toBe(0);
    await page.close();
  });

  it("of the lessons that ends without a word is told too", async () => {
    const { page } = await playground.open("#/lesson/9");
    await run(page).click();
    await progress(page).waitFor();
    await endSilently(await workerOf(page, "lessons"));
    await error(page).waitFor();
    expect(await error(page).textContent()).toMatch(/The engine was lost: the browser ended it/);
    await page.close();
  });

  it("of the plays that ends while nobody asks is told, and the play begins anew", async () => {
    const { page, play, problems } = await playground.open("#/lesson/2?steps=3");
    const said = play.getByText("After 3 steps c =");
    await said.waitFor();
    await endSilently(await workerOf(page, "plays"));
    const alert = play.getByRole("alert");
    await alert.getByText("The engine was lost: the browser ended it").waitFor();
    await alert.getByRole("button", { name: "Begin the play anew" }).click();
    await said.waitFor();
    expect(await alert.count()).toBe(0);
    await play.getByRole("slider", { name: "steps" }).fill("2");
    await play.getByText(/After \d+ steps c =/).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("is not one that computes for long", async () => {
    const { page, play } = await playground.open("#/lesson/2?steps=3");
    await play.getByText("After 3 steps c =").waitFor();
    await (await workerOf(page, "plays")).evaluate(() => {
      const began = performance.now();
      while (performance.now() - began < 2000);
    });
    expect(await play.getByRole("alert").count()).toBe(0);
    await page.close();
  });
});

import { lessons } from "@cairn-ml/lessons";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground } from "./browser.test-tools.js";

const program = findChromium();
const finger = 44; // pixels

// Run in the page; what scrolls by itself may be wide.
const widerThanThePage = `[...document.querySelectorAll("main *, header *")].filter((element) => {
  if (element.closest(".scroll, .unseen, svg, pre")) return false;
  return element.getBoundingClientRect().right > document.documentElement.clientWidth + 1;
}).map((element) => element.outerHTML.slice(0, 80))`;
const tooSmall = `[...document.querySelectorAll("button, select, summary, nav a, a.button, .cards a, input:not([type=checkbox], [type=radio])")]
  .filter((element) => {
    const { height, width } = element.getBoundingClientRect();
    return height > 0 && (height < ${finger} - 0.5 || width < ${finger} - 0.5) && !element.closest(".skip, .matrix, .tokens");
  }).map((element) => element.outerHTML.slice(0, 80))`;
const watchShifts = `window.shifted = 0; new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) window.shifted += value;
}).observe({ type: "layout-shift", buffered: true });`;

describe.skipIf(!program)("on a phone (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  const open = async (number: number): Promise<Page> => {
    const page = await playground.browser.newPage({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.addInitScript(watchShifts);
    await page.goto(`${playground.url}${number === 0 ? "" : `#/lesson/${number}`}`);
    await page.waitForSelector('html[data-ready="true"]');
    const { seconds = 9 } = lessons[number - 1] ?? {};
    if (seconds <= 3) await page.waitForSelector("#results", { state: "attached" });
    return page;
  };

  it.each([0, ...lessons.map(({ number }) => number)])(
    "page %i goes over no edge, can be pressed with a finger, and stands still while it loads",
    async (number) => {
      const page = await open(number);
      expect(await page.evaluate(tooSmall)).toEqual([]);
      expect(await page.evaluate("window.shifted")).toBeLessThan(0.02);
      for (const width of [390, 320]) {
        await page.setViewportSize({ width, height: 844 });
        // Plots are drawn anew for the width.
        const wide = () => page.evaluate("document.documentElement.scrollWidth");
        await expect.poll(wide, { message: `at ${width}` }).toBeLessThanOrEqual(width);
        expect(await page.evaluate(widerThanThePage)).toEqual([]);
      }
      await page.close();
    },
  );

  it("begins the next lesson at its top", async () => {
    const page = await open(1);
    const next = page.getByRole("link", { name: "Next: 2. A derivative, and one weight" });
    await next.click();
    await page.locator("h1", { hasText: "2. A derivative" }).waitFor();
    expect(await page.evaluate("scrollY")).toBe(0);
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.close();
  });

  it("shows the play when something is set up from below it", async () => {
    const page = await open(2);
    await page.getByRole("link", { name: "A rate three times as high" }).click();
    const top = () => page.locator(".play").evaluate((play) => Math.abs(play.getBoundingClientRect().top));
    await expect.poll(top).toBeLessThan(1);
    await page.close();
  });
});

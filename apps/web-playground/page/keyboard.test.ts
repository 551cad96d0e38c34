import { lessons } from "@cairn-ml/lessons";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground } from "./browser.test-tools.js";

const program = findChromium();
const most = 150; // presses of the Tab key, before a page is one that nobody gets through

// What has the focus: who it is, whether it can be seen that it has it, and whether it has a name.
const focused = `(() => {
  const element = document.activeElement;
  if (element === document.body || element === null) return null;
  window.seen ??= new Map();
  if (!window.seen.has(element)) window.seen.set(element, window.seen.size);
  const { outlineStyle } = getComputedStyle(element);
  const grip = element.querySelector?.(":scope > .grip");
  const isSeen = outlineStyle !== "none" || (grip && getComputedStyle(grip).stroke !== "none");
  const { width, height } = element.getBoundingClientRect();
  const name = element.getAttribute("aria-label") || element.textContent || element.labels?.length || element.getAttribute("aria-labelledby");
  return { id: window.seen.get(element), isSeen: Boolean(isSeen && width && height), isNamed: Boolean(name), what: element.outerHTML.slice(0, 90) };
})()`;

interface Focused {
  readonly id: number;
  readonly isSeen: boolean;
  readonly isNamed: boolean;
  readonly what: string;
}

describe.skipIf(!program)("the Tab key (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  it.each([0, ...lessons.map(({ number }) => number)])("goes through page %i, and out of it again", async (number) => {
    const { page } = await playground.open(number === 0 ? "" : `#/lesson/${number}`);
    const { seconds = 9 } = lessons[number - 1] ?? {};
    if (seconds <= 3) await page.waitForSelector("#results", { state: "attached" });
    const met: Focused[] = [];
    for (let i = 0; i < most; i++) {
      await page.keyboard.press("Tab");
      const now = (await page.evaluate(focused)) as Focused | null;
      if (!now || (met.length > 0 && now.id === met[0]!.id)) break; // out of the page, and in again
      met.push(now);
    }
    expect(met[0]?.what).toContain("Skip to the content");
    expect(met.length).toBeGreaterThan(10);
    expect(met.length).toBeLessThan(most);
    expect(new Set(met.map(({ id }) => id)).size).toBe(met.length); // never held within a part
    expect(met.filter(({ isSeen, isNamed }) => !isSeen || !isNamed)).toEqual([]);
    await page.close();
  });

  it("skips to the content", async () => {
    const { page } = await playground.open("#/lesson/2");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
    await page.close();
  });
});

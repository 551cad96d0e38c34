import { lessons } from "@cairn-ml/lessons";
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "./browser.test-tools.js";

const program = findChromium();

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly target: readonly string[] }[];
}

describe.skipIf(!program)("axe (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  /** All that axe finds, even what is minor; in the dark only colours differ. */
  const found = async (page: Page, colorScheme: "light" | "dark"): Promise<string[]> => {
    await page.emulateMedia({ colorScheme });
    const rules = colorScheme === "dark" ? ["color-contrast"] : undefined;
    const violations: readonly Violation[] = await page.evaluate(
      `axe.run({ resultTypes: ["violations"]${rules ? `, runOnly: ${JSON.stringify(rules)}` : ""} }).then(({ violations }) => violations)`,
    );
    return violations.map(
      ({ id, nodes }) => `${colorScheme}: ${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  };

  it.each([0, ...lessons.map(({ number }) => number)])("finds nothing on page %i", async (number) => {
    const page = await playground.browser.newPage();
    await page.goto(`${playground.url}${number === 0 ? "" : `#/lesson/${number}`}`);
    await page.waitForSelector('html[data-ready="true"]');
    const { seconds = 9 } = lessons[number - 1] ?? {};
    if (seconds <= 3) await page.waitForSelector("#results", { state: "attached" });
    await page.evaluate(axe.source);
    expect([...(await found(page, "light")), ...(await found(page, "dark"))]).toEqual([]);
    await page.close();
  });

  it("keeps colours that say something where the reader's own take the place of all others", async () => {
    const page = await playground.browser.newPage({ forcedColors: "active" });
    await page.goto(`${playground.url}#/lesson/4`);
    await page.waitForSelector('html[data-ready="true"]');
    const corners = `(() => {
      const canvas = document.querySelector(".plane canvas");
      const at = (x, y) => [...canvas.getContext("2d").getImageData(x, y, 1, 1).data].slice(0, 3).join();
      return [at(0, canvas.height - 1), at(canvas.width - 1, 0)];
    })()`;
    const [sick, healthy] = (await page.evaluate(corners)) as [string, string];
    expect(sick).not.toBe(healthy);
    await page.close();
  });

  it("lets nothing go on by itself for those who asked for less motion", async () => {
    const page = await playground.browser.newPage({ reducedMotion: "reduce" });
    for (const number of lessons.map(({ number }) => number)) {
      await page.goto(`${playground.url}#/lesson/${number}`);
      await page.locator("h1", { hasText: `${number}.` }).waitFor();
      await page.waitForSelector('html[data-ready="true"]');
      expect(await page.evaluate("document.getAnimations().length")).toBe(0);
    }
    await page.close();
  });
});

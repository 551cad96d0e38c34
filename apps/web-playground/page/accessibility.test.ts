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
});

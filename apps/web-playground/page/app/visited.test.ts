import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";
import { visitsOfText } from "./visited.js";

describe("what is kept of visits", () => {
  it("is read back, as far as it is ours", () => {
    const kept = JSON.stringify({ last: "#/lesson/3?lr=0.1", seen: [1, 3, "x", 2.5] });
    expect(visitsOfText(kept)).toEqual({ last: { lesson: 3, values: { lr: "0.1" } }, seen: [1, 3] });
    for (const other of [null, "", "3", "null", "[]", "{}", '{"last":"#/"}']) {
      expect(visitsOfText(other)).toEqual({ last: undefined, seen: [] });
    }
  });
});

const program = findChromium();

describe.skipIf(!program)("the home page in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  it("knows where the reader stopped, and with what", async () => {
    const context = await playground.browser.newContext();
    const { page, play, problems } = await playground.open("", { context });
    await page.getByRole("link", { name: "Begin with lesson 1" }).click();
    await page.getByRole("heading", { name: "1. Counting letters" }).waitFor();
    await page.goto(`${playground.url}#/lesson/2`);
    await play.getByRole("slider", { name: "steps" }).fill("7");
    await page.getByRole("link", { name: "Cairn" }).click(); // at once: the address was not written yet
    const goOn = page.getByRole("link", { name: "Go on with lesson 2, as you left it" });
    await goOn.waitFor();
    expect(await page.locator("li.here").textContent()).toContain("you were here");
    expect(await page.locator("li.been").allTextContents()).toEqual([expect.stringContaining("opened")]);
    await page.reload();
    await goOn.click();
    expect(await play.getByRole("slider", { name: "steps" }).inputValue()).toBe("7");
    expect(problems).toEqual([]);
    await context.close();
  });

  it("has a lesson whose Reset also takes back what is not in the address yet", async () => {
    const { page, play } = await playground.open("#/lesson/2");
    const steps = play.getByRole("slider", { name: "steps" });
    await steps.waitFor();
    await page.evaluate(() => {
      const slider = [...document.querySelectorAll<HTMLInputElement>(".play input[type=range]")].at(1)!;
      slider.value = "7";
      slider.dispatchEvent(new Event("input", { bubbles: true }));
      [...document.querySelectorAll<HTMLAnchorElement>("a.button")].find((a) => a.textContent === "Reset")!.click();
    });
    await page.waitForTimeout(400); // longer than the address waits
    expect(await steps.inputValue()).toBe("15");
    expect(await page.evaluate(() => location.hash)).toBe("#/lesson/2");
    await page.close();
  });
});

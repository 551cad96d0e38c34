import { plays } from "@cairn-ml/lessons/play";
import { init } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("attention in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
  });
  afterAll(() => playground?.close());

  it("shows the published numbers, follows one, and computes anew what is changed", async () => {
    const { page, problems } = await playground.open("#/lesson/10");
    await page.getByRole("button", { name: "output, for, F1: -0.66" }).waitFor();
    const share = (row: string, column: string) => page.getByRole("textbox", { name: `shares, ${row}, ${column}` });
    await share("for", "chose").focus();
    await page.getByText("How much “for” takes of “chose”").waitFor();
    expect(await page.locator(".matrix .made-of:not(.far)").count()).toBe(5); // the scores of its row
    expect(await page.locator(".matrix .made-of.far").count()).toBeGreaterThan(20); // and what those are made of
    await page.getByRole("textbox", { name: "Q, for, F1" }).fill("2");
    const { sentence } = await plays.attention();
    const X = sentence({ isMasked: true, heads: 2 }).X;
    const Q = X.map((row, i) => (i === 4 ? [2, ...row.slice(1)] : row));
    const edited = sentence({ Q, isMasked: true, heads: 2 });
    const name = `output, for, F1: ${edited.output[4]![0]!.toFixed(2)}`;
    await page.getByRole("button", { name }).waitFor();
    await page.getByRole("checkbox", { name: /^mask/ }).uncheck();
    const unmasked = sentence({ Q, isMasked: false, heads: 2 });
    await expect.poll(() => share("I", "for").inputValue()).toBe(String(Number(unmasked.weights[0]![4]!.toFixed(2))));
    await page.getByRole("radio", { name: "head 2 of 2" }).check();
    const head = sentence({ Q, isMasked: false, heads: 2, head: 1 });
    await page.getByRole("button", { name: `output, I, F3: ${head.output[0]![0]!.toFixed(2)}` }).waitFor();
    await page.waitForURL(/head=2/);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("is gone through by the keyboard: Tab from matrix to matrix, arrows from number to number", async () => {
    const page = await playground.browser.newPage();
    await page.goto(`${playground.url}#/lesson/10`);
    const focused = () => page.evaluate("document.activeElement.getAttribute('aria-label')");
    await page.getByRole("textbox", { name: "X, I, F1" }).focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowRight");
    expect(await focused()).toBe("X, chose, F2");
    await page.keyboard.press("End");
    expect(await focused()).toBe("X, chose, F4");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("Q, I, F1");
    await page.keyboard.press("Shift+Tab");
    expect(await focused()).toBe("X, chose, F4");
    await page.keyboard.press("PageUp");
    await page.getByText("F4 of “chose” in X: 0.9").waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("F4 of “chose” in X: 0.8").waitFor();
    await page.close();
  });

  it("goes on from scores and shares that are set, until they are put back", async () => {
    const page = await playground.browser.newPage();
    await page.goto(`${playground.url}#/lesson/10`);
    const share = page.getByRole("textbox", { name: "shares, for, bank" });
    await page.getByRole("textbox", { name: "scores, for, bank" }).fill("9");
    await expect.poll(() => share.inputValue()).toBe("1");
    await page.getByRole("button", { name: "put scores back" }).click();
    await expect.poll(() => share.inputValue()).toBe("0.07");
    await share.fill("0.5");
    const { sentence } = await plays.attention();
    const { weights } = sentence({ isMasked: true, heads: 2 });
    const set = weights.map((row, i) => (i === 4 ? row.with(3, 0.5) : row));
    const { output } = sentence({ weights: set, isMasked: true, heads: 2 });
    await page.getByRole("button", { name: `output, for, F1: ${output[4]![0]!.toFixed(2)}` }).waitFor();
    await page.getByRole("button", { name: "Put everything back" }).click();
    await page.getByRole("button", { name: "output, for, F1: -0.66" }).waitFor();
    await page.close();
  });
});

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
    await page.getByRole("button", { name: "shares, for, chose: 0.31" }).focus();
    await page.getByText("How much “for” takes of “chose”").waitFor();
    expect(await page.locator(".matrix .made-of").count()).toBe(5); // the scores of its row
    await page.getByRole("spinbutton", { name: "Q, for, F1" }).fill("2");
    const { sentence } = await plays.attention();
    const X = sentence({ isMasked: true, heads: 2 }).X;
    const Q = X.map((row, i) => (i === 4 ? [2, ...row.slice(1)] : row));
    const edited = sentence({ Q, isMasked: true, heads: 2 });
    const name = `output, for, F1: ${edited.output[4]![0]!.toFixed(2)}`;
    await page.getByRole("button", { name }).waitFor();
    await page.getByRole("checkbox", { name: /^mask/ }).uncheck();
    const unmasked = sentence({ Q, isMasked: false, heads: 2 });
    await page.getByRole("button", { name: `shares, I, for: ${unmasked.weights[0]![4]!.toFixed(2)}` }).waitFor();
    await page.getByRole("radio", { name: "head 2 of 2" }).check();
    const head = sentence({ Q, isMasked: false, heads: 2, head: 1 });
    await page.getByRole("button", { name: `output, I, F3: ${head.output[0]![0]!.toFixed(2)}` }).waitFor();
    await page.waitForURL(/head=2/);
    expect(problems).toEqual([]);
    await page.close();
  });
});

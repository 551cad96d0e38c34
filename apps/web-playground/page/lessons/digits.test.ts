import { findLesson, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground, quietHost } from "../browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("digits in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  let page: Page;
  let problems: readonly string[];
  beforeAll(async () => {
    playground = await openPlayground(program!);
    ({ page, problems } = await playground.open("#/lesson/7?epochs=2"));
  });
  afterAll(() => playground?.close());

  it("learns as the package does", async () => {
    await page
      .getByText(/after epoch 2 of 2/)
      .first()
      .waitFor();
    await init();
    const { results } = await runLesson(findLesson("digits")!, { options: { epochs: 2 }, host: quietHost });
    const { accuracy } = results as { accuracy: number };
    expect(await page.textContent(".digits")).toContain(`${(100 * accuracy).toFixed(2)} % of the test digits`);
    expect(await page.locator(".mistakes figure").count()).toBe(8);
    expect(problems).toEqual([]);
  });

  it("reads what the mouse draws, and keeps it in the address", async () => {
    const paper = (await page.locator(".draw-pad").boundingBox())!;
    const at = (x: number, y: number) => [paper.x + x * paper.width, paper.y + y * paper.height] as const;
    await page.mouse.move(...at(0.55, 0.2));
    await page.mouse.down();
    await page.mouse.move(...at(0.45, 0.85), { steps: 8 });
    await page.mouse.up();
    await page.getByText("It reads a 1.").waitFor();
    await page.waitForURL(/ink=55\.20\./);
    await page.reload();
    await page.getByText("It reads a 1.").waitFor();
  });

  it("reads what the arrow keys draw", async () => {
    await page.getByRole("button", { name: "Clear" }).click();
    await page.locator(".draw-pad").focus();
    await page.keyboard.press(" ");
    for (let i = 0; i < 9; i++) await page.keyboard.press("ArrowDown");
    await page.keyboard.press(" ");
    await page.getByText("It reads a 1.").waitFor();
    expect(problems).toEqual([]);
  });

  it("says what is wrong with a file, and goes on", async () => {
    const file = { name: "notes.txt", mimeType: "text/plain", buffer: Buffer.from("hello") };
    await page.setInputFiles(".digits input[type=file]", file);
    expect(await page.textContent(".digits [role=alert]")).toContain("these are not MNIST's files");
    await page.getByText("It reads a 1.").waitFor();
  });

  it("stops the training when asked to, and begins anew", async () => {
    await page.getByRole("button", { name: "Train the network" }).click();
    await page.getByRole("button", { name: "Stop the training" }).click();
    await page.getByRole("button", { name: "Train the network" }).click();
    await page
      .getByText(/after epoch 2 of 2/)
      .first()
      .waitFor();
    expect(problems).toEqual([]);
  });
});

import { plays } from "@cairn-ml/lessons/play";
import { init } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "./browser.test-tools.js";
import { openTab } from "./tab.test-tools.js";

const program = findChromium();
const text = "the cat sat on the mat. the dog sat on the log. ".repeat(20);
const steps = 24;
const patient = { timeout: 30_000 };

describe.skipIf(!program)("a training in the page (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  /** What a training without any break comes to. */
  let done: string;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
    const { train } = await plays.gpt2();
    const { validationLoss } = await train(
      { text, steps, seed: 0 },
      { tell() {}, signal: new AbortController().signal },
    );
    done = `done: it has ${validationLoss!.toFixed(4)} nats a token on text that it has not seen`;
  });
  afterAll(() => playground?.close());

  it("that is stopped half-way goes on as if it had not been", async () => {
    const { page, play, problems } = await playground.open(`#/lesson/11?from=text&train=${steps}&text=the+cat`);
    const status = play.locator(".buttons .note").first();
    await play.getByRole("textbox", { name: "your text" }).fill(text);
    await play.getByRole("button", { name: "Train it" }).click();
    await play
      .getByText(/^step \d+ of/)
      .first()
      .waitFor();
    await play.getByRole("button", { name: "Stop the training" }).click();
    await expect.poll(() => status.textContent()).toContain("stopped at step");
    const stoppedAt = await status.textContent();
    await page.waitForTimeout(300);
    expect(await status.textContent()).toBe(stoppedAt);
    await play.getByRole("button", { name: "Continue" }).click();
    await play.getByText(done).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("goes on in the background, frozen or not, and the page is right when it is looked at again", async () => {
    const tab = await openTab(playground.browser, `${playground.url}#/lesson/11?from=text&train=${steps}&text=the+cat`);
    const status = () => tab.evaluate<string>(`document.querySelector(".gpt2 .buttons .note")?.textContent ?? ""`);
    const count = (what: string) => tab.evaluate<number>(`document.querySelectorAll(${JSON.stringify(what)}).length`);
    await expect.poll(() => count('html[data-ready="true"] .gpt2 textarea'), patient).toBe(1);
    await tab.evaluate(`{
      const area = document.querySelector(".gpt2 textarea");
      area.value = ${JSON.stringify(text)};
      area.dispatchEvent(new Event("input", { bubbles: true }));
    }`);
    await tab.evaluate(
      `[...document.querySelectorAll("button")].find((each) => each.textContent === "Train it").click()`,
    );
    await expect.poll(status, patient).toMatch(/^step \d+ of/);
    await tab.hide();
    expect(await tab.evaluate("document.visibilityState")).toBe("hidden");
    await expect.poll(status, patient).toBe(done);
    expect(await tab.evaluate("document.visibilityState")).toBe("hidden");
    await tab.show();
    expect(await tab.evaluate("document.visibilityState")).toBe("visible");
    await expect.poll(() => count(".gpt2 .inside .share-bars li"), patient).toBeGreaterThan(0);
    expect(await status()).toBe(done);
    await tab.close();
  });

  it("that is only played, frame by frame, waits in the background and comes to its end", async () => {
    const tab = await openTab(playground.browser, `${playground.url}#/lesson/2?steps=3`);
    const said = () =>
      tab.evaluate<string>(`/After \\d+ steps/.exec(document.querySelector(".play")?.textContent)?.[0]`);
    await expect.poll(said, patient).toBe("After 3 steps");
    await tab.evaluate(`[...document.querySelectorAll("button")].find((each) => each.textContent === "Play").click()`);
    await tab.hide();
    await tab.show();
    await expect.poll(said, patient).toBe("After 15 steps");
    await tab.close();
  });
});

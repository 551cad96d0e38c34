import { findLesson, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground, quietHost } from "../browser.test-tools.js";

const program = findChromium();

interface Results {
  readonly names: {
    readonly samples: readonly string[];
    readonly ladder: readonly { readonly devLoss: number }[];
  };
  readonly cbow: { readonly pairs: readonly { readonly a: string; readonly b: string; readonly cosine: number }[] };
}

describe.skipIf(!program)("names in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  let page: Page;
  let results: Results;
  let problems: readonly string[];
  beforeAll(async () => {
    playground = await openPlayground(program!);
    ({ page, problems } = await playground.open("#/lesson/9?steps=1000"));
    await init();
    const report = await runLesson(findLesson("names")!, { options: { steps: 1000 }, host: quietHost });
    results = report.results as unknown as Results;
  });
  afterAll(() => playground?.close());

  it("are those that the package writes", async () => {
    const samples = await page.waitForSelector(".names .samples");
    expect(await samples.textContent()).toBe(results.names.samples.join(", "));
    expect(await page.textContent(".names .dev-loss")).toBe(results.names.ladder[1]!.devLoss.toFixed(4));
    expect(problems).toEqual([]);
  });

  it("come with a map that can be held at any step", async () => {
    const map = page.locator(".names svg[role=group]");
    await page.locator(".names h2", { hasText: "after 1000 steps" }).waitFor();
    const after = await map.getAttribute("aria-label");
    await page.getByLabel("look at step").fill("0");
    await page.locator(".names h2", { hasText: "after 0 steps" }).waitFor();
    expect(await page.locator(".names .letter").count()).toBe(27);
    expect(await map.getAttribute("aria-label")).not.toBe(after);
  });

  it("say what comes next", async () => {
    await page.getByLabel("a name begins with").fill("adit");
    await page.waitForURL(/text=adit/);
    expect(await page.locator(".names .share-bars li").count()).toBe(8);
  });

  it("are followed by words that come together", async () => {
    const [{ a, b, cosine }] = results.cbow.pairs as [Results["cbow"]["pairs"][number]];
    const first = page.locator(".story-words tbody tr").first();
    await first.filter({ hasText: `${a}, ${b}` }).waitFor();
    expect(await first.textContent()).toContain(cosine.toFixed(3));
    await page.getByLabel("closest to").selectOption("kite");
    await page.waitForURL(/word=kite/);
    expect(await first.textContent()).toContain("kite");
  });

  it("come from the reader's own list, or from the names again where that is none", async () => {
    const file = (text: string) => ({ name: "mine.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
    const own = Array.from({ length: 40 }, (_, i) => `xy${"z".repeat(i + 1)}`);
    await page.setInputFiles(".own-file input", file(own.join("\n")));
    await page.getByText("It learned from 32 names").waitFor();
    await page.setInputFiles(".own-file input", file("one"));
    await page.locator(".names [role=alert]", { hasText: "mine.txt has too few names" }).waitFor();
    await page.getByRole("button", { name: "Use the lesson's data again" }).click();
    await page.locator(".names .samples", { hasText: results.names.samples[0]! }).waitFor();
    expect(problems).toEqual([]);
  });
});

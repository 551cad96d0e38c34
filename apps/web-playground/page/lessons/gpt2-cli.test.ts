import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildCairn, type Cairn, sampleText } from "../../../cli/src/run-cairn.test-tools.js";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const text = sampleText(6000);
const prompt = "ba ce di";
const written = 24;

describe.skipIf(!program)(
  "a model goes from the page to the command line and back (skipped where there is no Chromium)",
  () => {
    let cairn: Cairn;
    let playground: Playground;
    let page: Page;
    beforeAll(async () => {
      [cairn, playground] = await Promise.all([buildCairn(), openPlayground(program!)]);
      const address = `#/lesson/11?from=text&train=10&write=${written}&draw=5&text=${encodeURIComponent(prompt)}`;
      ({ page } = await playground.open(address));
    });
    afterAll(async () => {
      cairn?.remove();
      await playground?.close();
    });

    const box = () => page.locator(".inside textarea");
    const writesInThePage = async (): Promise<string> => {
      await box().fill(prompt);
      await page.getByRole("button", { name: "Let it write" }).click();
      await page.getByText(`${written} of ${written} tokens written`).waitFor();
      return await box().inputValue();
    };
    const writesAtTheCommandLine = async (model: string, ...more: string[]): Promise<string> => {
      const args = ["generate", "--model", model, "--prompt", prompt, "--max-tokens", String(written), "--json"];
      const { stdout, stderr } = await cairn.run([...args, ...more]);
      expect(stderr).toBe("");
      return prompt + (JSON.parse(stdout) as { text: string }).text;
    };

    it("writes the same at the command line as in the page that trained it, by the likeliest and by a seed", async () => {
      await page.getByRole("textbox", { name: "your text" }).fill(text);
      await page.getByRole("button", { name: "Train it" }).click();
      await page.getByText("done: it has").waitFor();
      const folder = join(cairn.folder, "from-page");
      mkdirSync(folder);
      const saved: Promise<void>[] = [];
      page.on("download", (download) => saved.push(download.saveAs(join(folder, download.suggestedFilename()))));
      await page.getByRole("button", { name: "Save as files" }).click();
      await expect.poll(() => saved.length).toBe(3);
      await Promise.all(saved);
      const drawn = await writesInThePage();
      expect(await writesAtTheCommandLine("from-page", "--seed", "5", "--temperature", "1")).toBe(drawn);
      await page.getByRole("slider", { name: "temperature" }).fill("0");
      const likeliest = await writesInThePage();
      expect(await writesAtTheCommandLine("from-page", "--greedy")).toBe(likeliest);
      expect(likeliest).not.toBe(drawn);
    });

    it("says in the page what the command line's run says: the same text, the same logits", async () => {
      cairn.write("text.txt", text);
      const preset = ["--preset", "shakespeare-char", "--seed", "3"];
      await cairn.train(["train", "gpt", "--from", "text.txt", "--steps", "3", "--out", "run", "--json", ...preset]);
      await page.getByLabel("Or choose its folder").setInputFiles(join(cairn.folder, "run"));
      await page.getByText("the model of your files is loaded.").waitFor();
      expect(await writesInThePage()).toBe(await writesAtTheCommandLine("run", "--greedy"));

      await page.getByRole("slider", { name: "temperature" }).fill("1");
      await box().fill(prompt);
      await expect.poll(() => page.locator(".tokens .token").count()).toBe(prompt.length);
      const titles = await page
        .locator(".tokens .token")
        .evaluateAll((tokens) => tokens.map((each) => each.getAttribute("title")!));
      const ids = titles.map((title) => title.replace("token ", "")).join(",");
      const { stdout } = await cairn.run(["logits", "--model", "run", "--tokens", ids, "--json"]);
      const [logits] = (JSON.parse(stdout) as { logits: number[][] }).logits as [number[]];
      const sum = logits.reduce((sum, each) => sum + Math.exp(each), 0);
      const shares = logits.map((each) => (100 * Math.exp(each)) / sum).sort((a, b) => b - a);
      const shown = shares.slice(0, 10).map((share) => `${share.toFixed(1)} %`);
      const bars = () => page.locator(".inside .share-bars li").allTextContents();
      await expect.poll(async () => (await bars()).map((bar) => /[\d.]+ %/.exec(bar)?.[0])).toEqual(shown);
    });
  },
);

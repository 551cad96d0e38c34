import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plays } from "@cairn-ml/lessons/play";
import { generateText } from "@cairn-ml/models-gpt";
import { loadGPT } from "@cairn-ml/models-gpt/node";
import { init, Rng } from "@cairn-ml/tensor";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const text = "the cat sat on the mat. the dog sat on the log. ".repeat(20);

describe.skipIf(!program)("a GPT in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  let page: Page;
  const folder = mkdtempSync(join(tmpdir(), "cairn-page-model-"));
  let problems: readonly string[];
  beforeAll(async () => {
    playground = await openPlayground(program!);
    ({ page, problems } = await playground.open("#/lesson/11?from=text&train=20&text=the+cat"));
    await init();
  });
  afterAll(async () => {
    await playground?.close();
    rmSync(folder, { recursive: true });
  });

  it("learns as the package does, and shows what may follow", async () => {
    await page.getByRole("textbox", { name: "your text" }).fill(text);
    await page.getByRole("button", { name: "Train it" }).click();
    const { train, next } = await plays.gpt2();
    const still = { tell() {}, signal: new AbortController().signal };
    const { validationLoss } = await train({ text, steps: 20, seed: 0 }, still);
    await page.getByText(`done: it has ${validationLoss!.toFixed(4)} nats a token`).waitFor();
    const first = (await next({ text: "the cat", temperature: 1 }, still)).candidates[0]!;
    const bar = page.locator(".inside .share-bars li").first();
    await expect.poll(() => bar.textContent()).toContain(`${(100 * first.share).toFixed(1)} %`);
    expect(await page.locator(".tokens .token").count()).toBe(7);
    await page.getByRole("slider", { name: "top-k" }).fill("3");
    await page.getByText("3 tokens can be drawn").waitFor();
    expect(problems).toEqual([]);
  });

  it("saves files that the command line opens", async () => {
    const names = ["model.safetensors", "config.json", "tokenizer.json"];
    const downloads: string[] = [];
    page.on("download", async (download) => {
      await download.saveAs(join(folder, download.suggestedFilename()));
      downloads.push(download.suggestedFilename());
    });
    await page.getByRole("button", { name: "Save as files" }).click();
    await expect.poll(() => downloads.length, { timeout: 5000 }).toBe(3);
    expect(downloads.sort()).toEqual(names.sort());
    const { model, tokenizer } = await loadGPT(folder);
    const pieces = [...generateText(model, tokenizer!, "the ", { maxTokens: 8, rng: new Rng(0) })];
    expect(pieces.length).toBe(8);
  });

  it("keeps a model in the browser, and loads it after the page was left", async () => {
    await page.getByRole("button", { name: "Keep in this browser" }).click();
    await page.getByText("Kept in this browser").waitFor();
    await page.reload();
    await page.getByRole("button", { name: "Load the kept one" }).click();
    await page.getByText("the model that was kept is loaded.").waitFor();
    await page.locator(".tokens .token").first().waitFor();
  });

  it("says what is wrong with a file, and loads those of a folder", async () => {
    writeFileSync(join(folder, "notes.txt"), "hello");
    await page.setInputFiles(".gpt2 input[type=file]", join(folder, "notes.txt"));
    await page.getByText("there is no config.json among the files").waitFor();
    const files = ["model.safetensors", "config.json", "tokenizer.json"].map((name) => join(folder, name));
    expect(readFileSync(files[1]!, "utf8")).toContain("gpt2");
    await page.setInputFiles(".gpt2 input[type=file]", files);
    await page.getByText("the model of your files is loaded.").waitFor();
    expect(problems).toEqual([]);
  });

  it("makes its weights int8 and float32 again, and writes the same in between for the same seed", async () => {
    const box = page.locator(".inside textarea");
    const writes = async () => {
      await box.fill("the cat");
      await page.getByRole("button", { name: "Let it write" }).click();
      await page.getByText("16 of 16 tokens written").waitFor();
      return await box.inputValue();
    };
    await page.getByRole("spinbutton", { name: "tokens to write" }).fill("16");
    const before = await writes();
    expect(before.length).toBe("the cat".length + 16);
    const int8 = page.getByRole("checkbox", { name: /weights as int8/ });
    await int8.check();
    await page.getByText("Its weights are int8 now.").waitFor();
    await page.getByText("most of them int8").waitFor();
    await writes();
    await int8.uncheck();
    await page.getByText("Its weights are float32 again.").waitFor();
    expect(await writes()).toBe(before);
    expect(problems).toEqual([]);
  });

  it("keeps a text that is too long for the address in the tab, and says so", async () => {
    const { page } = await playground.open("#/lesson/11?from=text");
    const box = page.getByRole("textbox", { name: "your text" });
    await box.fill("a short one");
    await page.getByText("11 characters. They are in the address").waitFor();
    await expect.poll(() => page.url()).toContain("own=a+short+one");
    const long = "word ".repeat(1000);
    await box.fill(long);
    await page.getByText("5,000 characters: too many for an address. They stay in this tab").waitFor();
    await expect.poll(() => page.url()).toMatch(/own=%E2%80%A6$/);
    await page.reload();
    expect(await box.inputValue()).toBe(long);
    const elsewhere = await playground.open(new URL(page.url()).hash);
    await elsewhere.page.getByText("The text was too long for this address").waitFor();
    await page.close();
    await elsewhere.page.close();
  });
});

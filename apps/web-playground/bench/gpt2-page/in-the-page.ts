import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import type { Figure } from "../page/figure.ts";
import { flags, type Playground } from "../page/playground.ts";
import { longest, longTask } from "../page/statistics.ts";
import { watch } from "../page/watch.ts";
import { peakOfPage } from "./memory.ts";

interface Run {
  readonly folder: string;
  /** Of the file of weights. */
  readonly bytes: number;
  readonly dtype: string;
  readonly tokens: number;
}

const patience = { timeout: 300_000 };
const prompt = "Once there was a model that read a text of some length before it wrote a word of its own. ".repeat(12);

/** What a reader does with a model of the size of GPT-2, with a profile of its own: what is kept lies on the disk. */
export async function* inThePage(playground: Playground, run: Run): AsyncGenerator<Figure> {
  const profile = mkdtempSync(join(tmpdir(), "cairn-profile-"));
  const options = { executablePath: playground.program, args: [...flags] };
  const context = await chromium.launchPersistentContext(profile, options);
  try {
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(`${playground.url}#/lesson/11?write=${run.tokens}&int8=${run.dtype === "int8" ? 1 : 0}`);
    await page.waitForSelector('html[data-ready="true"]');
    await page.waitForTimeout(2000); // opening has its own figures
    const of = (what: string, value: number, unit: string, bar?: Figure["bar"]): Figure => ({
      ...{ page: run.dtype, what, value, unit, ...(bar && { bar }) },
    });
    const memory = async (what: string) => {
      const peak = await peakOfPage(page);
      return peak
        ? [of(`${what}: most memory`, peak / 1e6, "MB"), of("in copies of the file", peak / run.bytes, "×")]
        : [];
    };
    const from = await now(page);
    yield* [of("chosen until loaded", await load(page, run), "s"), ...(await memory("loaded"))];
    const written = await write(page, run.tokens);
    yield of(`a prompt of ${written.read.tokens} tokens is read`, written.read.rate, "tok/s");
    yield of(`${written.tokens} tokens are written`, written.rate, "tok/s");
    yield of("stop: until it has ended", await stop(page), "ms");
    yield* await memory("read and written");
    yield of("kept in the browser", await keep(page), "s");
    yield longTask(run.dtype, "longest task from the choice on", await longestSince(page, from));
    await reopen(page);
    const again = await now(page);
    yield of("the kept one is loaded", await loadKept(page), "s");
    yield* await memory("loaded again, since the beginning");
    yield longTask(run.dtype, "longest task meanwhile", await longestSince(page, again));
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
}

function load(page: Page, { folder }: Run): Promise<number> {
  return seconds(async () => {
    await page.getByLabel("Or choose its folder").setInputFiles(folder);
    await page.getByText("the model of your files is loaded.").waitFor(patience);
  });
}

async function write(page: Page, tokens: number) {
  await page.locator(".inside textarea").fill(prompt);
  await page.getByText("tokens can be drawn").waitFor(patience);
  await page.waitForTimeout(1000); // the last look inside
  await page.getByRole("button", { name: "Let it write" }).click();
  await page.getByText(`${tokens} of ${tokens} tokens written`).waitFor(patience);
  return JSON.parse((await page.locator("[data-written]").getAttribute("data-written"))!) as {
    readonly tokens: number;
    readonly rate: number;
    readonly read: { readonly tokens: number; readonly rate: number };
  };
}

async function stop(page: Page): Promise<number> {
  await page.getByRole("spinbutton", { name: "tokens to write" }).fill("100000");
  await page.getByRole("button", { name: "Let it write" }).click();
  await page.getByText(/of 100000 tokens .* a second;/).waitFor(patience);
  const button = page.getByRole("button", { name: "Stop writing" });
  return 1000 * (await seconds(() => button.click().then(() => button.waitFor({ state: "detached" }))));
}

function keep(page: Page): Promise<number> {
  return seconds(async () => {
    await page.getByRole("button", { name: "Keep in this browser" }).click();
    await page.getByText("Kept in this browser").waitFor(patience);
  });
}

async function reopen(page: Page): Promise<void> {
  await page.reload();
  await page.getByRole("button", { name: "Load the kept one" }).waitFor(patience);
  await page.waitForTimeout(2000); // opening has its own figures
}

const now = (page: Page) => page.evaluate(() => performance.now());

async function longestSince(page: Page, from: number): Promise<number> {
  const { long } = await page.evaluate(() => window.watched);
  return longest(long.filter(({ start }) => start >= from));
}

async function loadKept(page: Page): Promise<number> {
  return seconds(async () => {
    await page.getByRole("button", { name: "Load the kept one" }).click();
    await page.getByText("the model that was kept is loaded.").waitFor(patience);
  });
}

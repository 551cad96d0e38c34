import { type Host, lessons, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground } from "./browser.test-tools.js";

const program = findChromium();
const quietHost: Host = {
  signal: new AbortController().signal,
  training: (_, more) => ({ callbacks: more?.callbacks ?? {} }),
  progress: () => ({ update() {}, stop() {} }),
};
const long = 5; // seconds: lessons that take longer are opened, not run

describe.skipIf(!program)("the lessons in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
  });
  afterAll(() => playground?.close());

  const open = async (hash: string): Promise<{ page: Page; problems: string[] }> => {
    const page = await playground.browser.newPage();
    const problems: string[] = [];
    const { origin } = new URL(playground.url); // a blob's is that of its page
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("request", (request) => new URL(request.url()).origin === origin || problems.push(request.url()));
    await page.goto(`${playground.url}${hash}`);
    await page.waitForSelector('html[data-ready="true"]');
    return { page, problems };
  };

  it("are a path on the home page", async () => {
    const { page, problems } = await open("");
    expect(await page.locator("main li").count()).toBe(lessons.length);
    expect(problems).toEqual([]);
    await page.close();
  });

  it.each(lessons.map((lesson) => [lesson.number, lesson] as const))(
    "lesson %i gives the figures of the command line",
    async (number, lesson) => {
      const { page, problems } = await open(`#/lesson/${number}`);
      expect(await page.textContent("h1")).toContain(lesson.title);
      if (lesson.seconds <= long) {
        if (lesson.seconds > 3) await page.getByRole("button", { name: "Run the lesson" }).click();
        await page.waitForSelector("#results", { state: "attached" });
        const shown = JSON.parse((await page.textContent("#results"))!);
        const { results } = await runLesson(lesson, { host: quietHost });
        expect(shown).toEqual(JSON.parse(JSON.stringify(results)));
      }
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});

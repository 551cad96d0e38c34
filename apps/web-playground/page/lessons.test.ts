import { lessons, runLesson } from "@cairn-ml/lessons";
import { init } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground, quietHost } from "./browser.test-tools.js";

const program = findChromium();
const long = 5; // seconds: lessons that take longer are opened, not run

describe.skipIf(!program)("the lessons in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
  });
  afterAll(() => playground?.close());

  it("are a path on the home page", async () => {
    const { page, problems } = await playground.open("");
    expect(await page.locator("main li").count()).toBe(lessons.length);
    expect(problems).toEqual([]);
    await page.close();
  });

  it.each(lessons.map((lesson) => [lesson.number, lesson] as const))(
    "lesson %i gives the figures of the command line",
    async (number, lesson) => {
      const { page, problems } = await playground.open(`#/lesson/${number}`);
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

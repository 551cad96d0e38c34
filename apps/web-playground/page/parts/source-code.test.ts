import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { lessons } from "@cairn-ml/lessons";
import type { BrowserContext } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const root = new URL("../../../../", import.meta.url);
const file = (name: string) => readFileSync(fileURLToPath(new URL(name, root)), "utf8");

describe.skipIf(!program)("the code of a lesson in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  let context: BrowserContext;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    context = await playground.browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  });
  afterAll(() => playground?.close());

  // That what is copied runs is tested with the other examples: tools/readme.test.ts, and with the packed packages by .ci/run.
  it.each(lessons.map(({ number, name }) => [number, name] as const))(
    "of lesson %i is copied whole: %s",
    async (number, name) => {
      const { page, play, problems } = await playground.open(`#/lesson/${number}`, { context });
      const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
      await play.getByText("The code that does it").click();
      const example = play.getByRole("region", { name: `${name}.ts`, exact: true });
      await example.getByRole("button", { name: "Copy" }).click();
      await example.getByText("copied").waitFor();
      expect(await clipboard()).toBe(file(`packages/lessons/examples/${name}.ts`));
      await play.getByText(/npm install (@cairn-ml\/[a-z-]+ ?)+/).waitFor();
      for (const region of await play.getByRole("region", { name: /^packages\// }).all()) {
        await region.getByRole("button", { name: "Copy" }).click();
        await region.getByText("copied").waitFor();
        expect(await clipboard()).toBe(file((await region.getAttribute("aria-label"))!));
      }
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});

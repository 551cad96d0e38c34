import { lessons } from "@cairn-ml/lessons";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "./browser.test-tools.js";

const program = findChromium();

/** How it is seen that a card keeps what it promises: a text of the play, or something to do. */
type Promised = RegExp | ((play: Locator, page: Page) => Promise<void>);

const textOf = async (play: Locator) => (await play.textContent())!.replaceAll(/\s+/g, " ");
const cells = (play: Locator, title: RegExp) =>
  play
    .getByRole("grid", { name: title })
    .locator(".cell")
    .evaluateAll((all) =>
      all.map((cell) => (cell instanceof HTMLInputElement ? Number(cell.value).toFixed(2) : cell.textContent!)),
    );
const learned: Promised = async (play) => {
  await play.getByText(/It learned from .* its loss is/).waitFor();
};

const promised: Readonly<Record<number, Readonly<Record<string, Promised>>>> = {
  1: {
    "One word": /after\.abn.*What may follow/,
    "Names: do new": /hann|nina|inann/,
    "The lesson's 100, with four": /1\d\d rows were seen/,
    "Eight letters": /[3-9]\d\d rows were seen/,
  },
  2: {
    "Far too small": /After 50 steps c = 0\.0\d+,/,
    "Over the bottom": /After 20 steps c = 0\.3\d+,/,
    "Too large": /each step lands higher than the one before/,
    "From the other side": async (play) => play.getByRole("button", { name: "start, c = 0.9" }).waitFor(),
  },
  3: {
    "A rate that is a little": /After 40 steps .* each step lands higher/,
    "The largest rate that holds": /After 200 steps (?!.*lands higher)/,
    "Columns of one size": /After 20 steps .* is bent 1 times/,
    "Round, and the rate": /each step lands higher.*is bent 1 times/,
  },
  4: {
    "A start on the plateau": async (play) => {
      await play.getByText("start").first().waitFor({ state: "attached" });
      await expect
        .poll(async () => {
          const [log, squared] = await play
            .locator("figcaption")
            .evaluateAll((all) => all.map(({ textContent }) => textContent!.match(/[\d.]+/g)!.map(Number)));
          return [log![1]! < log![0]! / 2, squared![1]! < squared![0]! / 2];
        })
        .toEqual([true, false]);
    },
    "One sick person": /7 of 9 told right/,
    "A gap": /6 of 6 told right/,
    "A ring": /8 of 11 told right/,
  },
  5: {
    "Two units that get stuck": /3 of 4 points right/,
    "Two units that find it": /4 of 4 points right/,
    "A ring around": /16 of 16 points right/,
    "XOR by hand": /2 units, bends at −2, 0\. 4 of 4 rows right\. Squared distance 0,/,
  },
  6: {
    "A ReLU that is closed": /All gradients are known/,
    "One number, used three": /All gradients are known/,
    "A neuron": /All gradients are known/,
    "An error squared": async (play) => {
      for (let press = 0; press < 12; press++) await play.getByRole("button", { name: "Move the inputs" }).click();
      await expect.poll(async () => Number(await play.getByRole("spinbutton").inputValue())).toBeCloseTo(1.5, 1);
    },
  },
  7: {
    "A seven with a bar": /It reads a 7|It would say 7/,
    "A four that is nearly": /It reads a [49]|It would say [49]/,
    "A spiral": /It reads a \d|It would say \d/,
    "One epoch only": /after epoch 1 of 1/,
  },
  8: {
    "From a bowler": /nearest to Adam Zampa/,
    "Half of the best": /is \( ?\d+\.\d, \d+\.\d ?\): most like/,
    "Maxwell moved on top": /Glenn Maxwell0\.00/,
    "prince − boy": async (play) => play.locator("output", { hasText: "princess" }).waitFor(),
  },
  9: {
    "One letter of context": learned,
    "Another beginning": learned,
    "Steps five times": learned,
    "What follows": async (play) => {
      expect(await play.getByLabel("a name begins with").inputValue()).toBe("q");
    },
  },
  10: {
    "Without a mask": async (play) => {
      await expect.poll(async () => (await cells(play, /^scores/)).length).toBe(25);
      await expect.poll(() => cells(play, /^scores/)).not.toContain("−∞");
    },
    "Divided by a tenth": async (play) => expect.poll(() => cells(play, /^shares/)).toContain("1.00"),
    "The second head": async (play) => expect.poll(async () => (await cells(play, /^output/)).length).toBe(10),
    "Nobody asks": async (play) =>
      expect.poll(async () => new Set(await cells(play, /^shares/))).toEqual(new Set(["0.20"])),
  },
  11: {},
};

describe.skipIf(!program)("cards in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  /** What all fields of a lesson hold, but the one that a film moves. */
  const fields = (page: Page) =>
    page
      .locator("main :is(input, select):not([type=file])")
      .evaluateAll((all) =>
        (all as HTMLInputElement[])
          .map(({ labels, value, checked }) => `${labels?.[0]?.textContent}: ${value} ${checked}`)
          .filter((text) => !text.startsWith("look at step")),
      );

  it.each(lessons.map(({ number, seconds }) => [number, seconds] as const))(
    "set lesson %i up, Reset takes it back, and its figures stand beside the published ones",
    { timeout: 180_000 },
    async (number, seconds) => {
      const { page, play, problems } = await playground.open(`#/lesson/${number}`);
      const cards = play.getByRole("list", { name: "Try this:" }).getByRole("link");
      await cards.first().waitFor();
      await page.waitForTimeout(300); // until the play has its first answer
      const first = await fields(page);
      const count = await cards.count();
      expect(count).toBeGreaterThanOrEqual(2);
      expect(count).toBeLessThanOrEqual(4);
      for (let i = 0; i < count; i++) {
        const card = cards.nth(i);
        const [what, href] = [(await card.textContent())!, await card.getAttribute("href")];
        await card.click();
        expect(await page.evaluate(() => location.hash), what).toBe(href);
        const entry = Object.entries(promised[number]!).find(([begin]) => what.startsWith(begin));
        if (number !== 11) expect(entry, what).toBeDefined();
        const [, kept = /./] = entry ?? [];
        if (kept instanceof RegExp)
          await expect.poll(() => textOf(play), { message: what, timeout: 20_000 }).toMatch(kept);
        else await kept(play, page);
        expect(await page.locator(".error").allTextContents(), what).toEqual([]);
      }
      await page.getByRole("link", { name: "Reset" }).click();
      expect(await page.evaluate(() => location.hash)).toBe(`#/lesson/${number}`);
      await expect.poll(() => fields(page)).toEqual(first);
      if (seconds > 3) await page.getByRole("button", { name: "Run the lesson" }).click();
      const figures = page.locator("section", { hasText: "Our figures beside the published ones" });
      await figures.getByRole("columnheader", { name: "published" }).waitFor({ timeout: 120_000 });
      expect(await figures.locator("tbody tr").count()).toBeGreaterThan(0);
      expect(problems).toEqual([]);
      await page.close();
    },
  );
});

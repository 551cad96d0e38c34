import { findLesson } from "@cairn-ml/lessons";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const published = findLesson("vectors")!.published as {
  readonly distances: readonly { readonly player: string; readonly distance: number }[];
};

describe.skipIf(!program)("vectors in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  let page: Page;
  let problems: readonly string[];
  beforeAll(async () => {
    playground = await openPlayground(program!);
    ({ page, problems } = await playground.open("#/lesson/8"));
  });
  afterAll(() => playground?.close());

  const first = () => page.locator(".vectors .nearest tbody tr").first();
  const upload = (input: number, name: string, text: string) =>
    page
      .locator(".vectors input[type=file]")
      .nth(input)
      .setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });

  it("have the published distances", async () => {
    await first().waitFor();
    const cells = await page
      .locator(".vectors .nearest tbody tr")
      .evaluateAll((rows) => rows.map((row) => row.textContent));
    published.distances.slice(1, 9).forEach(({ player, distance }, i) => {
      expect(cells[i]).toContain(player + distance.toFixed(2));
    });
  });

  it("are measured anew while a point is dragged, or moved with the arrow keys", async () => {
    const point = (name: string) => page.getByRole("button", { name: new RegExp(`^${name},`) });
    const centre = async (name: string) => {
      const box = (await point(name).locator(".mark").boundingBox())!;
      return [box.x + box.width / 2, box.y + box.height / 2] as const;
    };
    await page.mouse.move(...(await centre("Glenn Maxwell")));
    await page.mouse.down();
    await page.mouse.move(...(await centre("Virat Kohli")), { steps: 6 });
    await page.mouse.up();
    await first().filter({ hasText: "Glenn Maxwell" }).waitFor();
    await page.waitForURL(/moved=/);
    await page.getByRole("button", { name: "Put all back" }).click();
    await first().filter({ hasText: "KL Rahul9.63" }).waitFor();
    await point("KL Rahul").focus();
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/moved=/);
    await point("Adam Zampa").press("Enter");
    await page.getByText("nearest to Adam Zampa").waitFor();
  });

  it.each([390, 1024])("have names that cover none of the others, %i pixels wide", async (width) => {
    const view = await playground.browser.newPage({ viewport: { width, height: 900 } });
    await view.goto(`${playground.url}#/lesson/8`);
    const names = view.locator(".vectors .name:not(.crowded)");
    await names.first().waitFor();
    const boxes = await names.evaluateAll((texts) => texts.map((text) => text.getBoundingClientRect().toJSON()));
    expect(boxes.length).toBeGreaterThanOrEqual(17); // of 19
    expect(Math.min(...boxes.map(({ height }) => height))).toBeGreaterThan(11); // they can be read
    const less = 2; // pixels around letters that are empty
    const covered = boxes.filter((a, i) =>
      boxes.slice(i + 1).some((b) => {
        const [wide, high] = [
          Math.min(a.right, b.right) - Math.max(a.x, b.x),
          Math.min(a.bottom, b.bottom) - Math.max(a.y, b.y),
        ];
        return wide > less && high > 2 * less;
      }),
    );
    expect(covered).toEqual([]);
    await view.close();
  });

  it("come from the reader's own table, and what is none is told", async () => {
    await upload(0, "mine.csv", "name,x,y\nhere,0,0\nthere,3,4\n");
    await first().filter({ hasText: "there5.00" }).waitFor();
    await upload(0, "notes.csv", "hello");
    await page.locator(".vectors [role=alert]", { hasText: "notes.csv" }).waitFor();
    await page.getByRole("button", { name: "Back to the players" }).click();
    await first().filter({ hasText: "KL Rahul9.63" }).waitFor();
  });

  it("make sums of words, of the lesson's and of the reader's", async () => {
    const sum = page.locator(".analogy output");
    await sum.filter({ hasText: "queen" }).waitFor();
    await upload(1, "tiny.txt", "king 1 1 0\nman 0 1 0\nwoman 0 0 1\nqueen 1 0 1\nkite -1 -1 0\n");
    await page.getByText("tiny.txt: 5 words of 3 numbers").waitFor();
    await sum.filter({ hasText: "queen" }).waitFor();
    await page.getByLabel("from", { exact: true }).fill("emperor");
    await page.getByText("There is no vector for “emperor”").waitFor();
    await page.getByRole("button", { name: "Back to the words of the lesson" }).click();
    await page.getByText("The words are king, man").waitFor();
    expect(problems).toEqual([]);
  });
});

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground } from "../browser.test-tools.js";

const program = findChromium();

describe.skipIf(!program)("the reader's own file (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  it("takes the place of the lesson's data, and is refused with the line when it is wrong", async () => {
    const page = await playground.browser.newPage();
    await page.goto(`${playground.url}#/lesson/2`);
    const file = page.locator(".own-file input");
    const give = (text: string) =>
      file.setInputFiles({ name: "people.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await give("height,weight\n150,75\n160,80\n170,85\n");
    await page.getByText("Your people.csv is used").waitFor();
    await page.getByText(/You changed from/).waitFor();
    const { coefficient } = JSON.parse((await page.textContent("#results"))!) as { coefficient: number };
    expect(coefficient).toBeCloseTo(0.5, 3);

    await give("height,weight\n150,75\n1.6,80\n");
    expect(await page.locator(".error").textContent()).toMatch(/people\.csv.*line 3|line 3/s);
    await page.getByRole("button", { name: "Use the lesson's data again" }).click();
    await page.getByText("✓ yes").first().waitFor();
    await page.close();
  });

  it.each([
    [1, "xyx\nxy\n", "(nothing: mine.csv)letters before1How often the letter of a column follows after.xy"],
    [2, "height,weight\n150,75\n160,80\n170,85\n", "steps c = 0.5"],
    [3, "height,sex,weight\n1.6,1,60\n1.7,1,64\n1.8,0,80\n1.9,0,84\n", "best are 40"],
    [4, "sleep,exercise,disease\n5,40,1\n6,50,0\n7,45,0\n", "of 3 told right"],
  ])("is what the play of lesson %i shows", async (number, text, said) => {
    const { page, play, problems } = await playground.open(`#/lesson/${number}`);
    await page
      .locator(".own-file input")
      .setInputFiles({ name: "mine.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    const seen = (text: string) => text.replaceAll(/\s+/g, " ");
    await expect.poll(async () => seen((await play.textContent())!)).toContain(said);
    await page.getByRole("button", { name: "Use the lesson's data again" }).click();
    await expect.poll(async () => seen((await play.textContent())!)).not.toContain(said);
    expect(problems).toEqual([]);
    await page.close();
  });
});

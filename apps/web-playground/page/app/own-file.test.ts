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
});

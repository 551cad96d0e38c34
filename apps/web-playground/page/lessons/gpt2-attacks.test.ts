import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, type OpenedPage, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const text = "the cat sat on the mat. the dog sat on the log. ".repeat(20);

describe.skipIf(!program)("lesson 11 holds (skipped where there is no Chromium; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
  });
  afterAll(() => playground?.close());

  const trained = async (more: string): Promise<OpenedPage> => {
    const opened = await playground.open(`#/lesson/11?from=text&train=10&text=the+cat${more}`);
    const { play } = opened;
    await play.getByRole("textbox", { name: "your text" }).fill(text);
    await play.getByRole("button", { name: "Train it" }).click();
    await play.getByText(/^done: it has/).waitFor();
    return opened;
  };

  it.each(["&layer=0&head=-3&temperature=-1&topk=0", "&layer=x&head=1.5&temperature=x&topk=x"])(
    "with an address that has %s",
    async (more) => {
      const { page, play, problems } = await trained(more);
      await play.locator(".tokens .token").first().waitFor({ timeout: 5000 });
      await play.getByText(/tokens can be drawn/).waitFor({ timeout: 5000 });
      expect(problems).toEqual([]);
      await page.close();
    },
  );

  it("what is kept, when the weights of the kept model become int8 after it is loaded", async () => {
    const { page, play, problems } = await trained("");
    const keep = play.getByRole("button", { name: "Keep in this browser" });
    await keep.click();
    await play.getByText("Kept in this browser").waitFor();
    await play.getByRole("button", { name: "Load the kept one" }).click();
    await play.getByText("the model that was kept is loaded.").waitFor();
    await play.getByRole("checkbox", { name: /weights as int8/ }).check();
    await play.getByText("Its weights are int8 now.").waitFor();
    expect(await keep.isDisabled()).toBe(true); // keeping would first remove what it is to be read from
    await play.getByRole("button", { name: "Load the kept one" }).click();
    await play.getByText("the model that was kept is loaded.").waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("what it writes, back from the address of a lesson that the reader has gone to", async () => {
    const { page, play } = await trained("&write=100000");
    await play.getByRole("button", { name: "Let it write" }).click();
    await play.getByText(/of 100000 tokens written/).waitFor();
    await page.evaluate(() => {
      location.hash = "#/lesson/2";
    });
    await page.waitForSelector('html[data-ready="true"]');
    await page.waitForTimeout(600); // the address follows after 250 ms
    expect(page.url()).not.toContain("text=");
    await page.close();
  });
});

import { plays } from "@cairn-ml/lessons/play";
import { init } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
const host = { tell() {}, signal: new AbortController().signal };

describe.skipIf(!program)("the controls in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
  });
  afterAll(() => playground?.close());

  it("say what is wrong and what would be right, while the play goes on with what is right", async () => {
    const { page, play } = await playground.open("#/lesson/3?steps=40");
    const { bowl } = await plays["several-weights"]();
    const question = { seed: 0, people: 1000, noise: 0.03, weights: ["height", "bias"], scaled: false } as const;
    const { path } = bowl({ ...question, start: null, lr: 1e-4, steps: 40, cells: 2 });
    const said = play.getByText(`After 40 steps ${Number(path.at(-1)![0].toPrecision(4))} and`);
    await said.waitFor();
    const rate = page.getByRole("group", { name: "Change" }).getByLabel("learning rate");
    await rate.fill("-1");
    await rate.press("Enter");
    await page.getByText("“-1” is not a number above 0: 0.0001 would be right.").waitFor();
    expect(await rate.getAttribute("aria-invalid")).toBe("true");
    await said.waitFor();
    await page.getByText("give a number above 0; the lesson's own is 0.0001").waitFor(); // of the lesson's own run
    await page.getByRole("link", { name: "Reset" }).click();
    expect(await rate.inputValue()).toBe("0.0001");
    await page.close();
  });

  it("are apart where the play has sliders of its own", async () => {
    const { page, play, problems } = await playground.open("#/lesson/4");
    const apart = page.getByRole("group", { name: "Change in the lesson's run below, and in nothing above" });
    expect(await apart.getByRole("spinbutton").count()).toBe(4);
    expect(await page.getByRole("group", { name: "Change", exact: true }).count()).toBe(0);
    const { boundary, firstPeople } = await plays["yes-or-no"]();
    const people = firstPeople({});
    const picture = { sleep: [0, 10], exercise: [0, 32], cells: 2 } as const;
    const { correct, loss } = (await boundary({ people, ...picture, lr: 1, steps: 3 }, host))!;
    await play.getByRole("slider", { name: "steps of the line" }).fill("3");
    await play.getByText(`${correct} of 10 told right; log loss ${loss.toPrecision(3)}.`).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("hold no folder", async () => {
    const { page } = await playground.open("#/lesson/7");
    await page.getByLabel("batch size").waitFor();
    expect(await page.getByText("folder for pictures").count()).toBe(0);
    await page.close();
  });
});

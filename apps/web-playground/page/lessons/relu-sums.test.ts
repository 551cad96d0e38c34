import { plays } from "@cairn-ml/lessons/play";
import { init } from "@cairn-ml/tensor";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground } from "../browser.test-tools.js";
import { textOfUnits, unitsOfText } from "./sum-text.js";

const program = findChromium();
const host = { tell() {}, signal: new AbortController().signal };
const shown = (value: number) => String(Number(value.toPrecision(3)));
const start = { target: "hat", units: unitsOfText("1,1,1;1,0,-1"), offset: 0 } as const;

describe("units in an address", () => {
  it("come back as they were written", () => {
    const units = [{ weight: -0.5, bias: 2, output: 0.125 }, { weight: 0, bias: -3, output: 4 }]; // biome-ignore format: a table
    expect(unitsOfText(textOfUnits(units))).toEqual(units);
  });

  it("are left out where they are none", () => {
    expect(unitsOfText("1,2;x,1,1;;1,2,3;1,,Infinity")).toEqual([{ weight: 1, bias: 2, output: 3 }]);
    expect(unitsOfText("")).toEqual([]);
  });
});

describe.skipIf(!program)("ReLU sums by hand in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Awaited<ReturnType<typeof openPlayground>>;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
  });
  afterAll(() => playground?.close());

  const open = async (hash: string): Promise<{ page: Page; play: Locator; problems: string[] }> => {
    const page = await playground.browser.newPage();
    const problems: string[] = [];
    page.on("pageerror", ({ message }) => problems.push(message));
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    await page.goto(`${playground.url}${hash}`);
    await page.waitForSelector('html[data-ready="true"]');
    return { page, play: page.getByRole("region", { name: "ReLU sums by hand" }), problems };
  };

  it("are built by sliders, and by the arrow keys on the plot", async () => {
    const { sum } = await plays["bent-lines"]();
    const { page, play, problems } = await open("#/lesson/5");
    const said = async (units: typeof start.units) => {
      const { square, error } = sum({ ...start, units });
      await play.locator("p", { hasText: `Squared distance ${shown(square)}, off by ${shown(error)}` }).waitFor();
    };
    await said(start.units);
    await play.getByRole("group", { name: "Unit 2" }).getByRole("slider", { name: "output weight" }).fill("-2");
    const steeper = start.units.with(1, { weight: 1, bias: 0, output: -2 });
    await said(steeper);
    await play.getByRole("button", { name: "unit 1 bends at -1.00" }).press("ArrowRight"); // a fiftieth of 6
    const moved = steeper.with(0, { weight: 1, bias: 0.88, output: 1 });
    await said(moved);
    await play.getByRole("button", { name: "arm of unit 1" }).press("ArrowUp");
    await said(moved.with(0, { weight: 1, bias: 0.88, output: 1.107 }));
    await play.getByRole("button", { name: "Add a unit" }).click();
    await play.getByText(/^3 units, bends at/).waitFor();
    await play.getByRole("button", { name: "take unit 3 away" }).click();
    await play.getByText(/^2 units, bends at/).waitFor();
    await page.waitForURL(/units=1%2C0.88%2C1.107/);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("are found by the engine from the reader's start, and gone on with by hand", async () => {
    const { fitSum } = await plays["bent-lines"]();
    const path = await fitSum({ ...start, lr: 0.03, steps: 1000 }, host);
    const { page, play, problems } = await open("#/lesson/5?fitted=1000"); // a link shows the same
    await play
      .getByText(`off by ${shown(path.at(-1)!.error)} (its root)`)
      .first()
      .waitFor();
    await play.getByText(`From your start, off by ${shown(path[0]!.error)}, it comes to`).waitFor();
    await play.getByRole("button", { name: "Back to your start" }).click();
    await play
      .getByText(`off by ${shown(path[0]!.error)} (its root)`)
      .first()
      .waitFor();
    await play.getByRole("slider", { name: "steps of training" }).fill("200");
    await play
      .getByText(`off by ${shown(path[20]!.error)} (its root)`)
      .first()
      .waitFor();
    await play.getByRole("button", { name: "Let the engine find it" }).click();
    await play.getByRole("button", { name: "Pause" }).click();
    await play.getByRole("button", { name: "take unit 2 away" }).click();
    await play.getByText(/^One unit, bends at/).waitFor();
    expect(await play.getByRole("slider", { name: "steps of training" }).inputValue()).toBe("0");
    expect(problems).toEqual([]);
    await page.close();
  });

  it("solve XOR by two units and no training, with one click", async () => {
    const { page, play, problems } = await open("#/lesson/5");
    await page.getByRole("link", { name: "XOR by hand" }).click();
    await play.getByText("2 units, bends at −2, 0. 4 of 4 rows right. Squared distance 0,").waitFor();
    await page.getByText("4 of 4 points right").waitFor(); // the network of two units, above
    expect(problems).toEqual([]);
    await page.close();
  });

  it("are held against those of the lesson", async () => {
    const { bestOfStarts } = await plays["bent-lines"]();
    const { error } = await bestOfStarts({ k: 2, seed: 0 }, host);
    const { page, play, problems } = await open("#/lesson/5");
    await play.getByRole("combobox", { name: "follow" }).selectOption("wave");
    await play.getByText(`The lesson's 2 ReLUs, the best of five random starts: off by ${shown(error)}.`).waitFor();
    await play.getByRole("button", { name: "Show how it is done by hand" }).click();
    await play.getByText(/^3 units, bends at −3, −1.5, 1.5/).waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });
});

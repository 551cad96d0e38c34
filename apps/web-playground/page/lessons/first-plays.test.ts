import { plays } from "@cairn-ml/lessons/play";
import { init } from "@cairn-ml/tensor";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findChromium, openPlayground, type Playground } from "../browser.test-tools.js";

const program = findChromium();
type Kind = 0 | 1;
const xor = (a: Kind, b: Kind, c: Kind, d: Kind) =>
  [
    [-1, -1, a],
    [-1, 1, b],
    [1, -1, c],
    [1, 1, d],
  ] as const;
const host = { tell() {}, signal: new AbortController().signal };

describe.skipIf(!program)("plays in Chromium (skipped where there is none; CHROMIUM names one)", () => {
  let playground: Playground;
  beforeAll(async () => {
    playground = await openPlayground(program!);
    await init();
  });
  afterAll(() => playground?.close());

  it("bent lines: a slider, a point that is turned, one that is added", async () => {
    const { page, play, problems } = await playground.open("#/lesson/5?seed=9");
    await play.getByRole("slider", { name: "hidden units" }).fill("2");
    const { bend } = await plays["bent-lines"]();
    const question = { hidden: 2, lr: 0.03, steps: 500, seed: 9, range: [-2, 2], cells: 2 } as const;
    const solved = (await bend({ ...question, points: xor(0, 1, 1, 0) }, host))!;
    await play.getByText(`4 of 4 points right; log loss ${solved.loss.toPrecision(3)}.`).waitFor();
    await play.getByRole("button", { name: /^yes, first 1.00/ }).press("Enter");
    const turned = (await bend({ ...question, points: xor(0, 1, 0, 0) }, host))!;
    await play.getByText(`points right; log loss ${turned.loss.toPrecision(3)}.`).waitFor();
    await play.getByRole("button", { name: "Add one in the middle" }).click();
    await play.getByText("of 5 points right").waitFor();
    await page.waitForURL(/points=-1%2C-1%2C0/);
    expect(problems).toEqual([]);
    await page.close();
  });

  it("yes or no: somebody gets well, and the boundary moves", async () => {
    const { page, play, problems } = await playground.open("#/lesson/4");
    const { boundary, firstPeople } = await plays["yes-or-no"]();
    const people = firstPeople({});
    const picture = { sleep: [0, 10], exercise: [0, 32], cells: 2, lr: 1, steps: 300 } as const;
    const said = async (people: ReturnType<typeof firstPeople>) => {
      const { correct, loss } = (await boundary({ people, ...picture }, host))!;
      await play.getByText(`${correct} of ${people.length} told right; log loss ${loss.toPrecision(3)}.`).waitFor();
    };
    await said(people);
    await play.getByRole("button", { name: "sick, 4.3 hours, 1 minutes" }).press("Enter");
    await said(people.with(0, [4.25, 0.94, 0]));
    expect(problems).toEqual([]);
    await page.close();
  });

  it("several weights: the rate, up to where it runs away", async () => {
    const { page, play, problems } = await playground.open("#/lesson/3?steps=40");
    const { bowl } = await plays["several-weights"]();
    const rates = play.getByRole("slider", { name: "learning rate" });
    const question = { seed: 0, people: 1000, noise: 0.03, weights: ["height", "bias"], scaled: false } as const;
    for (const place of [-3, 0]) {
      await rates.fill(String(place));
      const lr = Number((10 ** Number(await rates.inputValue())).toPrecision(3));
      const { path, stepsTaken } = bowl({ ...question, start: null, lr, steps: 40, cells: 2 });
      const [x, , loss] = path.at(-1)!.map((value) => String(Number(value.toPrecision(4))).replace("-", "−"));
      await play.getByText(`After ${stepsTaken} steps ${x} and`).waitFor();
      await play.getByText(`, loss ${loss}; best are`).waitFor();
    }
    await play.getByText("each step lands higher").waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("counting: the table fills in while one types, and letters are drawn from it", async () => {
    const { page, play, problems } = await playground.open("#/lesson/1");
    const { count } = await plays.counting();
    const question = { sequences: ["abba", "ab"], order: 1, smoothing: 0, seed: 0, drawn: 3 };
    await play.getByRole("textbox").pressSequentially("abba, ab");
    for (let i = 0; i < 3; i++) await play.getByRole("button", { name: "Draw a letter" }).click();
    const { rows, walk } = count(question)!;
    await play.getByText(walk.join(" · "), { exact: true }).waitFor();
    const shown = await play
      .locator("tbody tr")
      .evaluateAll((all) => all.map((row) => [...row.children].map(({ textContent }) => textContent)));
    expect(shown).toEqual(rows.map(({ context, counts }) => [context, ...counts.map(String)]));
    expect(problems).toEqual([]);
    await page.close();
  });

  it("backpropagation: forward and back through the lesson's graph, and a step", async () => {
    const { page, play, problems } = await playground.open("#/lesson/6?at=0");
    const press = (name: string) => play.getByRole("button", { name }).click();
    await press("Step forward");
    await play.getByText("Forward: c = a·b = −8.").waitFor();
    await press("Step forward");
    await press("Step backward");
    await press("Step backward");
    await play.getByText("Backward: the gradient of c is 1. a receives 1 times −2 (∂(a·b)/∂a = b)").waitFor();
    await press("Move the inputs");
    await play.getByText("leads to").waitFor();
    const inputs = await play
      .getByRole("spinbutton")
      .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).value));
    expect(inputs).toEqual(["4.2", "-2.4", "4.9"]);
    await play.getByRole("textbox").fill("a*");
    await play.getByText("a value is missing after *").waitFor();
    expect(problems).toEqual([]);
    await page.close();
  });

  it("one weight: the start is moved, and the ball ends elsewhere", async () => {
    const { page, play, problems } = await playground.open("#/lesson/2?steps=3");
    const { descent } = await plays["one-weight"]();
    const question = { seed: 0, people: 100, noise: 0.15, lr: 1e-5, steps: 3, range: [-0.4, 1] } as const;
    const said = async (start: number) => {
      const [c] = (await descent({ ...question, start }, host)).path.at(-1)!;
      await play.getByText(`After 3 steps c = ${c.toPrecision(4)},`).waitFor();
    };
    await said(0);
    await play.getByRole("button", { name: "start, c = " }).press("Shift+ArrowRight"); // a tenth of the picture
    await said(0.14);
    expect(problems).toEqual([]);
    await page.close();
  });
});

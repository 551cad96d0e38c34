import type { Locator, Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import { drag } from "./hand.ts";
import type { Playground } from "./playground.ts";
import { longest, longTask } from "./statistics.ts";
import type { Watched } from "./watch.ts";

const settled = 2500; // milliseconds
const late = 20; // milliseconds between two frames: one was left out
const smooth = 58; // frames a second, of the screen's 60

/** Frames while the sliders, and something in each picture that can be dragged, are moved by a hand. */
export async function* dragging(
  playground: Playground,
  lessons: readonly number[],
  { seconds }: { readonly seconds: number },
): AsyncGenerator<Figure> {
  for (const lesson of lessons) {
    const visit = await playground.visit(`#/lesson/${lesson}`);
    await visit.ready();
    await visit.page.waitForTimeout(settled);
    for (const thing of await things(visit.page)) {
      const seen = await moved(visit.page, thing, seconds);
      yield* figuresOf(`lesson ${lesson}`, thing.name, seen);
    }
    await visit.close();
  }
}

interface Thing {
  readonly name: string;
  readonly locator: Locator;
  readonly isSlider: boolean;
}

async function things(page: Page): Promise<Thing[]> {
  const sliders = await page.locator('.play input[type="range"]').all();
  const planes = await page.locator(".play .plane:has(.handle)").all();
  const named = sliders.map(async (locator) => {
    const name = await locator.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? "slider");
    return { name: `slider “${name}”`, locator, isSlider: true };
  });
  const handles = planes.map((plane, i) => {
    const name = `what is dragged in ${planes.length > 1 ? `picture ${i + 1}` : "the picture"}`;
    return { name, locator: plane.locator(".handle").first(), isSlider: false };
  });
  return [...(await Promise.all(named)), ...handles];
}

interface Seen extends Pick<Watched, "frames" | "long"> {
  /** Work of the page itself, a frame; without what other programs take meanwhile. */
  readonly work: number;
}

async function moved(page: Page, { locator, isSlider }: Thing, seconds: number): Promise<Seen> {
  await locator.scrollIntoViewIfNeeded();
  const box = (await locator.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const [from, to] = isSlider
    ? [0.1, 0.9].map((share) => ({ x: box.x + share * box.width, y: middle.y }))
    : [middle, { x: middle.x + 90, y: middle.y - 30 }];
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  const worked = async () => {
    const { metrics } = await session.send("Performance.getMetrics");
    return 1000 * metrics.find(({ name }) => name === "TaskDuration")!.value;
  };
  const before = { work: await worked(), at: await page.evaluate(() => performance.now()) };
  await drag(page, from!, to!, seconds);
  const watched = await page.evaluate(() => window.watched);
  const frames = watched.frames.filter(({ time }) => time > before.at);
  const long = watched.long.filter(({ start }) => start > before.at);
  const work = ((await worked()) - before.work) / frames.length;
  await session.detach();
  return { frames, long, work };
}

function* figuresOf(page: string, name: string, { frames, long, work }: Seen): Generator<Figure> {
  const times = frames.slice(1).map(({ time }, i) => time - frames[i]!.time);
  const seconds = times.reduce((sum, time) => sum + time, 0) / 1000;
  const pictures = frames.filter(({ changed }) => changed).length;
  const share = times.filter((time) => time > late).length / times.length;
  yield { page, what: `${name}: frames`, value: times.length / seconds, unit: "/s", bar: { least: smooth } };
  yield { page, what: `${name}: frames with a new picture`, value: pictures / seconds, unit: "/s" };
  yield { page, what: `${name}: frames later than ${late} ms`, value: 100 * share, unit: "%" };
  yield { page, what: `${name}: work of the page`, value: work, unit: "ms/frame" };
  yield longTask(page, `${name}: longest task`, longest(long));
}

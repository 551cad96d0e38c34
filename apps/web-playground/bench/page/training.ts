import type { Figure } from "./figure.ts";
import type { Playground } from "./playground.ts";
import { longest, longTask } from "./statistics.ts";

const settled = 2500; // milliseconds

/** The longest task while the page trains: in lessons that have a button for it. */
export async function* training(
  playground: Playground,
  lessons: readonly number[],
  { seconds }: { readonly seconds: number },
): AsyncGenerator<Figure> {
  for (const lesson of lessons) {
    const visit = await playground.visit(`#/lesson/${lesson}`);
    await visit.ready();
    const button = visit.page.locator(".play").getByRole("button", { name: /^(Train|Stop the training)/ });
    await visit.page.waitForTimeout(settled);
    if ((await button.count()) > 0) {
      if (/^Train/.test((await button.textContent())!)) await button.click();
      const from = await visit.page.evaluate(() => performance.now());
      await visit.page.waitForTimeout(1000 * seconds);
      const { long } = await visit.page.evaluate(() => window.watched);
      const tasks = long.filter(({ start }) => start > from);
      yield longTask(`lesson ${lesson}`, "longest task while it trains", longest(tasks));
    }
    await visit.close();
  }
}

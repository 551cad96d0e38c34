import type { Figure } from "./figure.ts";
import type { Playground } from "./playground.ts";
import { longest, longTask, median } from "./statistics.ts";

const settled = 3000; // milliseconds after which nothing of the opening is under way

/** How soon the page can be used by a reader who was never there before, and the longest task until it rests. */
export async function* opening(
  playground: Playground,
  lessons: readonly number[],
  { repeats }: { readonly repeats: number },
): AsyncGenerator<Figure> {
  for (const [page, hash] of [["home", ""], ...lessons.map((n) => [`lesson ${n}`, `#/lesson/${n}`])] as const) {
    const visits = [];
    for (let i = 0; i < repeats; i++) visits.push(await open(playground, hash!));
    const interactive = visits.map((visit) => visit.interactive);
    yield { page: page!, what: "interactive, the median", value: median(interactive), unit: "ms", bar: { most: 1000 } };
    yield { page: page!, what: "interactive, the best", value: Math.min(...interactive), unit: "ms" };
    const tasks = visits.map(({ task }) => task);
    yield longTask(page!, "longest task while it opens, the median", median(tasks));
    yield longTask(page!, "longest task while it opens, the worst", Math.max(...tasks));
    const shift = Math.max(...visits.map((visit) => visit.shift));
    yield { page: page!, what: "how far things jump while it opens", value: shift, unit: "", bar: { most: 0.05 } };
  }
}

/** Interactive: what is played with is there, answers, and no long task is still to come. */
async function open(playground: Playground, hash: string) {
  const visit = await playground.visit(hash);
  await visit.ready();
  await visit.page.waitForTimeout(settled);
  const { ready, play, long, shift } = await visit.page.evaluate(() => window.watched);
  await visit.close();
  const last = long.map(({ start, duration }) => start + duration);
  return { interactive: Math.max(ready!, play ?? 0, ...last), task: longest(long), shift };
}

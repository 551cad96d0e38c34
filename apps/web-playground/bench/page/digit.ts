import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import type { Playground } from "./playground.ts";
import { median, quantile } from "./statistics.ts";

/** From the last move of a pen until the ten bars answer, and until that is on the screen. */
export async function* digit(
  playground: Playground,
  { repeats }: { readonly repeats: number },
): AsyncGenerator<Figure> {
  for (const [when, epochs] of [
    ["idle", 1],
    ["while it trains", 10_000],
  ] as const) {
    const visit = await playground.visit(`#/lesson/7?epochs=${epochs}`);
    await visit.page
      .getByText(/after epoch \d/)
      .first()
      .waitFor();
    await visit.page.waitForTimeout(1000);
    const answers: { answered: number; painted: number }[] = [];
    for (let i = 0; i < repeats; i++) answers.push(await drawn(visit.page, i));
    await visit.close();
    for (const [what, times] of [
      ["answered", answers.map(({ answered }) => answered)],
      ["on the screen", answers.map(({ painted }) => painted)],
    ] as const) {
      const name = `last stroke of a digit, ${when}: ${what}`;
      const bar = what === "answered" ? { bar: { most: 16 } } : {};
      yield { page: "lesson 7", what: `${name}, the median`, value: median(times), unit: "ms", ...bar };
      yield { page: "lesson 7", what: `${name}, 9 of 10 within`, value: quantile(times, 0.9), unit: "ms" };
    }
  }
}

async function drawn(page: Page, i: number): Promise<{ answered: number; painted: number }> {
  const clear = page.getByRole("button", { name: "Clear" });
  if (await clear.isEnabled()) await clear.click();
  const box = (await page.locator(".draw-pad").boundingBox())!;
  const move = (x: number, y: number) => page.mouse.move(box.x + x * box.width, box.y + y * box.height);
  await move(0.25, 0.2);
  await page.mouse.down();
  for (let k = 1; k <= 10; k++) await move(0.25 + 0.05 * k, 0.2);
  for (let k = 1; k <= 9; k++) await move(0.75 - 0.03 * k, 0.2 + 0.07 * k);
  await page.waitForTimeout(80);
  const answer = page.evaluate(
    () =>
      new Promise<{ answered: number; painted: number }>((resolve) => {
        let moved = 0;
        const observer = new MutationObserver(() => {
          observer.disconnect();
          const answered = performance.now() - moved;
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel(); // its message comes after the frame is painted
            port1.onmessage = () => resolve({ answered, painted: performance.now() - moved });
            port2.postMessage(0);
          });
        });
        const all = { subtree: true, childList: true, characterData: true, attributes: true };
        const begin = ({ timeStamp }: Event) => {
          if (moved > 0) return;
          moved = timeStamp; // when the mouse moved
          observer.observe(document.querySelector(".share-bars")!, all);
        };
        for (const type of ["pointerrawupdate", "pointermove"])
          addEventListener(type, begin, { capture: true, once: true });
      }),
  );
  await page.waitForTimeout(20);
  await move(0.46 - 0.01 * (i % 3), 0.88);
  await page.mouse.up();
  return answer;
}

import type { Page } from "playwright-core";
import type { Figure } from "./figure.ts";
import type { Playground } from "./playground.ts";
import { median, quantile } from "./statistics.ts";

const pause = 40; // milliseconds between two questions
const settled = 1000; // milliseconds
const patience = 5000; // milliseconds

declare global {
  interface Window {
    /** Milliseconds from each question to its answer. */
    answered: number[];
  }
}

/** How soon a slider has its answer while the page rests, and while the whole lesson runs beside the play. */
export async function* answers(
  playground: Playground,
  lessons: readonly number[],
  { seconds }: { readonly seconds: number },
): AsyncGenerator<Figure> {
  for (const lesson of lessons) {
    const { page, ready, close } = await playground.visit(`#/lesson/${lesson}`, { offline: false });
    await ready();
    await page.waitForSelector("#results", { state: "attached", timeout: patience }).catch(() => {}); // a long one has not run
    if ((await page.locator(".play input[type=range]").count()) > 0) {
      await page.evaluate(noteAnswers);
      yield* figuresOf(`lesson ${lesson}`, "at rest", await asked(page, seconds));
      await page.getByRole("button", { name: "Run the lesson" }).click();
      yield* figuresOf(`lesson ${lesson}`, "while the lesson runs", await asked(page, seconds));
    }
    await close();
  }
}

/** Runs in the page. Questions are the messages of Comlink that call `ask`. */
function noteAnswers(): void {
  window.answered = [];
  const { postMessage } = Worker.prototype;
  Worker.prototype.postMessage = function (this: Worker, ...args: [message: unknown, transfer: never]) {
    const { id, path } = args[0] as { readonly id: string; readonly path?: readonly string[] };
    const began = performance.now();
    const listen = ({ data }: MessageEvent) => {
      if (data?.id !== id) return;
      window.answered.push(performance.now() - began);
      this.removeEventListener("message", listen);
    };
    if (path?.[0] === "ask") this.addEventListener("message", listen);
    Reflect.apply(postMessage, this, args);
  } as typeof postMessage;
}

async function asked(page: Page, seconds: number): Promise<number[]> {
  await page.evaluate(() => {
    window.answered.length = 0;
  });
  const slider = page.locator(".play input[type=range]").first();
  const count = Math.ceil((1000 * seconds) / pause);
  for (let i = 0; i < count; i++) {
    await slider.evaluate(
      (input: HTMLInputElement, share) => {
        input.value = String(Number(input.min) + share * (Number(input.max) - Number(input.min)));
        input.dispatchEvent(new Event("input", { bubbles: true }));
      },
      ((i * 7) % 40) / 40,
    );
    await page.waitForTimeout(pause);
  }
  await page.waitForTimeout(settled);
  return await page.evaluate(() => window.answered);
}

function* figuresOf(page: string, when: string, times: readonly number[]): Generator<Figure> {
  if (times.length === 0) return; // the slider asks nothing
  yield { page, what: `answer to a slider ${when}: median`, value: median(times), unit: "ms" };
  yield { page, what: `answer to a slider ${when}: 95 %`, value: quantile(times, 0.95), unit: "ms", bar: { most: 50 } };
}

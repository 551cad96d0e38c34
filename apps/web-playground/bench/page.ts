/**
 * How fast the page is, in headless Chromium: what is loaded, how soon it can be used, tasks that let it wait, frames while something
 * is dragged, how soon a digit is read, and how soon a slider has its answer while the whole lesson runs. It is built from the sources
 * and served as `npm run playground` serves it.
 *
 *     npm run -s bench -- web-playground/bench/page
 *     npm run -s bench -- web-playground/bench/page -- 3 4 --only dragging --seconds 1 --json
 *     npm run -s bench -- web-playground/bench/page -- --only lighthouse
 *
 * Numbers name lessons; all unless some are named. A longest task of 0 ms is none of 50 ms, from which on the browser tells of them.
 * The first run of Lighthouse fetches it by npx. CHROMIUM names the browser; else it is on the path.
 */
import { parseArgs } from "node:util";
import { answers } from "./page/answers.ts";
import { digit } from "./page/digit.ts";
import { dragging } from "./page/dragging.ts";
import { type Figure, lineOf } from "./page/figure.ts";
import { scores } from "./page/lighthouse.ts";
import { opening } from "./page/opening.ts";
import { openPlayground, type Playground } from "./page/playground.ts";
import { sizes } from "./page/sizes.ts";
import { training } from "./page/training.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: "string", multiple: true },
    lighthouse: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "5" },
    seconds: { type: "string", default: "2" },
  },
});
const lessons = positionals.length > 0 ? positionals.map(Number) : Array.from({ length: 11 }, (_, i) => i + 1);
const [repeats, seconds] = [Number(values.repeats), Number(values.seconds)];

const parts: Readonly<Record<string, (playground: Playground) => AsyncGenerator<Figure>>> = {
  sizes: (playground) => sizes(playground, lessons),
  opening: (playground) => opening(playground, lessons, { repeats }),
  dragging: (playground) => dragging(playground, lessons, { seconds }),
  training: (playground) => training(playground, lessons, { seconds: 3 * seconds }),
  answers: (playground) => answers(playground, lessons, { seconds }),
  digit: (playground) => digit(playground, { repeats: 6 * repeats }),
  lighthouse: (playground) => scores(playground, lessons),
};
const usual = Object.keys(parts).filter((part) => part !== "lighthouse" || values.lighthouse);
const chosen = values.only ?? usual.filter((part) => part !== "digit" || lessons.includes(7));
const unknown = chosen.filter((part) => !parts[part]);
if (unknown.length > 0) {
  throw new Error(`bench: there is no part "${unknown.join('", "')}"; there are ${Object.keys(parts).join(", ")}`);
}

const playground = await openPlayground();
try {
  for (const part of chosen) {
    if (!values.json) process.stdout.write(`\n${part}\n`);
    for await (const figure of parts[part]!(playground)) {
      process.stdout.write(`${values.json ? JSON.stringify({ part, ...figure }) : lineOf(figure)}\n`);
    }
  }
} finally {
  await playground.close();
}

import { init } from "@cairn-ml/tensor";
import { beforeAll, expect, it } from "vitest";
import { lessons } from "./lessons.js";
import { quietHost } from "./quiet-host.test-tools.js";
import { defaultOf, runLesson } from "./run-lesson.js";

beforeAll(async () => {
  await init();
});

// Small runs; lessons 7 and 11 take seconds, and tests of their own say what their options do.
const small: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "several-weights": { steps: 50, people: 20 },
  "yes-or-no": { steps: 50, people: 20 },
  "bent-lines": { steps: 20, seeds: 1 },
  names: { steps: 20, wordSteps: 3 },
};
const other: Readonly<Record<string, unknown>> = {
  ...{ sequences: ["ab"], item: "Adam Zampa", mix: ["Adam Zampa", "Travis Head"], inputs: "plain", mask: "none" },
  ...{ query: ["1", "0", "0", "0"], key: ["1", "0", "0", "0"], scale: 1, heads: 4 },
};
const run = async (number: number, options: Readonly<Record<string, unknown>>, seed = 0) => {
  const lesson = lessons.find((each) => each.number === number)!;
  const { results, exhibits } = await runLesson(lesson, { seed, options, host: quietHost() });
  return JSON.stringify([results, exhibits]);
};
const usual = new Map<number, Promise<string>>();
const asUsual = (number: number, base: Readonly<Record<string, unknown>>) =>
  usual.get(number) ?? usual.set(number, run(number, base)).get(number)!;

const tried = lessons.filter(({ name }) => name !== "digits" && name !== "gpt2");
const cases = tried.flatMap(({ number, name: lesson, options }) =>
  Object.entries(options)
    .filter(([, option]) => option.kind !== "file" && !("placeholder" in option && option.placeholder === "dir"))
    .map(([name, option]) => [number, name, { base: small[lesson] ?? {}, option }] as const),
);

it.each(cases)("lesson %i shows something else with another %s", async (number, name, { base, option }) => {
  const value = (base[name] ?? defaultOf(option)) as number;
  const changed = other[name] ?? (option.kind === "number" ? value / 2 || 0.5 : value + 1);
  expect(await run(number, { ...base, [name]: changed })).not.toBe(await asUsual(number, base));
});

it.each(tried.map((lesson) => [lesson.number, lesson] as const))(
  "lesson %i shows something else with another seed, unless nothing is drawn",
  async (number, { name, seedless = false }) => {
    const base = small[name] ?? {};
    expect((await run(number, base, 1)) === (await asUsual(number, base))).toBe(seedless);
  },
);

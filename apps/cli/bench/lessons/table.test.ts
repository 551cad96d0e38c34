import { expect, it } from "vitest";
import { type LessonLine, lessonTable } from "./table.ts";

const line = (peer: string, version: string, value: number, ran = 1000): LessonLine => ({
  ...{ workload: "lesson-4", peer, version, threads: 2, metric: "a step in fit", value, unit: "µs/step", n: 1 },
  ...{ note: `${ran} steps`, learned: [-2.0712, 16], steps: 1000 },
});

it("takes the best of each, and says from how many steps", () => {
  const lines = [line("cairn", "", 2), line("torch", "2.13.0+cpu", 90, 100), line("cairn", "", 3)];
  expect(lessonTable(lines)).toMatchInlineSnapshot(`
    "┌──────────┬─────────────────────────┬────────────────────────┬────────┬────────┬──────────┬──────────┐
    │ lesson   │                         │                seconds │ spread │ a step │ Cairn is │ learned  │
    ├──────────┼─────────────────────────┼────────────────────────┼────────┼────────┼──────────┼──────────┤
    │ lesson 4 │ cairn, 2 threads        │                0.002 s │   50 % │   2 µs │          │ -2.07 16 │
    │          │ torch 2.13.0, 2 threads │ 0.09 s, from 100 steps │    0 % │  90 µs │     45 × │          │
    └──────────┴─────────────────────────┴────────────────────────┴────────┴────────┴──────────┴──────────┘"
  `);
});

import { expect, it } from "vitest";
import { barLine } from "./watch.js";

it("a line of bars fits into a terminal of any width", () => {
  const bar = { name: '" a very long token"', probability: 1, share: 0.5, isChosen: true };
  expect(barLine(bar, 60)).toBe('  ▸ " a very long…  100.0 %  █████████████████████   50.0 %');
  expect(barLine({ ...bar, name: '"a"', share: 0, isChosen: false }, 44)).toBe(
    '    "a"             100.0 %  █████        –',
  );
  for (const columns of [20, 40, 100]) expect(barLine(bar, columns).length).toBeLessThanOrEqual(Math.max(39, columns));
});

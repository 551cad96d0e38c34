import { expect, it } from "vitest";
import { add, summary, totalsLine } from "./totals.ts";

const skip = { place: "a.test.ts: reads the file", reason: "no file" };

it("adds up and ends in a line that a script can read", () => {
  const totals = add({ passed: 3, failed: 0, skipped: [] }, { passed: 4, failed: 1, skipped: [skip] });
  expect(totals).toEqual({ passed: 7, failed: 1, skipped: [skip] });
  expect(totalsLine(totals)).toBe("7 passed, 1 failed");
  expect(summary(totals)).toBe("7 passed, 1 failed, 1 skipped");
  expect(summary({ ...totals, skipped: [] })).toBe("7 passed, 1 failed");
});

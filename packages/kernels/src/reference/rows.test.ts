import { expect, it } from "vitest";
import { scatterAddRows, takeRows } from "./rows.js";
import { dot, expectSplits, numbers } from "./testing.test-helper.js";

it("takeRows copies the named rows", () => {
  const y = new Float32Array(6);
  takeRows(Float32Array.of(1, 2, 3, 4, 5, 6), Int32Array.of(2, 0, 2), y, 2, 0, 3);
  expect([...y]).toEqual([5, 6, 1, 2, 5, 6]);
});

it("scatterAddRows adds to what is there, each row as often as it is named", () => {
  const table = Float64Array.of(100, 0, 0, 0, 0, 0);
  scatterAddRows(Float64Array.of(1, 2, 10, 20, 4, 8), Int32Array.of(2, 0, 2), table, 3, 2, 0, 2);
  expect([...table]).toEqual([110, 20, 0, 0, 5, 10]);
});

it("the two are each other's transpose: <take(t), d> = <t, scatter(d)>", () => {
  const index = Int32Array.of(3, 1, 3, 3, 0);
  const table = numbers(1, 4 * 6);
  const dy = numbers(2, 5 * 6);
  const y = new Float64Array(30);
  takeRows(table, index, y, 6, 0, 5);
  const dtable = new Float64Array(24);
  scatterAddRows(dy, index, dtable, 5, 6, 0, 6);
  expect(dot(y, dy)).toBeCloseTo(dot(table, dtable), 12);
  expectSplits(
    5,
    () => [new Float64Array(30)],
    ([out], b, e) => takeRows(table, index, out!, 6, b, e),
  );
  expectSplits(
    6,
    () => [new Float64Array(24)],
    ([out], b, e) => scatterAddRows(dy, index, out!, 5, 6, b, e),
  );
});

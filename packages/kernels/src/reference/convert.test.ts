import { expect, it } from "vitest";
import { castI32, castU8, fill, toI32 } from "./convert.js";

it("fill writes its slice alone", () => {
  const y = new Float32Array(5);
  fill(y, 0.1, 1, 4);
  expect([...y]).toEqual([0, Math.fround(0.1), Math.fround(0.1), Math.fround(0.1), 0]);
});

it("castI32 and castU8 keep integers, as far as the float's digits reach", () => {
  const y = new Float32Array(3);
  castI32(Int32Array.of(-2147483648, 16777217, 5), y, 0, 3);
  expect([...y]).toEqual([-2147483648, 16777216, 5]);
  castU8(Uint8Array.of(0, 1, 255), y, 1, 3);
  expect([...y]).toEqual([-2147483648, 1, 255]);
});

it("toI32 cuts towards zero, holds at the ends and turns NaN into 0", () => {
  const x = Float64Array.of(1.9, -1.9, 2147483647.5, 3e9, -3e9, Infinity, -Infinity, NaN);
  const y = new Int32Array(8);
  toI32(x, y, 0, 8);
  expect([...y]).toEqual([1, -1, 2147483647, 2147483647, -2147483648, 2147483647, -2147483648, 0]);
});

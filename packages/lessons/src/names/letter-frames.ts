import type { Picture } from "../exhibit.js";
import { extent } from "../figures.js";
import { glyph, glyphSize } from "./glyphs.js";
import { isVowel, type Place } from "./letter-map.js";

/** The map of the letters at some step. */
export interface Frame {
  readonly step: number;
  readonly places: readonly Place[];
}

const side = 160; // pixels

/** The maps as pictures in one scale, vowels black, the other letters grey. */
export function pictures(frames: readonly Frame[]): Picture[] {
  const all = frames.flatMap(({ places }) => places);
  const across = scale(extent(all.map(({ x }) => x)), side - glyphSize.wide);
  const up = scale(extent(all.map(({ y }) => y)), side - glyphSize.high);
  return frames.map(({ step, places }) => ({
    label: `step ${step}`,
    rows: side,
    columns: side,
    values: draw(places.map(({ symbol, x, y }) => ({ symbol, x: across(x), y: side - glyphSize.high - up(y) }))),
  }));
}

/** From a range to whole numbers of pixels, the low end at 0. */
function scale([low, high]: readonly [number, number], pixels: number): (value: number) => number {
  return (value) => Math.round(((value - low) / (high - low || 1)) * pixels);
}

/** `places` in pixels, from the upper left corner. */
function draw(places: readonly Place[]): Float32Array {
  const values = new Float32Array(side * side);
  const vowelsLast = [...places].sort((a, b) => Number(isVowel(a)) - Number(isVowel(b)));
  for (const place of vowelsLast) {
    for (const [column, row] of glyph(place.symbol)) {
      values[(place.y + row) * side + place.x + column] = isVowel(place) ? 1 : 0.45;
    }
  }
  return values;
}

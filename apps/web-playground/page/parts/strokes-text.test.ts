import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { strokesOfText, textOfStrokes } from "./strokes-text.js";

describe("strokes in an address", () => {
  it("are numbers with points between, and a line between strokes", () => {
    expect(
      textOfStrokes([
        [50, 10.4, 50, 90],
        [20, 50],
      ]),
    ).toBe("50.10.50.90_20.50");
  });

  it("come back", () => {
    const place = fc.integer({ min: 0, max: 100 });
    const stroke = fc.array(fc.tuple(place, place), { minLength: 1 }).map((points) => points.flat());
    fc.assert(
      fc.property(fc.array(stroke), (strokes) => {
        expect(strokesOfText(textOfStrokes(strokes))).toEqual(strokes);
      }),
    );
  });

  it.each(["", "_", "1", "1.2.3", "a.b", "1.101", "-1.3", "NaN.1", "1..2"])("%j is none", (text) => {
    expect(strokesOfText(text)).toEqual([]);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashOf, placeOf } from "./address.js";

describe("an address", () => {
  it("names a lesson and what was changed in it", () => {
    expect(placeOf("#/lesson/3?lr=1e-4&seed=2")).toEqual({ lesson: 3, values: { lr: "1e-4", seed: "2" } });
    expect(hashOf({ lesson: 3, values: { lr: "1e-4" } })).toBe("#/lesson/3?lr=1e-4");
  });

  it.each(["", "#", "#/", "#/lesson/", "#/lesson/x", "#/nowhere"])("%j is the home page", (hash) => {
    expect(placeOf(hash).lesson).toBeNull();
  });

  it("comes back as it was written, whatever the values hold", () => {
    const key = fc.string({ minLength: 1 }).filter((text) => text !== "__proto__");
    fc.assert(
      fc.property(fc.nat(99), fc.dictionary(key, fc.string()), (lesson, values) => {
        expect(placeOf(hashOf({ lesson, values }))).toEqual({ lesson, values: { ...values } });
      }),
    );
  });
});

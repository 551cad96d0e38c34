import { describe, expect, it } from "vitest";
import { fill, nounForms, placeForms, pronouns, withArticle } from "./forms.js";

describe("forms", () => {
  it("put the right article before a word", () => {
    expect(["ball", "old ball", "umbrella", "egg"].map(withArticle)).toEqual([
      "a ball",
      "an old ball",
      "an umbrella",
      "an egg",
    ]);
  });

  it("agree in number", () => {
    expect(nounForms("ball", "orange")).toMatchObject({
      plain: "orange ball",
      a: "an orange ball",
      it: "it",
      was: "was",
    });
    expect(nounForms("boots+", "red")).toMatchObject({
      plain: "red boots",
      a: "some red boots",
      it: "them",
      was: "were",
    });
  });

  it("take a place apart", () => {
    expect(placeForms("by the lake")).toEqual({ plain: "the lake", at: "by the lake", to: "to the lake" });
  });

  it("fill a sentence, with capitals where the slot has one", () => {
    const cast = new Map([
      ["a", { plain: "Lily", ...pronouns("female") }],
      ["thing", nounForms("ball", "red")],
    ]);
    expect(fill("{A} lost {a.his} {thing}. {A.he} looked for {thing.it}.", cast)).toBe(
      "Lily lost her red ball. She looked for it.",
    );
    expect(() => fill("{b} came.", cast)).toThrow('fill: {b} has no words in "{b} came."');
    expect(() => fill("{a.foot} hurt.", cast)).toThrow("{a.foot} has no words");
  });
});

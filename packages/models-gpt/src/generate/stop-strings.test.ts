import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { StopStrings } from "./stop-strings.js";

/** Everything that is let through of pieces. */
function shown(stops: readonly string[], pieces: readonly string[]): { text: string; stopped: boolean } {
  const filter = new StopStrings(stops);
  let text = "";
  for (const piece of pieces) {
    const next = filter.push(piece);
    text += next.text;
    if (next.stopped) return { text, stopped: true };
  }
  return { text: text + filter.end(), stopped: false };
}

/** The definition: character by character, until a stop string is the end of what is there. */
function byHand(stops: readonly string[], whole: string): { text: string; stopped: boolean } {
  for (let end = 1; end <= whole.length; end++) {
    const longest = Math.max(
      0,
      ...stops.filter((stop) => whole.slice(0, end).endsWith(stop)).map((stop) => stop.length),
    );
    if (longest > 0) return { text: whole.slice(0, end - longest), stopped: true };
  }
  return { text: whole, stopped: false };
}

describe("stop strings", () => {
  it("end the text before them, also across pieces", () => {
    expect(shown(["\n\n"], ["Yes.", "\n", "\nNo"])).toEqual({ text: "Yes.", stopped: true });
    expect(shown(["\n\n"], ["Yes.\n", "No\n"])).toEqual({ text: "Yes.\nNo\n", stopped: false });
    expect(shown(["aab"], ["a", "a", "a", "b", "c"])).toEqual({ text: "a", stopped: true });
    expect(shown(["b", "abc"], ["abc"])).toEqual({ text: "a", stopped: true });
    expect(shown(["c", "abc"], ["ab", "c"])).toEqual({ text: "", stopped: true });
    expect(shown([], ["a", "b"])).toEqual({ text: "ab", stopped: false });
  });

  it("hold back only what may belong to one", () => {
    const filter = new StopStrings(["END"]);
    expect(filter.push("the E")).toEqual({ text: "the ", stopped: false });
    expect(filter.push("NE")).toEqual({ text: "EN", stopped: false });
    expect(filter.push("x")).toEqual({ text: "Ex", stopped: false });
  });

  it("find what a search character by character finds, however the text is cut", () => {
    const word = (most: number) => fc.string({ unit: fc.constantFrom("a", "b", "😀"), maxLength: most });
    const stops = fc.array(
      word(4).filter((stop) => stop !== ""),
      { maxLength: 3 },
    );
    fc.assert(
      fc.property(stops, fc.array(word(4), { maxLength: 8 }), (all, pieces) => {
        expect(shown(all, pieces)).toEqual(byHand(all, pieces.join("")));
      }),
      { numRuns: 500 },
    );
  });
});

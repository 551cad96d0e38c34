import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitText, splitTokens } from "./text.js";

describe("splitText", () => {
  it("keeps the first nine tenths to learn from", () => {
    expect(splitText("0123456789")).toEqual(["012345678", "9"]);
    expect(splitText("0123456789abcde")).toEqual(["0123456789abc", "de"]); // floor(13.5)
  });

  it("takes another share", () => {
    expect(splitText("abcdefgh", { validation: 0.25 })).toEqual(["abcdef", "gh"]);
  });

  it("cuts where Math.floor(0.9 * length) does", () => {
    for (let length = 2; length < 3000; length++) {
      expect(splitText("x".repeat(length))[0].length).toBe(Math.floor(0.9 * length));
    }
  });

  it("never cuts a character in two", () => {
    expect(splitText("ab😀", { validation: 0.25 })).toEqual(["ab", "😀"]);
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 4, maxLength: 40 }), (text) => {
        const [train, validation] = splitText(text, { validation: 0.4 });
        expect(train + validation).toBe(text);
        for (const part of [train, validation]) expect(() => encodeURIComponent(part)).not.toThrow(); // no half characters
      }),
    );
  });

  it("says why it cannot divide", () => {
    expect(() => splitText("x")).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: splitText: the text is too short to divide.
        given:    1 characters, 0.1 of them held out
        expected: at least one of the characters in each part
        fix:      pass a longer text or another share]
    `);
    expect(() => splitText("a text", { validation: 1 })).toThrowErrorMatchingInlineSnapshot(`
      [RangeError: splitText: the held-out share is out of range.
        given:    1
        expected: a share of the text between 0 and 1, both excluded
        fix:      pass 0.1 to hold out the last tenth]
    `);
    expect(() => splitText("😀", { validation: 0.5 })).toThrow(RangeError);
    expect(() => splitText("a text", { validation: NaN })).toThrow(RangeError);
  });
});

describe("splitTokens", () => {
  it("divides as splitText does, without copying", () => {
    const tokens = Int32Array.from({ length: 15 }, (_, i) => i);
    const [train, validation] = splitTokens(tokens);
    expect([...train]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect([...validation]).toEqual([13, 14]);
    expect(train.buffer).toBe(tokens.buffer);
  });

  it("refuses a share or a length that leaves a part empty", () => {
    expect(() => splitTokens(new Int32Array(10), 0)).toThrow(RangeError);
    expect(() => splitTokens(new Int32Array(3), 0.01)).not.toThrow();
    expect(() => splitTokens(new Int32Array(1), 0.5)).toThrow(RangeError);
    expect(() => splitTokens(new Int32Array(0))).toThrow(RangeError);
  });
});

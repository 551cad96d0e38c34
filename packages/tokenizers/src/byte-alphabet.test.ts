import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { baseSymbols, byteOfToken, spell, unspell } from "./byte-alphabet.js";

describe("byte alphabet", () => {
  it("numbers visible bytes first and gives the others characters from U+0100 on", () => {
    expect(baseSymbols.slice(0, 4).join("")).toBe('!"#$');
    expect(baseSymbols[220]).toBe("Ġ");
    expect(byteOfToken[220]).toBe(0x20);
    expect(baseSymbols[255]).toBe("Ń"); // U+0143, the 68th stand-in, for the soft hyphen
    expect(byteOfToken[255]).toBe(0xad);
    expect(new Set(baseSymbols).size).toBe(256);
    expect(new Set(byteOfToken).size).toBe(256);
  });

  it("spells a space as Ġ and a newline as Ċ", () => {
    expect(spell(new TextEncoder().encode(" the\n"))).toBe("ĠtheĊ");
  });

  it("spells any bytes and reads them back", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(unspell(spell(bytes))).toEqual(bytes);
      }),
    );
  });

  it("refuses characters of no byte", () => {
    expect(unspell("a b")).toBeNull();
    expect(unspell("ń")).toBeNull(); // U+0144, one past the last
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { textOfBytes, wellFormed, writeBytes } from "./utf8.js";

function bytesOf(text: string): Uint8Array {
  const out = new Uint8Array(3 * text.length);
  return out.slice(0, writeBytes(text, out));
}

describe("textOfBytes", () => {
  it("decodes valid UTF-8, a byte order mark too", () => {
    const text = "\ufeffaé中😀";
    expect(textOfBytes(new TextEncoder().encode(text))).toBe(text);
  });

  it("escapes only the bytes that are stray", () => {
    // overlong NUL, a surrogate, past U+10FFFF, a cut sequence; each byte of them alone, and the é between survives
    const bytes = [0xc0, 0x80, 0xed, 0xa0, 0x80, 0xc3, 0xa9, 0xf4, 0x90, 0x80, 0x80, 0xe2, 0x82];
    expect(textOfBytes(Uint8Array.from(bytes))).toBe(
      "\udcc0\udc80\udced\udca0\udc80é\udcf4\udc90\udc80\udc80\udce2\udc82",
    );
  });

  it("loses no byte, and agrees with TextDecoder on what is valid", () => {
    const pieces = fc.oneof(
      fc.uint8Array({ maxLength: 8 }),
      fc.string({ unit: "binary", maxLength: 4 }).map((s) => new TextEncoder().encode(s)),
      fc
        .constantFrom([0xed, 0xa0], [0xf0, 0x8f], [0xf0, 0x9f, 0x98], [0xe0, 0x9f, 0xbf])
        .map((b) => Uint8Array.from(b)),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
        const bytes = Uint8Array.from(parts.flatMap((part) => [...part]));
        const text = textOfBytes(bytes);
        expect(bytesOf(text)).toEqual(bytes);
        const valid = (s: string): string => s.replace(/[\p{Surrogate}\ufffd]+/gu, "");
        expect(valid(text)).toBe(valid(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes)));
      }),
      { numRuns: 500 },
    );
  });

  it("takes more bytes than one call has room for arguments", () => {
    const bytes = new Uint8Array(100_000).fill(0x61);
    bytes[50_000] = 0xff;
    expect(bytesOf(textOfBytes(bytes))).toEqual(bytes);
  });
});

describe("writeBytes after wellFormed", () => {
  it("writes what TextEncoder writes, for any UTF-16", () => {
    const utf16 = fc.array(fc.oneof(fc.nat(0xffff), fc.integer({ min: 0xd800, max: 0xdfff })));
    fc.assert(
      fc.property(utf16, (units) => {
        const text = String.fromCharCode(...units);
        expect(bytesOf(wellFormed(text))).toEqual(new TextEncoder().encode(text));
      }),
    );
  });
});

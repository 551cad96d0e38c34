import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MISSING, WordTable } from "./word-table.js";

/** A view on the word, between other bytes. */
function viewOf(word: Uint8Array, around: number): DataView {
  const bytes = new Uint8Array(word.length + 4).fill(around);
  bytes.set(word, 1);
  return new DataView(bytes.buffer);
}

describe("WordTable", () => {
  it("answers as a Map does, while it grows, whatever lies around a word", () => {
    const word = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 3, max: 2 }), // many are equal, or equal but for zeros at the end
      fc.uint8Array({ minLength: 1, maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 100 }), (words) => {
        const table = new WordTable();
        const model = new Map<string, number>();
        words.forEach((word, i) => {
          const key = String(word);
          expect(table.get(viewOf(word, 0xff), 1, word.length)).toBe(model.get(key) ?? MISSING);
          if (model.has(key)) return;
          table.add(viewOf(word, 0xaa), 1, word.length, -1 - i);
          model.set(key, -1 - i);
        });
        expect(table.size).toBe(model.size);
        for (const word of words) expect(table.get(viewOf(word, 1), 1, word.length)).toBe(model.get(String(word)));
      }),
    );
  });

  it("holds many, until it is cleared", () => {
    const table = new WordTable();
    const wordOf = (i: number): DataView => new DataView(Uint8Array.from([i, i >> 8, i >> 16, 7, 0, 0, 0]).buffer);
    for (let i = 0; i < 50_000; i++) table.add(wordOf(i), 0, 4, i);
    for (let i = 0; i < 50_000; i++) expect(table.get(wordOf(i), 0, 4)).toBe(i);
    expect(table.get(wordOf(50_000), 0, 4)).toBe(MISSING);
    table.clear();
    expect([table.size, table.get(wordOf(3), 0, 4)]).toEqual([0, MISSING]);
  });
});

import { init, Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { pairTokens, TextPairs } from "../index.js";

beforeAll(() => init());

const pairs = [
  { source: "ab", target: "x" },
  { source: "cab", target: "yx" },
];

describe("TextPairs", () => {
  it("has a token for each character, and pads to one length", () => {
    const data = new TextPairs(pairs, { heldOut: pairs });
    expect(data.sourceSymbols).toEqual(["(padding)", "(begin)", "(end)", "a", "b", "c"]);
    expect(data.targetSymbols.slice(3)).toEqual(["x", "y"]);
    const [batch, ...more] = [...data.validation()];
    expect(more).toEqual([]);
    expect(batch!.source.toArray()).toEqual([
      [3, 4, 0],
      [5, 3, 4],
    ]);
    expect(batch!.target.toArray()).toEqual([
      [1, 3, 0],
      [1, 4, 3],
    ]);
    expect(batch!.next.toArray()).toEqual([
      [3, 2, 0],
      [4, 3, 2],
    ]);
    expect(data.count(batch!)).toBe(2);
    expect(data.decodeTarget([1, 4, 0, 3, 2, 3])).toBe("yx");
    expect([...data.validation(1)].map((part) => data.count(part))).toEqual([1]);
  });

  it("draws the same batch from the same stream", () => {
    const data = new TextPairs(pairs, { batchSize: 5 });
    const draw = (seed: number) => data.batch(new Rng(seed)).source.toArray();
    expect(draw(1)).toEqual(draw(1));
    expect(draw(1)).toHaveLength(5);
    expect([...data.validation()]).toEqual([]);
  });

  it("reads back what it wrote, whatever the characters", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 8 });
    const some = fc.array(fc.record({ source: text, target: text }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(some, (list) => {
        const data = new TextPairs(list, { heldOut: list });
        const [batch] = [...data.validation()];
        const rows = batch!.next.toArray() as number[][];
        expect(rows.map((row) => data.decodeTarget(row))).toEqual(list.map(({ target }) => target));
        for (const row of rows) expect(row.filter((token) => token === pairTokens.end)).toHaveLength(1);
      }),
      { numRuns: 200 },
    );
  });

  it("refuses what it can not turn into tokens", () => {
    const data = new TextPairs(pairs);
    expect(() => data.encodeSources(["abd"])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: TextPairs: "d" is no symbol.
        given:    "abd"
        expected: characters of "abc"]
    `);
    expect(() => data.encodeSources(["abab"])).toThrow("a text is too long");
    expect(() => new TextPairs(pairs, { heldOut: [{ source: "z", target: "x" }] })).toThrow('"z" is no symbol');
    expect(() => new TextPairs([])).toThrow("there is nothing to draw batches from");
    expect(() => new TextPairs(pairs, { batchSize: 0 })).toThrow("batches of 0");
  });
});

import { Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dnaPublished, dnaSequences, dnaSymbols, dnaTable } from "./dna.js";
import { walksOf } from "./walks.js";

/** What walks add up to. */
function tableOf(walks: readonly (readonly number[])[], size: number): number[][] {
  const table = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  for (const walk of walks) {
    const places = [0, ...walk, 0];
    for (const [i, to] of places.slice(1).entries()) table[places[i]!]![to]!++;
  }
  return table;
}

describe("walksOf", () => {
  it("uses up any table that walks can have, whatever the seed", () => {
    const walk = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 12 });
    fc.assert(
      fc.property(fc.array(walk, { minLength: 1, maxLength: 12 }), fc.nat(), (walks, seed) => {
        const table = tableOf(walks, 6);
        const drawn = walksOf(table, new Rng(seed));
        expect(tableOf(drawn, 6)).toEqual(table);
        expect(drawn).toHaveLength(walks.length);
      }),
    );
  });

  it("gives each set of walks its share", () => {
    // from 0 to 1 and back, once by way of 2: the way round is in the first walk or in the second
    const table = [
      [0, 2, 0],
      [2, 0, 1],
      [0, 1, 0],
    ];
    let first = 0;
    for (let seed = 0; seed < 400; seed++) {
      const walks = walksOf(table, new Rng(seed));
      if (walks[0]!.length === 3) first++;
    }
    expect(Math.abs(first / 400 - 1 / 2)).toBeLessThan(0.1); // four deviations
  });

  it("refuses a table that no walks have", () => {
    const walks = () => walksOf([[0, 1], [0, 0]], new Rng(0)); // biome-ignore format: a table
    expect(walks).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: walksOf: no walks have this table: place 0 is a dead end.
        given:    it is left 1 times and come to 0 times
        expected: the same number, in whole numbers, and a way to place 0]
    `);
    expect(() => walksOf([[0, 0], [0, 1]], new Rng(0))).toThrow("place 1 is a dead end"); // biome-ignore format: a table
  });
});

describe("the DNA sequences", () => {
  it("have the published cells, for any seed", () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const sequences = dnaSequences(seed);
        expect(sequences).toHaveLength(100);
        const indices = sequences.map((sequence) => [...sequence].map((letter) => dnaSymbols.indexOf(letter as ".")));
        expect(tableOf(indices, 5)).toEqual(dnaTable);
      }),
      { numRuns: 30 },
    );
    expect(dnaSequences(0)).not.toEqual(dnaSequences(1));
  });

  it("have a table with all that was published", () => {
    for (const [i, row] of dnaPublished.entries()) {
      for (const [j, cell] of row.entries()) if (cell !== null) expect(dnaTable[i]![j]).toBe(cell);
    }
    const sum = (row: readonly number[]) => row.reduce((a, b) => a + b);
    expect([sum(dnaTable[3]!), sum(dnaTable[4]!)]).toEqual([72, 232]);
  });
});

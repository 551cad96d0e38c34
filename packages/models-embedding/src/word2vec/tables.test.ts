import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { huffmanPaths } from "./huffman.js";
import { listOf, toLists } from "./lists.js";
import { ngramsOf } from "./ngrams.js";
import { drawingTable, keepThresholds } from "./sampling.js";

const falling = fc.array(fc.integer({ min: 1, max: 1000 }), { minLength: 1, maxLength: 40 }).map((counts) => {
  return counts.sort((a, b) => b - a);
});

/** The chance of each word, from the table. */
function chances(table: Uint32Array): number[] {
  const size = table.length / 2;
  const found = new Array<number>(size).fill(0);
  for (let i = 0; i < size; i++) {
    const share = table[2 * i]! / 2 ** 32;
    found[i]! += share / size;
    found[table[2 * i + 1]!]! += (1 - share) / size;
  }
  return found;
}

describe("drawingTable", () => {
  it("draws each word in proportion to its count to the power", () => {
    fc.assert(
      fc.property(falling, fc.constantFrom(0.75, 1, 0), (counts, exponent) => {
        const weights = counts.map((count) => count ** exponent);
        const total = weights.reduce((sum, weight) => sum + weight);
        chances(drawingTable(counts, exponent)).forEach((chance, i) => {
          expect(Math.abs(chance - weights[i]! / total)).toBeLessThan(1e-8);
        });
      }),
    );
  });
});

describe("keepThresholds", () => {
  it("keeps rare words, and of frequent ones (√(f/t) + 1) t/f", () => {
    const counts = [9000, 999, 1]; // t = 100: (√90 + 1) / 90 and (√9.99 + 1) / 9.99
    const [first, second, third] = [...keepThresholds(counts, 0.01)].map((threshold) => threshold / 2 ** 32);
    expect(first).toBeCloseTo(0.11652, 5);
    expect(second).toBeCloseTo(0.41649, 5);
    expect(third).toBeCloseTo(1, 9);
  });

  it("keeps all where sample is 0", () => {
    expect([...keepThresholds([5, 3], 0)]).toEqual([0xffffffff, 0xffffffff]);
  });
});

describe("huffmanPaths", () => {
  it("is the tree worked out by hand", () => {
    // 5 and 3 make node 0 (8), 8 and 7 make node 1 (15), 10 and 15 the root, node 2
    const paths = huffmanPaths([10, 7, 5, 3]);
    expect([0, 1, 2, 3].map((word) => [...listOf(paths, word)])).toEqual([[4], [5, 2], [5, 3, 1], [5, 3, 0]]);
  });

  it("gives every word a path that is no other's beginning, shorter ones to frequent words", () => {
    fc.assert(
      fc.property(falling, (counts) => {
        const paths = huffmanPaths(counts);
        const all = counts.map((_, word) => `${listOf(paths, word).join(",")},`);
        for (const a of all) expect(all.filter((b) => b.startsWith(a))).toEqual([a]);
        const lengths = counts.map((_, word) => listOf(paths, word).length);
        expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
        const kraft = lengths.reduce((sum, length) => sum + 2 ** -length, 0);
        expect(kraft).toBe(1);
      }),
    );
  });
});

describe("ngramsOf", () => {
  const options = { minN: 1, maxN: 3, buckets: 2 ** 31 - 1 };

  it("hashes the parts of <word>, without the marks alone", () => {
    const found = ngramsOf("ab", options);
    expect(found).toHaveLength(7); // <a <ab a ab ab> b b>
    expect(found).toContain(0xe40c292c % options.buckets); // FNV-1a of "a"
    expect(ngramsOf("", { ...options, minN: 3 })).toEqual([]);
  });

  it("takes half a character as U+FFFD", () => {
    expect(ngramsOf("a\ud800", options)).toEqual(ngramsOf("a\ufffd", options));
    expect(ngramsOf("👑", options)).not.toEqual(ngramsOf("\ufffd", options));
  });
});

describe("toLists", () => {
  it("puts lists one after another", () => {
    const lists = toLists([[1, 2], [], [3]]);
    expect([0, 1, 2].map((i) => [...listOf(lists, i)])).toEqual([[1, 2], [], [3]]);
  });
});

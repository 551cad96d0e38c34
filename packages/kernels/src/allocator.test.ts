import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Allocator } from "./allocator.js";

const mebi = 1024 * 1024;

/** A heap of 1 MiB from 100 on (rounded up to 128), that grows by what is asked, up to `limit`. */
function heap(limit = 8 * mebi): { allocator: Allocator; grown: number[] } {
  const grown: number[] = [];
  let end = mebi;
  const grow = (bytes: number) => {
    grown.push(bytes);
    if (end + bytes <= limit) end += bytes;
    return end;
  };
  return { allocator: new Allocator({ base: 100, end, limit, grow }), grown };
}

describe("Allocator", () => {
  it("aligns blocks to 64 bytes and counts what they hold", () => {
    const { allocator } = heap();
    const a = allocator.allocate(1);
    const b = allocator.allocate(100);
    expect([a % 64, b % 64]).toEqual([0, 0]);
    expect(allocator.memory()).toMatchObject({ used: 64 + 128, peak: 64 + 128, blocks: 2 });
    allocator.free(a);
    expect(allocator.memory()).toMatchObject({ used: 128, peak: 64 + 128, blocks: 1 });
    expect(allocator.allocate(0)).toBe(a); // nothing needs a place too
  });

  it("joins freed neighbours in any order", () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5 }), (order) => {
        const { allocator, grown } = heap();
        const blocks = order.map(() => allocator.allocate(200_000));
        expect(() => allocator.allocate(200_000)).not.toThrow(); // grows
        for (const i of order) allocator.free(blocks[i]!);
        const before = grown.length;
        expect(allocator.allocate(1_000_000)).toBe(blocks[0]);
        expect(grown.length).toBe(before);
      }),
    );
  });

  it("takes the smallest free block that fits", () => {
    const { allocator } = heap();
    const large = allocator.allocate(300_000);
    allocator.allocate(64);
    const small = allocator.allocate(100_000);
    allocator.allocate(64);
    allocator.free(large);
    allocator.free(small);
    expect(allocator.allocate(90_000)).toBe(small);
  });

  it("gives kept small blocks back before it grows", () => {
    const { allocator, grown } = heap();
    const blocks = Array.from({ length: 60 }, () => allocator.allocate(16_000));
    for (const block of blocks) allocator.free(block);
    expect(allocator.allocate(900_000)).toBe(blocks[0]);
    expect(grown).toEqual([]);
  });

  it("grows by what is asked, less what is free at the end", () => {
    const { allocator, grown } = heap();
    const address = allocator.allocate(3 * mebi);
    expect(grown).toHaveLength(1);
    expect(grown[0]).toBeGreaterThanOrEqual(2 * mebi);
    expect(allocator.memory().reserved).toBeGreaterThanOrEqual(address + 3 * mebi);
  });

  it("fills the memory to its end", () => {
    const { allocator, grown } = heap(2 * mebi);
    const first = allocator.allocate(mebi / 2);
    const all = 2 * mebi - mebi / 2 - 4 * 1024;
    expect(allocator.allocate(all)).toBe(first + mebi / 2);
    expect(grown).toHaveLength(1);
    expect(grown[0]).toBeLessThan(mebi);
  });

  it("says what was asked and held when the limit is reached", () => {
    const { allocator } = heap(2 * mebi);
    allocator.allocate(500_000);
    expect(() => allocator.allocate(3 * mebi)).toThrowErrorMatchingInlineSnapshot(`
      [OutOfMemoryError: allocate: out of memory for 3 MiB.
        given:    3 MiB asked, 488 KiB held in 1 block, 1 MiB reserved
        expected: a free block of that size in 2 MiB at most
        fix:      open a memoryScope() in each step, use smaller batches, or find what stays alive by checkLeaks()]
    `);
  });

  it("refuses a second free, and what it never gave", () => {
    const { allocator } = heap();
    for (const bytes of [10, 100_000]) {
      const address = allocator.allocate(bytes);
      allocator.free(address);
      expect(() => allocator.free(address)).toThrow("is already free");
    }
    const address = allocator.allocate(100_000);
    expect(() => allocator.free(address + 64)).toThrowErrorMatchingInlineSnapshot(`
      [EngineError: free: no block begins at 256.
        given:    address 256
        expected: an address that allocate() returned and that was not freed since
        fix:      free each block once]
    `);
    for (const wrong of [0, address + 1, address + 128, 1e12, Number.NaN]) {
      expect(() => allocator.free(wrong)).toThrow("no block begins");
    }
  });

  it("never overlaps live blocks and gives everything back, whatever the order", () => {
    const step = fc.record({ bytes: fc.oneof(fc.nat(2000), fc.nat(200_000)), frees: fc.nat() });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const { allocator, grown } = heap(64 * mebi);
        const live = new Map<number, number>();
        for (const { bytes, frees } of steps) {
          const address = allocator.allocate(bytes);
          for (const [other, length] of live) {
            if (address < other + length && other < address + bytes) throw new Error(`${address} overlaps ${other}`);
          }
          live.set(address, bytes);
          if (frees % 2 === 1) {
            const victim = [...live.keys()][frees % live.size]!;
            allocator.free(victim);
            live.delete(victim);
          }
        }
        expect(allocator.memory().blocks).toBe(live.size);
        for (const address of live.keys()) allocator.free(address);
        expect(allocator.memory()).toMatchObject({ used: 0, blocks: 0 });
        const growths = grown.length;
        allocator.allocate(900_000); // all but the tiniest blocks join again
        if (steps.every(({ bytes }) => bytes > 256)) expect(grown.length).toBe(growths);
      }),
    );
  });
});

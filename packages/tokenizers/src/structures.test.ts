import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Heap } from "./heap.js";
import { NumberHeap } from "./number-heap.js";
import { PairTable } from "./pair-table.js";

/** Numbers to push; null pops. */
const commands = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { freq: 2 }), { maxLength: 200 });

describe("Heap and NumberHeap", () => {
  it("pop the smallest of what is in them", () => {
    fc.assert(
      fc.property(commands, (list) => {
        const heap = new Heap<number>((a, b) => a < b);
        const numbers = new NumberHeap(list.length);
        const model: number[] = [];
        for (const command of list) {
          if (command !== null) {
            heap.push(command);
            numbers.push(command);
            model.push(command);
          } else {
            model.sort((a, b) => a - b);
            const expected = model.shift();
            expect(heap.pop()).toBe(expected);
            if (expected !== undefined) expect(numbers.pop()).toBe(expected);
          }
          expect([heap.size, numbers.size]).toEqual([model.length, model.length]);
        }
      }),
    );
  });
});

describe("PairTable", () => {
  it("answers as a Map does, while it grows", () => {
    const id = fc.oneof(fc.nat(5), fc.nat(2 ** 31 - 1));
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id, fc.nat(9)), { maxLength: 300 }), (entries) => {
        const table = new PairTable();
        const model = new Map<string, number>();
        for (const [left, right, value] of entries) {
          expect(table.get(left, right)).toBe(model.get(`${left} ${right}`) ?? -1);
          table.set(left, right, value);
          model.set(`${left} ${right}`, value);
        }
        for (const [left, right] of entries) expect(table.get(left, right)).toBe(model.get(`${left} ${right}`));
      }),
    );
  });
});

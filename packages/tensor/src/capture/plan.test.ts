import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Storage } from "../storage.js";
import type { Notes } from "./notes.js";
import { planLayout } from "./plan.js";

/** Notes of storages, each of so many floats, used by the launches that name it. */
function notesOf(lengths: readonly number[], launches: readonly (readonly number[])[]): Notes {
  const slots = lengths.map((length) => ({
    kind: "inside",
    storage: new Storage(null as never, "float32", length, 0),
    kept: 0,
  }));
  const noted = launches.map((used) => ({ kernel: "neg", extent: 1, args: used.map((slot) => ({ slot, bytes: 0 })) }));
  return { slots, launches: noted } as unknown as Notes;
}

describe("planLayout", () => {
  it("puts what does not meet in one place", () => {
    const { offsets, bytes } = planLayout(notesOf([16, 16, 16], [[0], [0, 1], [1, 2], [2]]));
    expect(bytes).toBe(2 * 64);
    expect(offsets.get(0)).toBe(offsets.get(2));
  });

  it("keeps whole cache lines, and one for nothing", () => {
    const { bytes } = planLayout(notesOf([1, 17, 0], [[0, 1, 2]]));
    expect(bytes).toBe(64 + 128 + 64);
  });

  it("leaves out what no launch has and what lies elsewhere", () => {
    const notes = notesOf([16, 16, 16], [[0, 1]]);
    Object.assign(notes.slots[1]!, { kept: 1 });
    expect([...planLayout(notes).offsets.keys()]).toEqual([0]);
  });

  it("never lets two that live at one time overlap, and needs no more than all of them side by side", () => {
    const program = fc
      .array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 20 })
      .chain((lengths) =>
        fc.tuple(
          fc.constant(lengths),
          fc.array(fc.array(fc.nat(lengths.length - 1), { minLength: 1, maxLength: 3 }), { maxLength: 25 }),
        ),
      );
    fc.assert(
      fc.property(program, ([lengths, launches]) => {
        const { offsets, bytes } = planLayout(notesOf(lengths, launches));
        const size = (slot: number) => Math.max(1, Math.ceil(lengths[slot]! / 16)) * 64;
        const spans = [...offsets].map(([slot, offset]) => {
          const uses = launches.flatMap((used, at) => (used.includes(slot) ? [at] : []));
          return { first: uses[0]!, last: uses.at(-1)!, offset, end: offset + size(slot) };
        });
        for (const a of spans) {
          expect(a.end).toBeLessThanOrEqual(bytes);
          for (const b of spans) {
            if (a === b || a.last < b.first || b.last < a.first) continue;
            expect(a.end <= b.offset || b.end <= a.offset).toBe(true);
          }
        }
        expect(bytes).toBeLessThanOrEqual([...offsets.keys()].reduce((sum, slot) => sum + size(slot), 0));
        const held = launches.map((_, at) =>
          spans.reduce((sum, span) => (span.first <= at && at <= span.last ? sum + span.end - span.offset : sum), 0),
        );
        expect(bytes).toBeGreaterThanOrEqual(Math.max(0, ...held));
      }),
    );
  });
});

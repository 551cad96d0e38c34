import { describe, expect, it } from "vitest";
import { type Cell, linksOf, type Wiring } from "./attention-links.js";

const wiring: Wiring = { words: 3, features: 4, begin: 0, end: 4, isMasked: true, own: new Set() };
const marks = (cell: Cell, changed: Partial<Wiring> = {}) => linksOf(cell, { ...wiring, ...changed });

describe("a number that is followed", () => {
  it("leads through to the words' own numbers, and on to the output", () => {
    const score = marks({ name: "scores", row: 1, column: 0 });
    expect(score.markOf("Q", 1, 2)).toBe("made-of");
    expect(score.markOf("K", 0, 2)).toBe("made-of");
    expect(score.markOf("X", 1, 2)).toBe("made-of far");
    expect(score.markOf("X", 2, 2)).toBe("");
    expect(score.markOf("weights", 1, 1)).toBe("goes-into");
    expect(score.markOf("output", 1, 3)).toBe("goes-into far");
    expect(score.markOf("output", 2, 3)).toBe("");
    expect(score.words).toBe("It is made of 8 of X, 4 of Q, 4 of K; it goes into 2 of the shares, 4 of the output.");
    expect(marks({ name: "X", row: 0, column: 0 }).markOf("output", 2, 3)).toBe("goes-into far");
  });

  it("sees nothing that comes later behind a mask, and all without one", () => {
    const first: Cell = { name: "output", row: 0, column: 0 };
    expect(marks(first).markOf("V", 1, 0)).toBe("");
    expect(marks(first, { isMasked: false }).markOf("V", 1, 0)).toBe("made-of");
    expect(marks({ name: "scores", row: 0, column: 1 }).words).toBe(
      "this comes from nothing here; it goes into nothing here.",
    );
  });

  it("takes only the numbers of a head", () => {
    const second = marks({ name: "output", row: 2, column: 0 }, { begin: 2 });
    expect(second.markOf("V", 0, 2)).toBe("made-of");
    expect(second.markOf("V", 0, 0)).toBe("");
    expect(second.markOf("Q", 2, 1)).toBe("");
    expect(second.markOf("Q", 2, 3)).toBe("made-of far");
  });

  it("ends at what the reader has set", () => {
    const share = marks({ name: "weights", row: 2, column: 0 }, { own: new Set(["scores"]) });
    expect(share.markOf("scores", 2, 1)).toBe("made-of");
    expect(share.markOf("Q", 2, 1)).toBe("");
  });
});

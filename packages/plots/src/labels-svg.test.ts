import { describe, expect, it } from "vitest";
import { placeLabels } from "./labels-svg.js";

const frame = { x: 0, y: 0, width: 200, height: 100 };
const place = (...at: (readonly [number, number])[]) =>
  placeLabels(
    at.map((place, i) => ({ point: place, text: "abcd"[i]!.repeat(4), at: place })),
    at,
    frame,
  );

describe("labels", () => {
  it("stand to the right, but not over the edge or over another point", () => {
    expect(place([50, 50])[0]).toMatchObject({ side: { textAnchor: "start", dy: 0 }, covers: 0 });
    expect(place([195, 50])[0]).toMatchObject({ side: { textAnchor: "end", dy: 0 }, covers: 0 });
    expect(place([50, 50], [64, 50])).toMatchObject([
      { side: { textAnchor: "end" } },
      { side: { textAnchor: "start" } },
    ]);
  });

  it("say how much they cover where there is no room", () => {
    const heap = Array.from(
      { length: 9 },
      (_, i) => ({ point: [50, 50], text: "name", at: [50 + i / 9, 50] }) as const,
    );
    const placed = placeLabels(heap, [], frame);
    expect(placed[0]!.covers).toBe(0);
    expect(placed.at(-1)!.covers).toBeGreaterThan(0);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomAccess } from "./random-access.js";

const size = 5 * (1 << 20) + 17; // three blocks
const bytes = Uint8Array.from({ length: size }, (_, i) => (i * 2654435761) >>> 13);

/** A Blob that counts what is asked of it. */
class CountedBlob extends Blob {
  asked = 0;
  override slice(begin?: number, end?: number): Blob {
    this.asked++;
    return super.slice(begin, end);
  }
}

describe("a Blob that is read by position", () => {
  it("gives the bytes that are there, in whatever order they are asked for", async () => {
    const begin = fc.integer({ min: 0, max: size });
    const walk = fc.record({ begin, pieces: fc.array(fc.integer({ min: 0, max: 1 << 21 }), { maxLength: 5 }) });
    const check = async (walks: readonly { begin: number; pieces: readonly number[] }[]) => {
      const file = randomAccess(new Blob([bytes]), "x");
      for (const { begin, pieces } of walks) {
        let at = begin;
        for (const piece of pieces) {
          const into = new Uint8Array(Math.min(piece, size - at));
          await file.read(at, into);
          expect(Buffer.compare(into, bytes.subarray(at, at + into.length))).toBe(0);
          at += into.length;
        }
      }
    };
    await fc.assert(fc.asyncProperty(fc.array(walk, { maxLength: 4 }), check), { numRuns: 100 });
  });

  it("asks the browser once for many pieces that follow one another", async () => {
    const blob = new CountedBlob([bytes]);
    const file = randomAccess(blob, "x");
    const into = new Uint8Array(1 << 16);
    for (let at = 0; at + into.length <= size; at += into.length) await file.read(at, into);
    expect(blob.asked).toBe(4); // the first piece, and three blocks
  });

  it("refuses what is not there", async () => {
    const file = randomAccess(new Blob([bytes]), "x.gguf");
    await expect(file.read(size - 1, new Uint8Array(2))).rejects.toThrow("x.gguf ends too early.");
  });
});

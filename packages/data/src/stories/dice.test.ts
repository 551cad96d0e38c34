import { describe, expect, it } from "vitest";
import { Dice } from "./dice.js";

describe("Dice", () => {
  it("gives the numbers of xoshiro128**, worked out with big integers", () => {
    const dice = new Dice(7);
    const state = seeded(7n);
    for (let i = 0; i < 200; i++) expect(BigInt(dice.next())).toBe(step(state));
  });

  it("gives the same numbers for the same seed, and others for another", () => {
    const rolls = (seed: number) =>
      Array.from(
        { length: 50 },
        (
          (dice) => () =>
            dice.next()
        )(new Dice(seed)),
      );
    expect(rolls(3)).toEqual(rolls(3));
    expect(rolls(3).filter((roll, i) => roll === rolls(4)[i]).length).toBe(0);
  });

  it("is fair to every number below n", () => {
    const dice = new Dice(1);
    const counts = new Array<number>(6).fill(0);
    for (let i = 0; i < 60_000; i++) counts[dice.below(6)]! += 1;
    for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500); // 5 standard deviations are 456
    expect(dice.below(1)).toBe(0);
  });
});

const MASK = 0xffffffffn;
const rotate = (x: bigint, by: bigint) => ((x << by) | (x >> (32n - by))) & MASK;

function seeded(seed: bigint): bigint[] {
  return [1n, 2n, 3n, 4n].map((k) => {
    let h = (seed + k * 0x9e3779b9n) & MASK;
    h = ((h ^ (h >> 16n)) * 0x85ebca6bn) & MASK;
    h = ((h ^ (h >> 13n)) * 0xc2b2ae35n) & MASK;
    return h ^ (h >> 16n);
  });
}

/** The generator as the paper's reference has it, one exclusive or after another. */
function step(s: bigint[]): bigint {
  const result = (rotate((s[1]! * 5n) & MASK, 7n) * 9n) & MASK;
  const t = (s[1]! << 9n) & MASK;
  s[2]! ^= s[0]!;
  s[3]! ^= s[1]!;
  s[1]! ^= s[2]!;
  s[0]! ^= s[3]!;
  s[2]! ^= t;
  s[3] = rotate(s[3]!, 11n);
  return result;
}

import { init, math, Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { allCandidates, type Candidates } from "./candidates.js";
import { draw } from "./draw.js";
import { fewestByCount, fewestWithSum } from "./fewest.js";
import { checkLogits, likeliest } from "./likeliest.js";
import { biased } from "./logit-bias.js";
import { keepMinP } from "./min-p.js";
import { penalised } from "./repetition-penalty.js";
import { sharesOf } from "./shares.js";
import { sortedTopK, topK } from "./top-k.js";
import { keepTopP } from "./top-p.js";

const numRuns = 200;

beforeAll(async () => {
  await init({ device: "reference" });
});

const some = (values: readonly number[]): Candidates => allCandidates(values);
const tokensOf = ({ tokens }: Candidates): number[] => [...tokens].sort((a, b) => a - b);
/** What the definition says: sorted, the likeliest first, of equals the first. */
const sorted = (values: readonly number[]): number[] =>
  values.map((_, i) => i).sort((a, b) => values[b]! - values[a]! || a - b);

const weights = fc.array(fc.oneof(fc.double({ min: 1e-6, max: 1, noNaN: true }), fc.constantFrom(0.25, 0.5)), {
  minLength: 1,
  maxLength: 40,
});

describe("the fewest likeliest", () => {
  it("takes the likeliest until they are enough, the least likely last", () => {
    const values = [0.1, 0.4, 0.2, 0.3];
    const { tokens, values: kept } = fewestWithSum(some(values), 0.6);
    expect([...tokens]).toEqual([1, 3]);
    expect([...kept]).toEqual([0.4, 0.3]);
    expect(tokensOf(fewestWithSum(some(values), 0.71))).toEqual([1, 2, 3]);
    expect(tokensOf(fewestByCount(some(values), 3))).toEqual([1, 2, 3]);
    expect(tokensOf(fewestWithSum(some(values), 0))).toEqual([1]);
    expect(tokensOf(fewestWithSum(some(values), 9))).toEqual([0, 1, 2, 3]);
  });

  it("is the beginning of the sorted list, whatever the values", () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1.1, noNaN: true }), (values, part) => {
        const order = sorted(values);
        const amount = part * values.reduce((a, b) => a + b, 0);
        const { tokens } = fewestWithSum(some(values), amount);
        expect(tokensOf({ tokens, values: new Float64Array() })).toEqual(
          order.slice(0, tokens.length).sort((a, b) => a - b),
        );
        expect(tokens.at(-1)).toBe(order[tokens.length - 1]);
        const mass = (count: number) => order.slice(0, count).reduce((sum, token) => sum + values[token]!, 0);
        if (tokens.length < values.length) expect(mass(tokens.length)).toBeGreaterThan(amount - 1e-9);
        expect(mass(tokens.length - 1)).toBeLessThan(amount + 1e-9);
        const k = 1 + Math.floor(part * values.length);
        expect([...topK(some(values), k).tokens].sort((a, b) => a - b)).toEqual(
          order.slice(0, k).sort((a, b) => a - b),
        );
        expect(sortedTopK(some(values), k).map(({ token }) => token)).toEqual(order.slice(0, k));
      }),
      { numRuns },
    );
  });

  it("leaves what it is given as it was", () => {
    const given = some([1, 5, 3, 4]);
    fewestByCount(given, 2);
    expect([...given.tokens, ...given.values]).toEqual([0, 1, 2, 3, 1, 5, 3, 4]);
  });

  it("is that also of thousands, in any order, with many that are equal", () => {
    const shapes = fc.tuple(
      fc.integer({ min: 1000, max: 6000 }),
      fc.integer({ min: 1, max: 4000 }),
      fc.nat(),
      fc.nat(3),
    );
    fc.assert(
      fc.property(shapes, fc.double({ min: 0, max: 1, noNaN: true }), ([size, different, seed, kind], part) => {
        const rng = new Rng(seed);
        const value = (i: number) => [rng.integer(different), i % different, -i, different][kind]! / different;
        const values = Array.from({ length: size }, (_, i) => math.exp(value(i)));
        const order = sorted(values);
        const given = allCandidates(values);
        if (kind === 3) for (const list of [given.tokens, given.values]) list.reverse(); // in another order, all equal
        const k = 1 + Math.floor(part * (size - 1));
        const { tokens } = topK(given, k);
        expect([...tokens].sort((a, b) => a - b)).toEqual(order.slice(0, k).sort((a, b) => a - b));
        const amount = part * values.reduce((a, b) => a + b, 0);
        const some = fewestWithSum(given, amount).tokens;
        expect([...some].sort((a, b) => a - b)).toEqual(order.slice(0, some.length).sort((a, b) => a - b));
        const mass = order.slice(0, some.length).reduce((sum, token) => sum + values[token]!, 0);
        expect(mass).toBeGreaterThan(amount * (1 - 1e-9));
        expect(mass - values[order[some.length - 1]!]!).toBeLessThan(amount * (1 + 1e-9) + 1e-9);
      }),
      { numRuns: 40 },
    );
  });

  it("is not slow where quickselect may be: all equal, or sorted either way", () => {
    for (const value of [() => 1, (i: number) => i, (i: number) => -i]) {
      const values = Array.from({ length: 50_257 }, (_, i) => value(i)); // n² steps would take longer than a test may
      expect([...topK(some(values), 40).tokens].sort((a, b) => a - b)).toEqual(
        sorted(values)
          .slice(0, 40)
          .sort((a, b) => a - b),
      );
      expect(topK(some(values), 30_000).tokens).toHaveLength(30_000);
    }
  });
});

describe("the repetition penalty", () => {
  it("divides logits above 0 and multiplies those below, once for each token of the text", () => {
    const logits = [2, -2, 2, -2];
    expect([...Array.from(penalised(logits, [0, 1, 0, 0], 2))]).toEqual([1, -4, 2, -2]);
    expect(logits).toEqual([2, -2, 2, -2]);
    expect(penalised(logits, [0, 1], 1)).toBe(logits);
    expect([...Array.from(penalised(logits, [9], 2))]).toEqual(logits);
    expect([...Array.from(penalised(logits, [0], 0.5))]).toEqual([4, -2, 2, -2]);
  });

  it("never makes a token of the text likelier, nor changes another", () => {
    const logit = fc.double({ min: -50, max: 50, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(logit, { minLength: 1 }),
        fc.array(fc.nat(9)),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (logits, text, penalty) => {
          const result = penalised(logits, text, penalty);
          logits.forEach((logit, token) => {
            if (text.includes(token)) expect(result[token]).toBeLessThanOrEqual(logit);
            else expect(result[token]).toBe(logit);
          });
        },
      ),
      { numRuns },
    );
  });
});

describe("the logit bias", () => {
  it("is added, and -Infinity forbids", () => {
    const logits = [1, 2, 3];
    expect(
      Array.from(
        biased(
          logits,
          new Map([
            [0, 5],
            [2, -Infinity],
          ]),
        ),
      ),
    ).toEqual([6, 2, -Infinity]);
    expect(logits).toEqual([1, 2, 3]);
    expect(biased(logits)).toBe(logits);
    expect(Array.from(biased(logits, new Map([[7, 5]])))).toEqual(logits);
  });
});

describe("shares", () => {
  it("are softmax(logits / temperature), without what can not be drawn", () => {
    const logits = [0, -Infinity, math.log(3)];
    const plain = sharesOf(some(logits), 1);
    expect([...plain.tokens]).toEqual([0, 2]);
    expect(plain.values[0]).toBeCloseTo(0.25, 6);
    expect(sharesOf(some(logits), 0.5).values[0]).toBeCloseTo(0.1, 6); // 1 : 9
    expect([...sharesOf(some([1000, 999]), 1e-320).tokens]).toEqual([0]);
    expect([...sharesOf(some([-1000, -1000]), 1).values]).toEqual([0.5, 0.5]);
  });
});

describe("top-p", () => {
  it("keeps the fewest with that share of what is there, one at least", () => {
    expect(tokensOf(keepTopP(some([1, 2, 4, 1]), 0.5))).toEqual([2]);
    expect(tokensOf(keepTopP(some([1, 2, 4, 1]), 0.7))).toEqual([1, 2]);
    expect(tokensOf(keepTopP(some([1, 2, 4, 1]), 1e-300))).toEqual([2]);
    expect(tokensOf(keepTopP(some([1, 2, 4, 1]), 1))).toEqual([0, 1, 2, 3]);
  });
});

describe("min-p", () => {
  it("keeps what has that part of the likeliest's weight", () => {
    const four = some([0.5, 0.25, 0.2, 0.05]);
    expect(tokensOf(keepMinP(four, 0.5))).toEqual([0, 1]);
    expect(tokensOf(keepMinP(four, 0.4))).toEqual([0, 1, 2]);
    expect(tokensOf(keepMinP(four, 1))).toEqual([0]);
    expect(tokensOf(keepMinP(four, 0))).toEqual([0, 1, 2, 3]);
    expect(tokensOf(keepMinP(some([2, 2, 1]), 1))).toEqual([0, 1]);
  });
});

describe("draw", () => {
  it("is the token at u of the sorted weights laid end to end", () => {
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), (values, u) => {
        const total = values.reduce((a, b) => a + b, 0);
        const token = draw(some(values), u);
        const order = sorted(values);
        const before = order.slice(0, order.indexOf(token)).reduce((sum, other) => sum + values[other]!, 0);
        expect(before).toBeLessThan(u * total + 1e-9);
        expect(before + values[token]!).toBeGreaterThan(u * total - 1e-9);
      }),
      { numRuns },
    );
    expect(draw(some([1, 7, 2]), 0)).toBe(1);
    expect(draw(some([1, 7, 2]), 0.69)).toBe(1);
    expect(draw(some([1, 7, 2]), 0.71)).toBe(2);
    expect(draw(some([1, 7, 2]), 1 - 2 ** -53)).toBe(0);
  });
});

describe("likeliest and checkLogits", () => {
  it("takes the first of the largest, and refuses what nobody can choose by", () => {
    expect(likeliest([-Infinity, 3, 3, 1])).toBe(1);
    expect(() => likeliest([-Infinity, -Infinity])).toThrow("no token is left to choose");
    for (const logits of [[], [Number.NaN], [1, Infinity], [-Infinity]]) {
      expect(() => checkLogits(logits)).toThrow("not numbers to choose by");
    }
    expect(() => checkLogits([-Infinity, 0])).not.toThrow();
  });
});

import { init, math, Rng } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Continuations, type ContinuationsOptions, GPT, generate, loadWeights, type NextToken } from "../index.js";

/** A new GPT says nearly the same everywhere; larger weights give it opinions. */
function opinionated(seed: number): GPT {
  const model = new GPT(new Rng(seed), { vocabSize: 13, contextLength: 6, layers: 2, heads: 2, width: 8 });
  loadWeights(model, new Map([...model.namedParameters()].map(([name, p]) => [name, /ln/.test(name) ? p : p.mul(15)])));
  return model;
}

function all(model: GPT, prompt: number[], options: ContinuationsOptions, lengths?: readonly number[]): NextToken[][] {
  using continuations = new Continuations(model, prompt, options);
  const rows: NextToken[][] = Array.from({ length: options.n ?? 1 }, () => []);
  for (let next = continuations.next(); next.length > 0; next = continuations.next()) {
    for (const token of next) {
      rows[token.row]!.push(token);
      if (rows[token.row]!.length === lengths?.[token.row]) continuations.end(token.row);
    }
  }
  return rows;
}
const tokens = (rows: readonly NextToken[][]) => rows.map((row) => row.map(({ token }) => token));

describe.each(["reference", "wasm"] as const)("continuations on %s", (device) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("are each what it would be alone, also when others end before", () => {
    const prompts = fc.array(fc.nat(12), { minLength: 1, maxLength: 9 });
    const lengths = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(
        prompts,
        lengths,
        fc.nat(),
        fc.boolean(),
        fc.constantFrom(0, 1),
        (prompt, ends, seed, cache, temperature) => {
          const model = opinionated(seed % 5);
          const options = { maxTokens: 12, temperature, topP: 0.95, repetitionPenalty: 1.1, cache };
          const rng = new Rng(seed);
          const n = ends.length;
          const side = tokens(all(model, prompt, { ...options, rng, n }, ends));
          ends.forEach((end, row) => {
            const own = n === 1 ? new Rng(seed) : new Rng(seed).fork("continuation", row);
            expect(side[row]).toEqual([...generate(model, prompt, { ...options, rng: own, maxTokens: end })]);
          });
        },
      ),
      { numRuns: 25 },
    );
  });

  it.each([5, 6, 9])("read a prompt of %i once, in parts if asked, and give the same", (length) => {
    const model = opinionated(2);
    const options = { maxTokens: 5, rng: new Rng(3), n: 3 };
    const prompt = Array.from({ length }, (_, i) => i + 1);
    const expected = tokens(all(model, prompt, options));
    const read = Math.min(length, 6);
    for (const most of [1, 2, 4, 5]) {
      using continuations = new Continuations(model, prompt, { ...options, rng: new Rng(3) });
      let parts = 0;
      while (continuations.readPrompt(most)) parts++;
      expect(parts).toBe(Math.ceil(read / most) - 1);
      const rows: number[][] = [[], [], []];
      for (let next = continuations.next(); next.length > 0; next = continuations.next()) {
        for (const { row, token } of next) rows[row]!.push(token);
      }
      expect(rows).toEqual(expected);
    }
  });

  it("tell how likely each token was, and the likeliest beside it", () => {
    const model = opinionated(1);
    const options = { maxTokens: 4, n: 2, topK: 3, temperature: 0.7, top: 13 };
    const rows = all(model, [5], { ...options, rng: new Rng(1) });
    expect(tokens(rows)).toEqual(tokens(all(model, [5], { ...options, rng: new Rng(1), top: undefined })));
    for (const { token, logProbability, top } of rows.flat()) {
      expect(top).toHaveLength(13);
      const own = top!.find((other) => other.token === token)!;
      expect(own.logProbability).toBe(logProbability);
      expect(own.share).toBeGreaterThan(0);
      const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
      expect(sum(top!.map((other) => math.exp(other.logProbability)))).toBeCloseTo(1, 5);
      expect(sum(top!.map(({ share }) => share))).toBeCloseTo(1, 5);
      expect(top!.filter(({ share }) => share > 0)).toHaveLength(3);
      expect(top!.map((other) => other.logProbability)).toEqual(
        [...top!.map((other) => other.logProbability)].sort((a, b) => b - a),
      );
    }
    const greedy = all(model, [5], { maxTokens: 2, temperature: 0, top: 0, rng: new Rng(1) })[0]!;
    expect(greedy[0]!.top).toEqual([]);
    expect(greedy[0]!.logProbability).toBeLessThanOrEqual(0);
  });

  it("free their caches, and hold none before they are asked for a token", async () => {
    const on = await init({ device });
    const model = opinionated(1);
    const before = on.memory().used;
    const waiting = generate(model, [1], { maxTokens: 3, rng: new Rng(0) });
    const unused = new Continuations(model, [1], { maxTokens: 3, rng: new Rng(0), n: 9 });
    expect(on.memory().used).toBe(before);
    unused[Symbol.dispose]();
    all(model, [1, 2], { maxTokens: 20, rng: new Rng(1), n: 4 }, [2, 9, 3, 1]);
    expect(on.memory().used).toBe(before);
    waiting.return();
  });
});

describe("options of continuations", () => {
  beforeAll(async () => {
    await init({ device: "reference" });
  });
  const start = (options: Partial<ContinuationsOptions>) => () =>
    all(opinionated(1), [1], { maxTokens: 3, rng: new Rng(0), ...options });

  it("forbid and force tokens", () => {
    expect(tokens(start({ logitBias: new Map([[7, 100]]) })())).toEqual([[7, 7, 7]]);
    const forbidden = new Map(Array.from({ length: 13 }, (_, i) => [i, -Infinity] as const).filter(([i]) => i !== 4));
    expect(tokens(start({ logitBias: forbidden, temperature: 0 })())).toEqual([[4, 4, 4]]);
    expect(start({ logitBias: new Map([...forbidden, [4, -Infinity]]) })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: no token is left to choose.
        given:    a logitBias of -Infinity for all of 13 tokens that are possible
        expected: one token at least that is not forbidden]
    `);
  });

  it("penalise what the prompt and the continuation have", () => {
    const written = (repetitionPenalty: number) =>
      new Set(tokens(start({ maxTokens: 12, temperature: 0, repetitionPenalty })())[0]);
    expect(written(1e6).size).toBeGreaterThan(written(1).size);
    expect(written(1e6)).not.toContain(1); // it is in the prompt
  });

  it("are refused at once when they make no sense", () => {
    const make = (options: Partial<ContinuationsOptions>) => () =>
      new Continuations(opinionated(1), [1], { maxTokens: 3, rng: new Rng(0), ...options });
    expect(make({ n: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: n is not a number of continuations.
        given:    0
        expected: an integer from 1 up]
    `);
    expect(make({ logitBias: new Map([[13, 1]]) })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: token 13 does not exist.
        given:    13 in logitBias
        expected: 0 to 12
        fix:      name tokens of the model's own tokenizer]
    `);
    expect(make({ logitBias: new Map([[1, Number.NaN]]) })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: logitBias is out of range.
        given:    NaN
        expected: a number, or -Infinity, for token 1]
    `);
    expect(make({ minP: 1.5 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: minP is out of range.
        given:    1.5
        expected: from 0 to 1]
    `);
    expect(make({ repetitionPenalty: 0 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: repetitionPenalty is out of range.
        given:    0
        expected: more than 0, usually 1 to 1.5]
    `);
    for (const top of [-1, 0.5]) expect(make({ top })).toThrow("top is not a number of tokens");
    for (const n of [1.5, Number.NaN]) expect(make({ n })).toThrow("n is not a number of continuations");
    for (const minP of [-0.1, Number.NaN]) expect(make({ minP })).toThrow("minP is out of range");
  });
});

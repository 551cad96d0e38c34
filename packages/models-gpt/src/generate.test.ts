import { fromData, init, memoryScope, Rng, tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type GenerateOptions, GPT, type GPTConfig, generate, loadWeights, sampleToken } from "./index.js";

const small: GPTConfig = { vocabSize: 13, contextLength: 6, layers: 2, heads: 2, width: 8 };

/** A new GPT says nearly the same everywhere; larger weights give it opinions. */
function opinionated(seed: number): GPT {
  const model = new GPT(new Rng(seed), small);
  loadWeights(model, new Map([...model.namedParameters()].map(([name, p]) => [name, /ln/.test(name) ? p : p.mul(15)])));
  return model;
}

/** The definition: the last tokens of the context, positions from 0, one forward pass for each token. */
function byHand(model: GPT, prompt: readonly number[], { maxTokens, rng, ...options }: GenerateOptions): number[] {
  const text = [...prompt];
  for (let i = 0; i < maxTokens; i++) {
    using _ = memoryScope();
    const window = text.slice(-model.config.contextLength);
    const logits = model.forward(fromData(window, [1, window.length], { dtype: "int32" }));
    text.push(sampleToken(logits.slice([null, [-1, window.length]]).data(), rng, options));
  }
  return text.slice(prompt.length);
}

const prompts = fc.array(fc.nat(12), { minLength: 1, maxLength: 15 });

describe.each(["reference", "wasm"] as const)("generate on %s", (device) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("writes what the definition says, with a cache and without, far past the context too", () => {
    fc.assert(
      fc.property(prompts, fc.nat(), fc.constantFrom(0, 0.7, 1), fc.nat(16), (prompt, seed, temperature, maxTokens) => {
        const model = opinionated(seed % 5);
        const options = (cache: boolean) => ({ maxTokens, temperature, topK: 7, cache, rng: new Rng(seed) });
        const expected = byHand(model, prompt, options(true));
        expect([...generate(model, prompt, options(true))]).toEqual(expected);
        expect([...generate(model, prompt, options(false))]).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it("depends on the seed alone, and the model has opinions", () => {
    const model = opinionated(1);
    const write = (seed: number) => [...generate(model, [1], { maxTokens: 20, rng: new Rng(seed) })];
    expect(write(1)).toEqual(write(1));
    expect(write(1)).not.toEqual(write(2));
    const greedy = [...generate(model, [1], { maxTokens: 20, temperature: 0, rng: new Rng(0) })];
    expect(new Set(greedy).size).toBeGreaterThan(1);
  });

  it("frees its caches at its end, and when it is left", async () => {
    const on = await init({ device });
    const model = opinionated(1);
    const before = on.memory().used;
    const all = () => {
      using _ = memoryScope();
      for (const token of generate(model, [1], { maxTokens: 10, rng: new Rng(1) })) if (token < 0) break;
      for (const _token of generate(model, [1], { maxTokens: 10, rng: new Rng(1) })) break;
    };
    all();
    expect(on.memory().used).toBe(before);
  });
});

describe("generate", () => {
  beforeAll(async () => {
    await init({ device: "reference" });
  });

  const run = (prompt: ArrayLike<number>, options: Partial<GenerateOptions> = {}) =>
    generate(opinionated(1), prompt, { maxTokens: 5, rng: new Rng(0), ...options });

  it("ends before the token for which stop is true", () => {
    const whole = [...run([3, 4], { maxTokens: 12 })];
    const third = whole[2]!;
    const first = whole.indexOf(third);
    expect([...run([3, 4], { maxTokens: 12, stop: (token) => token === third })]).toEqual(whole.slice(0, first));
    expect([...run([3, 4], { stop: () => true })]).toEqual([]);
    expect([...run([3, 4], { maxTokens: Number.POSITIVE_INFINITY, stop: (token) => token === third })]).toHaveLength(
      first,
    );
  });

  it("writes as many tokens as asked, none if none, and takes typed arrays", () => {
    expect([...run([1])]).toHaveLength(5);
    expect([...run([1], { maxTokens: 0 })]).toEqual([]);
    expect([...run(Int32Array.of(1, 2))]).toEqual([...run([1, 2])]);
  });

  it("streams: a token is computed when it is asked for, and the caller's prompt stays", () => {
    const prompt = [1, 2];
    const rng = new Rng(0);
    const writer = run(prompt, { rng });
    expect(rng.state().counter).toEqual([0, 0]);
    writer.next();
    expect(rng.state().counter).toEqual([1, 0]);
    writer.return();
    expect(prompt).toEqual([1, 2]);
  });

  it("can be mixed with other work: scopes, and another text at the same time", () => {
    const alone = [...run([5])];
    const [a, b] = [run([5]), run([6])];
    const mixed: number[] = [];
    for (let i = 0; i < 5; i++) {
      using _ = memoryScope();
      mixed.push(a.next().value as number);
      b.next();
      tensor([1]).add(1);
    }
    expect(mixed).toEqual(alone);
  });

  it("refuses bad arguments at once", () => {
    expect(() => run([])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: the prompt is empty.
        given:    no tokens
        expected: one token at least to go on from]
    `);
    expect(() => run([1, 13])).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: token 13 does not exist.
        given:    13 at position 1
        expected: 0 to 12
        fix:      encode the prompt with the model's own tokenizer]
    `);
    for (const token of [-1, 0.5, Number.NaN]) expect(() => run([token])).toThrow(`token ${token} does not exist`);
    expect(() => run([1], { maxTokens: -1 })).toThrowErrorMatchingInlineSnapshot(`
      [ValueError: generate: maxTokens is not a number of tokens.
        given:    -1
        expected: an integer from 0 up, or Infinity]
    `);
    expect(() => run([1], { maxTokens: Number.NaN })).toThrow("maxTokens");
    expect(() => run([1], { temperature: -1 })).toThrow("temperature is out of range");
    expect(() => run([1], { topK: 0 })).toThrow("topK is out of range");
    expect(() => run([1], { topP: 2 })).toThrow("topP is out of range");
  });

  it("says so when the weights have run away", () => {
    const model = opinionated(1);
    loadWeights(model, new Map([...model.namedParameters()].map(([name, p]) => [name, p.mul(Number.NaN)])));
    const write = () => [...generate(model, [1], { maxTokens: 5, rng: new Rng(0) })];
    expect(write).toThrow("the logits are not numbers to choose by");
  });
});

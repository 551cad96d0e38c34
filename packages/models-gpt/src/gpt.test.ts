import { valueAndGrad } from "@cairn-ml/autograd";
import { KeyValueCache } from "@cairn-ml/nn";
import { AdamW } from "@cairn-ml/optim";
import { concat, expectClose, fromData, init, math, memoryScope, Rng, type Tensor } from "@cairn-ml/tensor";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { countParameters, GPT, type GPTConfig } from "./index.js";

const small: GPTConfig = { vocabSize: 11, contextLength: 8, layers: 2, heads: 2, width: 8 };

const ints = (values: ArrayLike<number>, shape: number[]): Tensor => fromData(values, shape, { dtype: "int32" });

function randomTokens(rng: Rng, shape: number[], below: number): Tensor {
  const size = shape.reduce((a, b) => a * b, 1);
  return ints(
    Int32Array.from({ length: size }, () => rng.integer(below)),
    shape,
  );
}

function stdOf(x: Tensor): number {
  const values = [...x.data()] as number[];
  return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
}

beforeAll(async () => {
  await init({ device: "reference" });
});

describe("a new GPT", () => {
  const config = { vocabSize: 200, contextLength: 64, layers: 8, heads: 4, width: 64 };

  it("has weights of deviation 0.02, and 0.02/√(2·layers) where a layer adds to the residual stream", () => {
    for (const [name, p] of new GPT(new Rng(1), { ...config, tiedHead: false }).namedParameters()) {
      if (/bias$/.test(name))
        expect(
          p.data().every((v: number) => v === 0),
          name,
        ).toBe(true);
      else if (/ln_\w+\.weight$/.test(name))
        expect(
          p.data().every((v: number) => v === 1),
          name,
        ).toBe(true);
      else expectClose(stdOf(p), /c_proj/.test(name) ? 0.02 / 4 : 0.02, { rtol: 5 / Math.sqrt(2 * p.size) });
    }
  });

  it("expects nothing: its loss is about ln V", () => {
    const model = new GPT(new Rng(1), config);
    const rng = new Rng(2);
    const batch = { tokens: randomTokens(rng, [4, 64], 200), targets: randomTokens(rng, [4, 64], 200) };
    expectClose(model.loss(batch).item(), math.log(200), { atol: 0.05 });
  });

  it("depends on the rng alone", () => {
    const weights = (seed: number) => [...new GPT(new Rng(seed), small).parameters().map((p) => p.toArray())];
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
  });

  it("has as many parameters as countParameters says", () => {
    const size = fc.integer({ min: 1, max: 5 });
    const anyConfig = fc.record({
      vocabSize: size,
      contextLength: size,
      layers: size,
      heads: size,
      width: size,
      innerWidth: size,
      bias: fc.boolean(),
      tiedHead: fc.boolean(),
    });
    fc.assert(
      fc.property(anyConfig, (config) => {
        using _ = memoryScope();
        const whole = { ...config, width: config.width * config.heads };
        const sizes = new GPT(new Rng(0), whole).parameters().map((p) => p.size);
        expect(sizes.reduce((a, b) => a + b)).toBe(countParameters(whole));
      }),
      { numRuns: 40 },
    );
  });

  it("leaves only its parameters in memory", async () => {
    const device = await init({ device: "reference" });
    const model = new GPT(new Rng(0), { ...small, tiedHead: false });
    expect(device.memory().used).toBe(8 * countParameters({ ...small, tiedHead: false }));
    expect(model.parameters().every((p) => !p.disposed)).toBe(true);
  });
});

describe("GPT.forward", () => {
  it("never lets a later token change an earlier row", () => {
    const model = new GPT(new Rng(3), small);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.nat(), (before, seed) => {
        const rng = new Rng(seed);
        const past = randomTokens(rng, [2, before], 11);
        const run = () => {
          const future = randomTokens(rng, [2, 8 - before], 11);
          return model
            .forward(concat([past, future], 1))
            .slice([null, [0, before]])
            .toArray();
        };
        expect(run()).toEqual(run());
      }),
      { numRuns: 20 },
    );
  });

  it("gives the last row alone when asked", () => {
    const model = new GPT(new Rng(3), small);
    const tokens = randomTokens(new Rng(0), [3, 5], 11);
    const last = model.forward(tokens, { lastOnly: true });
    expect(last.shape).toEqual([3, 1, 11]);
    expectClose(last, model.forward(tokens).slice([null, [4, 5]]), { rtol: 1e-12, atol: 1e-15 });
  });

  it("shows the residual stream to an observer: embeddings, after each block, after the last norm", () => {
    const model = new GPT(new Rng(3), small);
    const seen = new Map<string, Tensor>();
    const tokens = ints([4, 2], [1, 2]);
    const logits = model.forward(tokens, { observe: (name, x) => seen.set(name, x) });
    expect([...seen.keys()]).toEqual(["hidden.0", "attention.0", "hidden.1", "attention.1", "hidden.2"]);
    const { wte, wpe } = model.transformer;
    expectClose(seen.get("hidden.0")!, wte.forward(tokens).add(wpe.forward(ints([0, 1], [2]))));
    expectClose(logits, seen.get("hidden.2")!.matmul(wte.weight.mT));
  });

  it("refuses more tokens than the context, tokens that are none, and caches that do not fit", () => {
    const model = new GPT(new Rng(3), small);
    expect(() => model.forward(randomTokens(new Rng(0), [1, 9], 11))).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: GPT: the tokens do not fit into the context.
        given:    9 tokens
        expected: 8 at most
        fix:      pass the last tokens only]
    `);
    expect(() => model.forward(ints([11], [1, 1]))).toThrow("index 11 does not exist");
    expect(() => model.forward(ints([1], [1]))).toThrow("has not 2 axes");
    const cache = [new KeyValueCache(1, 2, 8, 4)];
    expect(() => model.forward(ints([1], [1, 1]), { cache })).toThrowErrorMatchingInlineSnapshot(`
      [ShapeError: GPT: the caches are not one for each layer.
        given:    1 caches
        expected: 2]
    `);
    const full = Array.from({ length: 2 }, () => new KeyValueCache(1, 2, 8, 4));
    model.forward(randomTokens(new Rng(0), [1, 8], 11), { cache: full });
    expect(() => model.forward(ints([1], [1, 1]), { cache: full })).toThrow("do not fit into the context");
  });
});

describe.each(["reference", "wasm"] as const)("a GPT with caches on %s", (device) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("gives the logits of one without to 1e-6, however the text is cut", () => {
    const wide = { ...small, contextLength: 24, width: 32, heads: 4, layers: 3 };
    const model = new GPT(new Rng(4), wide);
    const cuts = fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(cuts, fc.integer({ min: 1, max: 2 }), fc.nat(), (lengths, B, seed) => {
        using _ = memoryScope();
        const T = lengths.reduce((a, b) => a + b, 0);
        const tokens = randomTokens(new Rng(seed), [B, T], 11);
        const cache = Array.from({ length: 3 }, () => new KeyValueCache(B, 4, 24, 8));
        let at = 0;
        const parts = lengths.map((n) => model.forward(tokens.slice([null, [at, (at += n)]]), { cache }));
        expectClose(concat(parts, 1), model.forward(tokens), { rtol: 0, atol: 1e-6 });
        for (const layer of cache) layer[Symbol.dispose]();
      }),
      { numRuns: 15 },
    );
  });
});

describe("training a GPT", () => {
  beforeAll(async () => {
    await init(); // the reference device is slow
  });

  /** Eight windows that differ from their first token on, so that they can be known. */
  function eightWindows(rng: Rng, V: number): { tokens: Tensor; targets: Tensor } {
    const text = (row: number, i: number) => (i === 0 ? row : rng.fork(`row ${row}`, i).integer(V));
    const rows = (shift: number) => Int32Array.from({ length: 48 }, (_, i) => text(Math.floor(i / 6), (i % 6) + shift));
    return { tokens: ints(rows(0), [8, 6]), targets: ints(rows(1), [8, 6]) };
  }

  /** The losses while it learns eight windows by heart, and the share of tokens that it then knows. */
  function overfit(config: GPTConfig, steps: number): { losses: number[]; known: number; model: GPT } {
    const rng = new Rng(5);
    const model = new GPT(rng, config);
    const { tokens, targets } = eightWindows(rng, config.vocabSize);
    const optimizer = new AdamW(model.namedParameters(), { lr: 0.01, weightDecay: 0 });
    const losses: number[] = [];
    for (let step = 0; step < steps; step++) {
      using _ = memoryScope();
      const { value, grads } = valueAndGrad(optimizer.parameters, () =>
        model.loss({ tokens, targets }, rng.fork("step", step)),
      );
      losses.push(value.item());
      optimizer.step(grads);
    }
    using _ = memoryScope();
    const likeliest = model.forward(tokens).argmax(-1).data();
    const right = targets.data().filter((t: number, i: number) => t === likeliest[i]).length;
    return { losses, known: right / 48, model };
  }

  it.each<[string, object]>([
    ["GPT-2's parts", {}],
    ["a head of its own", { tiedHead: false }],
    ["no biases, exact GELU", { bias: false, activation: "gelu" }],
    ["ReLU and a narrow middle", { activation: "relu", innerWidth: 8 }],
  ])("overfits eight examples with %s", (_, parts) => {
    const { losses, known } = overfit({ ...small, width: 16, ...parts }, 120);
    expectClose(losses[0]!, math.log(11), { atol: 0.1 });
    expect(losses.at(-1)).toBeLessThan(0.15);
    expect(known).toBe(1);
  });

  it("moves every parameter", () => {
    for (const parts of [{}, { tiedHead: false, bias: false }]) {
      const config = { ...small, contextLength: 6, ...parts };
      const { model } = overfit(config, 2);
      const before = new GPT(new Rng(5), config).namedParameters();
      for (const [name, p] of model.namedParameters()) {
        expect(p.toArray(), name).not.toEqual(before.get(name)!.toArray());
      }
    }
  });

  it("drops with an rng only: the same for the same stream", () => {
    const model = new GPT(new Rng(5), { ...small, dropout: 0.3 });
    const tokens = randomTokens(new Rng(1), [2, 8], 11);
    const run = (rng?: Rng) => model.forward(tokens, { rng }).toArray();
    expect(run()).toEqual(run());
    expect(run(new Rng(1))).toEqual(run(new Rng(1)));
    expect(run(new Rng(1))).not.toEqual(run(new Rng(2)));
    expect(run(new Rng(1))).not.toEqual(run());
    const still = new GPT(new Rng(5), small);
    expect(still.forward(tokens, { rng: new Rng(1) }).toArray()).toEqual(still.forward(tokens).toArray());
  });

  it("draws other masks in each place: layers, attention, MLP", () => {
    const model = new GPT(new Rng(5), { ...small, layers: 3, dropout: 0.5 });
    const drawn: string[] = [];
    const rng = new Rng(1);
    const spy = (stream: Rng, path: string): Rng =>
      new Proxy(stream, {
        get(target, key) {
          const value = Reflect.get(target, key, target);
          if (key === "fork") return (purpose: string, n = 0) => spy(target.fork(purpose, n), `${path}/${purpose}${n}`);
          if (key === "words") drawn.push(path);
          return typeof value === "function" ? value.bind(target) : value;
        },
      });
    model.forward(randomTokens(new Rng(1), [1, 4], 11), { rng: spy(rng, "") });
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn).toHaveLength(1 + 3 * 3);
  });

  it("learns with dropout too", () => {
    const { losses, known } = overfit({ ...small, width: 16, dropout: 0.1 }, 200);
    expect(known).toBeGreaterThan(0.9);
    expect(losses.at(-1)).toBeLessThan(1);
  });
});

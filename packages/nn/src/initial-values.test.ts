import { expectClose, init, memoryScope, Rng, type Tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { CausalSelfAttention, Embedding, KeyValueCache, LayerNorm, Linear } from "./index.js";

const devices = ["reference", "wasm"] as const;

function spread(x: Tensor): { mean: number; std: number; least: number; most: number } {
  const values = [...x.data()] as number[];
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const variance = values.reduce((a, b) => a + (b - mean) ** 2, 0) / values.length;
  return { mean, std: Math.sqrt(variance), least: Math.min(...values), most: Math.max(...values) };
}

// Bounds of five standard errors: with n draws a mean is off by std/√n, a deviation by about std/√(2n).
describe.each(devices)("initial values on %s", (device) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("Linear: uniform in ±1/√in, which has the deviation 1/√(3 in); the bias zero", () => {
    const layer = new Linear(new Rng(1), 25, 400);
    const { mean, std, least, most } = spread(layer.weight);
    expect(layer.weight.shape).toEqual([25, 400]);
    expect(least).toBeGreaterThanOrEqual(-0.2);
    expect(most).toBeLessThanOrEqual(0.2);
    expect(least).toBeLessThan(-0.199);
    expect(most).toBeGreaterThan(0.199);
    expect(Math.abs(mean)).toBeLessThan((5 * std) / 100);
    expectClose(std, 0.2 / Math.sqrt(3), { rtol: 5 / Math.sqrt(20_000) });
    expect(layer.bias!.toArray()).toEqual(new Array(400).fill(0));
  });

  it("Linear and Embedding: normal of a given deviation, 1 for embeddings unless said", () => {
    const weights: [Tensor, number][] = [
      [new Linear(new Rng(1), 50, 200, { std: 0.02 }).weight, 0.02],
      [new Embedding(new Rng(1), 100, 100).weight, 1],
      [new Embedding(new Rng(1), 100, 100, { std: 0.02 }).weight, 0.02],
    ];
    for (const [weight, expected] of weights) {
      const { mean, std, most } = spread(weight);
      expect(Math.abs(mean)).toBeLessThan((5 * expected) / 100);
      expectClose(std, expected, { rtol: 5 / Math.sqrt(20_000) });
      expect(most).toBeGreaterThan(3 * expected); // a normal has tails
    }
  });

  it("attention: the output's weights may have a deviation of their own", () => {
    const own = new CausalSelfAttention(new Rng(1), 64, 4, { std: 0.02, projectionStd: 0.005 });
    expectClose(spread(own.c_attn.weight).std, 0.02, { rtol: 0.05 });
    expectClose(spread(own.c_proj.weight).std, 0.005, { rtol: 0.05 });
    const alike = new CausalSelfAttention(new Rng(1), 64, 4, { std: 0.02 });
    expectClose(spread(alike.c_proj.weight).std, 0.02, { rtol: 0.05 });
    const uniform = new CausalSelfAttention(new Rng(1), 64, 4);
    expect(spread(uniform.c_proj.weight).most).toBeLessThanOrEqual(1 / 8);
  });

  it("LayerNorm: one and zero", () => {
    const layer = new LayerNorm(3);
    expect(layer.weight.toArray()).toEqual([1, 1, 1]);
    expect(layer.bias!.toArray()).toEqual([0, 0, 0]);
    expect(new LayerNorm(3, { bias: false }).bias).toBeNull();
  });

  it("depend on the rng alone", () => {
    const weight = (seed: number) => new Linear(new Rng(seed), 4, 4).weight.toArray();
    expect(weight(3)).toEqual(weight(3));
    expect(weight(3)).not.toEqual(weight(4));
  });

  it("leave only the parameters in memory, and no scope frees them", async () => {
    const on = await init({ device });
    const before = on.memory().used;
    const make = () => {
      using _ = memoryScope();
      const rng = new Rng(0);
      return [new Linear(rng, 64, 64), new Embedding(rng, 64, 64), new LayerNorm(4096)] as const;
    };
    const made = make();
    const bytes = on.float === "float64" ? 8 : 4;
    const held = made.flatMap((layer) => layer.parameters()).reduce((sum, p) => sum + p.size * bytes, 0);
    expect(on.memory().used - before).toBeGreaterThanOrEqual(held);
    expect(on.memory().used - before).toBeLessThan(held * 1.1); // blocks are rounded up
    for (const p of made.flatMap((layer) => layer.parameters())) expect(p.disposed).toBe(false);
    const cache = new KeyValueCache(1, 2, 32, 32);
    expect(on.memory().used - before).toBeLessThan((held + 2 * 2048 * bytes) * 1.1);
    cache[Symbol.dispose]();
    expect(on.memory().used - before).toBeLessThan(held * 1.1);
  });
});

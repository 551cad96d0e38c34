import { memory, memoryScope, normal, Rng, WasmDevice } from "@cairn-ml/tensor";
import { expect, it } from "vitest";
import { Parameter } from "./parameter.js";
import { valueAndGrad } from "./value-and-grad.js";

it("attention over 4096 positions has no matrix of 4096 × 4096 in memory, forward and backward", async () => {
  const device = await WasmDevice.create(); // of its own, so that its peak is of this test alone
  const [T, D] = [4096, 64];
  const rows = T * D * 4; // bytes of q, of k, of v, of y
  const qkv = new Parameter(normal(new Rng(1), [1, T, 3 * D], 0, 1, { device }));
  const before = memory(device).used;
  {
    using _ = memoryScope();
    const { grads } = valueAndGrad([qkv], () => qkv.selfAttention(1, { causal: true }).square().sum());
    expect(grads[0]!.shape).toEqual([1, T, 3 * D]);
  }
  // at most three of y, its square and their gradients at once, and the gradients of q, k and v
  expect(memory(device).peak - before).toBeLessThan(7 * rows); // 7 MB; one such matrix takes 67
});

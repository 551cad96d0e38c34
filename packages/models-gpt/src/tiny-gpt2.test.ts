import { existsSync, readFileSync } from "node:fs";
import { valueAndGrad } from "@cairn-ml/autograd";
import { fromEntry, readSafetensors } from "@cairn-ml/data";
import { AdamW, clipGradNorm } from "@cairn-ml/optim";
import { type Device, expectClose, fromData, init, memoryScope, Rng, type Tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { Continuations, fromHuggingFace, GPT, generate, loadWeights, quantize } from "./index.js";

const folder = new URL("../../../../shared/data/07-gpt2-models/hf-tiny-random-gpt2/", import.meta.url);
const absent = !existsSync(folder);

const json = (name: string) => JSON.parse(readFileSync(new URL(name, folder), "utf8"));
const entries = (name: string) => readSafetensors(readFileSync(new URL(name, folder)), { name }).tensors;

function load(): GPT {
  const model = new GPT(new Rng(0), fromHuggingFace(json("config.json")));
  const weights = new Map([...entries("model.safetensors")].map(([name, entry]) => [name, fromEntry(entry)]));
  loadWeights(model, weights);
  return model;
}

function batch(): { tokens: Tensor; targets: Tensor } {
  const reference = entries("reference.safetensors");
  const ints = (name: string) => {
    const { data, shape } = reference.get(name)!;
    const values = new BigInt64Array(data.slice().buffer);
    return fromData(Int32Array.from(values, Number), shape, { dtype: "int32" });
  };
  return { tokens: ints("input_ids"), targets: ints("targets") };
}

const suffix = absent ? ` (skipped: ${folder.pathname} is absent)` : "";

// Tolerances: absolute for logits, hidden states and the loss; gradients relative to the tensor's largest.
const devices = [
  { device: "reference", file: "reference-f64.safetensors", atol: 1e-12, grads: 1e-12, steps: 1e-9 },
  { device: "wasm", file: "reference.safetensors", atol: 1e-5, grads: 1e-5, steps: 1e-4 },
] as const;

describe.skipIf(absent).each(devices)(`tiny GPT-2 against PyTorch on $device${suffix}`, (setting) => {
  let device: Device;
  beforeAll(async () => {
    device = await init({ device: setting.device });
  });

  it("gives the hidden states, logits and loss", () => {
    expect(device.name).toBe(setting.device);
    const model = load();
    const { tokens, targets } = batch();
    const hidden = new Map<string, Tensor>();
    const logits = model.forward(tokens, { observe: (name, x) => hidden.set(name, x) });
    const exact = entries(setting.file);
    expectClose(logits, fromEntry(exact.get("logits")!), { rtol: 0, atol: setting.atol });
    const loss = model.loss({ tokens, targets });
    expectClose(loss.item(), fromEntry(exact.get("loss")!), { rtol: 0, atol: Math.min(setting.atol, 1e-6) });
    const float32 = entries("reference.safetensors");
    for (let i = 0; i <= 3; i++) {
      const expected = fromEntry(float32.get(`hidden_states.${i}`)!);
      expectClose(hidden.get(`hidden.${i}`)!, expected, { rtol: 0, atol: 1e-5 });
    }
  });

  it("gives all gradients", () => {
    const model = load();
    const data = batch();
    const named = model.namedParameters();
    const { grads } = valueAndGrad([...named.values()], () => model.loss(data));
    const expected = entries(setting.file);
    expect(named.size).toBe(40);
    [...named.keys()].forEach((name, i) => {
      const values = fromEntry(expected.get(`grad.${name}`)!);
      const largest = values.abs().max().item();
      expectClose(grads[i]!, values, { rtol: 0, atol: setting.grads * largest });
    });
  });

  it("follows the AdamW trajectory over ten steps", () => {
    const { trajectory, loss_after_10_steps: last } = json("adamw-trajectory.json");
    const model = load();
    const data = batch();
    const parameters = model.parameters();
    const optimizer = new AdamW(
      [
        { parameters: parameters.filter((p) => p.ndim >= 2) },
        { parameters: parameters.filter((p) => p.ndim < 2), weightDecay: 0 },
      ],
      { lr: 1e-3, betas: [0.9, 0.95], eps: 1e-8, weightDecay: 0.1 },
    );
    for (const expected of trajectory) {
      using _ = memoryScope();
      const { value, grads } = valueAndGrad(optimizer.parameters, () => model.loss(data));
      const { grads: clipped, norm } = clipGradNorm(grads, 1);
      expectClose([value.item(), norm.item()], [expected.loss, expected.grad_norm], { rtol: setting.steps });
      optimizer.step(clipped);
    }
    expectClose(model.loss(data).item(), last, { rtol: setting.steps });
  });

  it("writes the greedy tokens several times at once, with and without a cache", () => {
    const { prompt, plain_greedy_20: expected } = json("generate.json");
    const model = load();
    for (const cache of [true, false]) {
      using continuations = new Continuations(model, prompt, {
        ...{ n: 3, maxTokens: 20, temperature: 0, rng: new Rng(0), cache },
      });
      const texts = [0, 1, 2].map(() => [...prompt]);
      for (let next = continuations.next(); next.length > 0; next = continuations.next()) {
        for (const { row, token } of next) texts[row]!.push(token);
      }
      expect(texts).toEqual([expected, expected, expected]);
    }
  });

  it("needs hardly more nats with int8 weights", () => {
    const model = load();
    const data = batch();
    const before = model.loss(data).item();
    quantize(model);
    expect(Math.abs(model.loss(data).item() - before)).toBeLessThan(0.005); // of 4.8; found: 0.0007 less
  });

  it("writes the greedy tokens, with and without a cache", () => {
    const { prompt, plain_greedy_20: expected, plain_2: second } = json("generate.json");
    const model = load();
    const write = (from: number[], cache: boolean) => [
      ...from,
      ...generate(model, from, { maxTokens: 20, temperature: 0, rng: new Rng(0), cache }),
    ];
    for (const cache of [true, false]) {
      expect(write(prompt, cache)).toEqual(expected);
      expect(write(second.prompt, cache)).toEqual(second.greedy_20);
    }
  });
});

import { readFileSync } from "node:fs";
import { type Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { assign, expectClose, fromData, init, Rng, type Tensor } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { CausalSelfAttention, Embedding, GELU, LayerNorm, Linear, type Module } from "./index.js";

interface Values {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

interface Case {
  readonly name: string;
  readonly parameters: Readonly<Record<string, Values>>;
  readonly x: Values;
  readonly y: Values;
  readonly dy: Values;
  readonly dx: Values | null;
  readonly grads: Readonly<Record<string, Values>>;
}

const golden: { cases: Case[] } = JSON.parse(readFileSync(new URL("../golden/layers.json", import.meta.url), "utf8"));

type Layer = Module & { forward(x: Tensor): Tensor };
const rng = new Rng(0);
const layers: Readonly<Record<string, () => Layer>> = {
  linear: () => new Linear(rng, 5, 4),
  "linear without bias": () => new Linear(rng, 5, 4, { bias: false }),
  embedding: () => new Embedding(rng, 5, 4),
  "layer norm": () => new LayerNorm(6),
  "layer norm without bias": () => new LayerNorm(6, { bias: false, eps: 1e-3 }),
  gelu: () => new GELU(),
  "gelu by tanh": () => new GELU({ approximate: "tanh" }),
  attention: () => new CausalSelfAttention(rng, 8, 2),
};

const toTensor = ({ shape, values }: Values): Tensor => fromData(values, shape);

// Sums of a few dozen terms of about 1: float32 is off by some 1e-6.
const devices = [
  { device: "reference", tolerance: { rtol: 1e-12, atol: 1e-12 } },
  { device: "wasm", tolerance: { rtol: 1e-5, atol: 2e-5 } },
] as const;

describe.each(devices)("layers against PyTorch on $device", ({ device, tolerance }) => {
  beforeAll(async () => {
    await init({ device });
  });

  it("has a layer for each case", () => {
    expect(golden.cases.map(({ name }) => name)).toEqual(Object.keys(layers));
  });

  it.each(golden.cases)("$name: names, output and gradients", ({ name, parameters, x: input, y, dy, dx, grads }) => {
    const layer = layers[name]!();
    const named = layer.namedParameters();
    expect([...named.keys()]).toEqual(Object.keys(parameters));
    for (const [key, parameter] of named) assign(parameter, toTensor(parameters[key]!));
    const x = dx ? toTensor(input) : fromData(input.values, input.shape, { dtype: "int32" });
    expectClose(layer.forward(x), toTensor(y), tolerance);
    const wanted: (Parameter | Tensor)[] = [...named.values(), ...(dx ? [x] : [])];
    const loss = () => layer.forward(x).mul(toTensor(dy)).sum();
    const expected = [...Object.values(grads), ...(dx ? [dx] : [])];
    valueAndGrad(wanted, loss).grads.forEach((g, i) => {
      expectClose(g, toTensor(expected[i]!), tolerance);
    });
  });
});

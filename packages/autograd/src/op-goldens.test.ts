import { fileURLToPath } from "node:url";
import * as api from "@cairn-ml/tensor";
import { type Device, fromData, ReferenceDevice, type Tensor, WasmDevice } from "@cairn-ml/tensor";
import { beforeAll, describe, expect, it } from "vitest";
import { type GoldenCase, goldensFolder, readGoldens } from "./goldens.test-data.js";
import { expectWithin, inputGradients, type OpCall, runOp, smallestNormal } from "./op-call.test-data.js";
import { opSamples } from "./op-samples.test-data.js";

type Args = Readonly<Record<string, unknown>>;

/** How a case of PyTorch's op is a call of ours. */
interface Ours {
  readonly name: string;
  readonly args?: (args: Args) => readonly unknown[];
  /** Where in our inputs each of theirs is. */
  readonly order?: readonly number[];
}

const same = (...names: string[]) => names.map((name): [string, Ours] => [name, { name }]);
const reduced = (name: string): Ours => ({ name, args: ({ axis, keepdims }) => [axis, { keepdims }] });
const along = (name: string): Ours => ({ name, args: ({ axis }) => [axis] });

/** PyTorch's name of each op that we have. */
const theirs: ReadonlyMap<string, Ours> = new Map<string, Ours>([
  ...same("add", "sub", "mul", "div", "maximum", "minimum", "where", "matmul"),
  ...same("neg", "exp", "abs", "sign", "sin", "cos", "tanh", "sigmoid", "relu", "erf", "square", "floor", "silu"),
  ...same("log", "sqrt", "rsqrt", "reciprocal"),
  ["eq", { name: "equal" }],
  ["ne", { name: "notEqual" }],
  ["lt", { name: "less" }],
  ["le", { name: "lessEqual" }],
  ["gt", { name: "greater" }],
  ["ge", { name: "greaterEqual" }],
  ["pow", { name: "pow", args: ({ exponent }) => (exponent === undefined ? [] : [exponent]) }],
  ["gelu", { name: "gelu", args: ({ approximate }) => [{ approximate }] }],
  ["sum", reduced("sum")],
  ["mean", reduced("mean")],
  ["amax", reduced("max")],
  ["amin", reduced("min")],
  ["logsumexp", reduced("logsumexp")],
  ["var", { name: "variance", args: ({ axis, keepdims, correction }) => [axis, { keepdims, correction }] }],
  ["softmax", along("softmax")],
  ["log_softmax", along("logSoftmax")],
  ["cumsum", along("cumsum")],
  ["argmax", along("argmax")],
  ["permute", { name: "transpose", args: ({ axes }) => [axes] }],
  ["reshape", { name: "reshape", args: ({ shape }) => [shape] }],
  ["expand", { name: "expand", args: ({ shape }) => [shape] }],
  ["slice", { name: "slice", args: ({ ranges }) => [ranges] }],
  ["concat", along("concat")],
  ["stack", along("stack")],
  ["index_select", { name: "take" }],
  ["embedding", { name: "take", order: [1, 0] }],
  ["layer_norm", { name: "layerNorm", args: ({ eps }) => [eps] }],
  [
    "cross_entropy",
    {
      name: "crossEntropy",
      args: ({ reduction, ignore_index = -100, label_smoothing = 0 }) => [
        { reduction, ignoreIndex: ignore_index, labelSmoothing: label_smoothing },
      ],
    },
  ],
  ["scaled_dot_product_attention", { name: "scaledDotProductAttention", args: ({ causal }) => [{ causal }] }],
]);

/** Our ops that the file does not know, and why. */
const notTheirs: Readonly<Record<string, string>> = {
  astype: "a conversion, exact by op-devices.test.ts",
  copy: "moves nothing",
  detach: "moves nothing",
  dropout: "draws its own random numbers",
  flatten: "a reshape",
  selfAttention: "equals scaledDotProductAttention, by self-attention.test.ts",
};

const goldens = readGoldens();
const path = fileURLToPath(goldensFolder);
const reference = new ReferenceDevice();
let wasm: Device;
beforeAll(async () => {
  wasm = await WasmDevice.create();
});

/** The inputs of a case as its note says PyTorch used them: some were transposed first. */
function prepare(inputs: (Tensor | null)[], { op, note = "" }: GoldenCase): (Tensor | null)[] {
  const transposed = note.includes("both transposed")
    ? [0, 1]
    : note.startsWith("a transposed")
      ? [0]
      : note.startsWith("b transposed")
        ? [1]
        : [];
  if (op === "reshape" && note.includes("x.mT")) transposed.push(0);
  return inputs.map((x, i) => (transposed.includes(i) ? x!.mT : x));
}

function callOf(golden: GoldenCase, ours: Ours, device: Device): OpCall {
  const given: (Tensor | null)[] = golden.inputs.map((named) => goldens!.tensor(named, device));
  if (ours.name === "layerNorm") while (given.length < 3) given.push(null);
  const order = ours.order ?? given.map((_, i) => i);
  const inputs = prepare(given, golden);
  return { name: ours.name, inputs: order.map((i) => inputs[i]!), args: ours.args?.(golden.args) ?? [] };
}

/**
 * The file keeps inputs as float32, and computed from these but in the cases whose inputs were shifted after rounding: there
 * 2^-24 of the input is lost.
 */
function referenceTolerance({ op, note = "" }: GoldenCase): number {
  return op === "maximum" || op === "minimum" || note.startsWith("far from zero") ? 2 ** -23 : 1e-12;
}

function check(golden: GoldenCase, ours: Ours, device: Device, bound: { rtol: number; atol?: number }): void {
  const call = callOf(golden, ours, device);
  const exact = callOf(golden, ours, reference);
  const y = runOp(call.name, call.inputs, call.args);
  const [output] = golden.outputs;
  expect(y.shape).toEqual(output!.shape);
  if (output!.dtype !== "float64") {
    expect(Array.from(y.data())).toEqual(Array.from(goldens!.values(output!.key)));
    return;
  }
  const flow = golden.cotangents[0];
  const dy = (where: Device) => (flow ? fromData(goldens!.values(flow), y.shape, { device: where }) : y.mul(0));
  const terms = opSamples[ours.name]!.terms(exact, runOp(exact.name, exact.inputs, exact.args), dy(reference));
  expectWithin("the result", y.data(), goldens!.values(output!.key), terms.y.data(), bound);
  if (!flow) return;
  const grads = inputGradients(call, dy(device));
  golden.grads.forEach((key, theirIndex) => {
    const i = ours.order ? ours.order.indexOf(theirIndex) : theirIndex;
    if (!key) return;
    // PyTorch's gradient is that of the input before `prepare` transposed it
    const untransposed = (g: Tensor) => (exact.inputs[i]!.contiguous || g.ndim < 2 ? g : g.mT);
    expectWithin(
      `the gradient of input ${i}`,
      untransposed(grads[i]!).data(),
      goldens!.values(key),
      untransposed(terms.grads[i]!).data(),
      bound,
    );
  });
}

describe.skipIf(!goldens)(`ops equal PyTorch's (needs ${path})`, () => {
  for (const [op, ours] of theirs) {
    describe(`${op} (${ours.name})`, () => {
      for (const golden of goldens?.cases.filter((c) => c.op === op) ?? []) {
        const shapes = golden.inputs.map(({ shape }) => `(${shape})`).join(" ");
        const title = [golden.id, shapes, JSON.stringify(golden.args), golden.note].filter(
          (part) => part !== undefined,
        );

        it(`on the reference: ${title.join(" ")}`, () => {
          check(golden, ours, reference, { rtol: referenceTolerance(golden) });
        });

        it(`on wasm: ${title.join(" ")}`, () => {
          check(golden, ours, wasm, { rtol: 1e-6, atol: smallestNormal });
        });
      }
    });
  }

  it("leaves out none of our ops", () => {
    const tested = new Set([...theirs.values()].map(({ name }) => name));
    const ops = Object.keys(opSamples).filter((name) => !tested.has(name) && !(name in notTheirs));
    expect(ops, "add them to `theirs`, or to `notTheirs` with the reason").toEqual([]);
  });

  it("leaves out none of the file's ops that we have", () => {
    const names = new Set(goldens!.cases.map(({ op }) => op));
    const ours = (op: string) => op.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
    expect([...names].filter((op) => !theirs.has(op) && ours(op) in api)).toEqual([]);
    expect([...theirs.keys()].filter((op) => !names.has(op))).toEqual([]);
  });
});

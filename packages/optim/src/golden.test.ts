import { readFileSync } from "node:fs";
import { Parameter, valueAndGrad } from "@cairn-ml/autograd";
import { type Device, expectClose, fromData, memoryScope, ReferenceDevice, WasmDevice } from "@cairn-ml/tensor";
import { describe, expect, it } from "vitest";
import { Adam, AdamW, clipGradNorm, SGD, warmupCosine } from "./index.js";

type Named<T> = { readonly W: T; readonly b: T };

interface Case {
  readonly name: string;
  readonly optimizer: "SGD" | "Adam" | "AdamW";
  readonly options: { readonly lr?: number };
  readonly groups: readonly { readonly parameters: readonly ("W" | "b")[]; readonly lr?: number }[];
  readonly clipNorm?: number;
  readonly gradNorms?: readonly number[];
  readonly losses: readonly number[];
  readonly finalLoss: number;
  readonly parameters: Readonly<Record<string, Named<readonly number[]>>>;
}

interface ScheduleCase {
  readonly name: string;
  readonly options: { readonly lr: number; readonly warmup: number; readonly total: number; readonly lowest: number };
  readonly values: readonly number[];
}

interface Golden {
  readonly problem: {
    readonly shapes: Readonly<Record<"x" | "y" | "W" | "b", readonly number[]>>;
    readonly quartic: number;
  } & Readonly<Record<"x" | "y" | "W" | "b", readonly number[]>>;
  readonly cases: readonly Case[];
  readonly schedules: readonly ScheduleCase[];
}

const golden: Golden = JSON.parse(readFileSync(new URL("../golden/optimizers.json", import.meta.url), "utf8"));
const { problem, cases, schedules } = golden;

/** The case's optimiser. PyTorch gives a group a rate, we a factor: see `Optimizer`. */
function make({ optimizer, options, groups }: Case, named: Named<Parameter>): SGD | Adam | AdamW {
  const lr = options.lr ?? groups[0]!.lr ?? 0.001;
  const ours = groups.map(({ parameters, lr: rate, ...own }) => ({
    parameters: parameters.map((name) => named[name]),
    lrScale: rate === undefined ? 1 : rate / lr,
    ...own,
  }));
  return new { SGD, Adam, AdamW }[optimizer](ours, { ...options, lr });
}

/** Losses, norms and kept parameters along the case's path. */
function walk(device: Device, golden: Case) {
  const given = (name: "x" | "y" | "W" | "b") => fromData(problem[name], problem.shapes[name], { device });
  const [x, y] = [given("x"), given("y")];
  const named = { W: new Parameter(given("W")), b: new Parameter(given("b")) };
  const lossOf = () => {
    const fourths = named.W.square().square().sum().add(named.b.square().square().sum());
    return x.matmul(named.W).add(named.b).sub(y).square().mean().add(fourths.mul(problem.quartic));
  };
  const optimizer = make(golden, named);
  const found = {
    losses: [] as number[],
    gradNorms: [] as number[],
    finalLoss: 0,
    parameters: {} as Case["parameters"],
  };
  for (let step = 1; step <= golden.losses.length; step++) {
    using _ = memoryScope();
    const { value, grads } = valueAndGrad(optimizer.parameters, lossOf);
    found.losses.push(value.item());
    if (golden.clipNorm === undefined) {
      optimizer.step(grads);
    } else {
      const clipped = clipGradNorm(grads, golden.clipNorm);
      found.gradNorms.push(clipped.norm.item());
      optimizer.step(clipped.grads);
    }
    if (String(step) in golden.parameters) {
      found.parameters = { ...found.parameters, [step]: { W: [...named.W.data()], b: [...named.b.data()] } };
    }
  }
  found.finalLoss = lossOf().item();
  return found;
}

function compare(device: Device, golden: Case, tolerance: { rtol: number; atol: number }): void {
  const found = walk(device, golden);
  expectClose(found.losses, golden.losses, tolerance);
  expectClose(found.finalLoss, golden.finalLoss, tolerance);
  expectClose(found.gradNorms, golden.gradNorms ?? [], tolerance);
  expect(Object.keys(found.parameters)).toEqual(Object.keys(golden.parameters));
  for (const [step, { W, b }] of Object.entries(golden.parameters)) {
    expectClose(found.parameters[step]!.W, W, tolerance);
    expectClose(found.parameters[step]!.b, b, tolerance);
  }
}

// In float32 each step rounds losses and weights of about 1 a few times (6e-8 each); 100 steps add up to 1e-5 at worst.
const float32 = { rtol: 1e-5, atol: 1e-5 };

describe.each(cases)("100 steps of PyTorch's $name", (golden) => {
  it("in float64", () => {
    compare(new ReferenceDevice(), golden, { rtol: 1e-12, atol: 1e-13 });
  });

  it("in float32", () => {
    compare(new ReferenceDevice({ dtype: "float32" }), golden, float32);
  });

  it("on wasm", async () => {
    compare(await WasmDevice.create(), golden, float32);
  });
});

describe.each(schedules)("PyTorch's schedule: $name", ({ options: { lr, warmup, total, lowest }, values }) => {
  const common = { lr, minLr: lowest, totalSteps: total };

  it("falls alike", () => {
    const schedule = warmupCosine({ ...common, warmupSteps: warmup });
    const fall = values.slice(warmup);
    expectClose(
      fall.map((_, i) => schedule(warmup + i)),
      fall,
      { rtol: 1e-12, atol: 1e-15 },
    );
  });

  if (warmup === 0 || values[0] !== 0) return; // no rise, or one from elsewhere
  it("rises alike, where PyTorch's begins at 0 and ours a step later", () => {
    const schedule = warmupCosine({ ...common, warmupSteps: warmup - 1 });
    const rise = values.slice(1, warmup + 1);
    expectClose(
      rise.map((_, step) => schedule(step)),
      rise,
      { rtol: 1e-14 },
    );
  });
});

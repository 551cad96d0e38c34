import { fromData, GradientError, Rng, type Tensor, uniform } from "@cairn-ml/tensor";
import { grad } from "./value-and-grad.js";

export interface GradCheckOptions {
  /** The step of the central difference. */
  readonly step?: number;
  readonly rtol?: number;
  readonly atol?: number;
}

/**
 * Compares the gradients of `f` with central differences, (f(x + h) - f(x - h)) / 2h, element by element. The result of `f`
 * may have any shape: it is weighted by fixed random numbers and summed. Integer inputs are left alone.
 *
 * Needs the float64 reference device: in float32 differences say little.
 * Throws: GradientError naming the first element that is wrong, or whose difference is not finite.
 */
export function gradCheck(
  f: (...inputs: Tensor[]) => Tensor,
  inputs: readonly Tensor[],
  { step = 1e-5, rtol = 1e-5, atol = 1e-7 }: GradCheckOptions = {},
): void {
  for (const x of inputs) {
    if (x.dtype === "float32") {
      throw new GradientError("gradCheck", "differences in float32 are too coarse.", {
        given: "a float32 input",
        expected: "float64",
        fix: 'run it on the reference device: await init({ device: "reference" })',
      });
    }
  }
  const scalar = (values: readonly Tensor[]) => {
    const y = f(...values);
    return y.mul(uniform(new Rng(7), y.shape, 0.5, 1.5, { device: y.device })).sum();
  };
  const real = inputs.filter((x) => x.dtype === "float64");
  const grads = grad(real, () => scalar(inputs));
  real.forEach((x, k) => {
    const measured = differences((moved) => scalar(inputs.map((y) => (y === x ? moved : y))).item(), x, step);
    compare(`input ${inputs.indexOf(x)}`, grads[k]!.data(), measured, rtol, atol);
  });
}

function differences(f: (x: Tensor) => number, x: Tensor, step: number): Float64Array {
  const values = Float64Array.from(x.data());
  const at = (i: number, value: number) => {
    const moved = values.slice();
    moved[i] = value;
    return f(fromData(moved, x.shape, { device: x.device }));
  };
  return values.map((v, i) => (at(i, v + step) - at(i, v - step)) / (2 * step));
}

function compare(name: string, given: ArrayLike<number>, measured: Float64Array, rtol: number, atol: number): void {
  const largest = measured.reduce((m, v) => Math.max(m, Math.abs(v)), 0);
  measured.forEach((expected, i) => {
    const allowed = atol + rtol * Math.max(Math.abs(expected), largest);
    if (allowed < Infinity && Math.abs(given[i]! - expected) <= allowed) return;
    throw new GradientError("gradCheck", `the gradient of ${name} is wrong.`, {
      given: `${given[i]} at index ${i}`,
      expected: `${expected} ± ${allowed}, from finite differences`,
    });
  });
}

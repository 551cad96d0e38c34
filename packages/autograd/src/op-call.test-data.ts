import * as api from "@cairn-ml/tensor";
import { isFloat, type Tensor } from "@cairn-ml/tensor";
import { grad } from "./value-and-grad.js";

/** An op with its inputs and what is passed after them. */
export interface OpCall {
  readonly name: string;
  readonly inputs: readonly (Tensor | null)[];
  readonly args: readonly unknown[];
}

const listOps: ReadonlySet<string> = new Set(["concat", "stack"]);

export function runOp(name: string, inputs: readonly (Tensor | null)[], args: readonly unknown[]): Tensor {
  const op = (api as unknown as Record<string, (...args: unknown[]) => Tensor>)[name];
  if (!op) throw new Error(`@cairn-ml/tensor has no ${name}`);
  const fresh = args.map((arg) => (arg instanceof api.Rng ? api.Rng.fromState(arg.state()) : arg)); // the same draws again
  return listOps.has(name) ? op(inputs, ...fresh) : op(...inputs, ...fresh);
}

export function isReal(x: Tensor | null): x is Tensor {
  return x !== null && isFloat(x.dtype);
}

/** The gradient of Σ y dy with respect to each input; null for those that are not real. */
export function inputGradients({ name, inputs, args }: OpCall, dy: Tensor): (Tensor | null)[] {
  const grads = grad(inputs.filter(isReal), () => runOp(name, inputs, args).mul(dy).sum());
  return inputs.map((x) => (isReal(x) ? grads.shift()! : null));
}

/** Below it float32 loses digits, or is 0. */
export const smallestNormal: number = 2 ** -126;

/** Throws unless |actual - expected| ≤ rtol · terms + atol, element by element; NaN and infinities must be the same. */
export function expectWithin(
  what: string,
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  terms: ArrayLike<number>,
  { rtol, atol = 0 }: { readonly rtol: number; readonly atol?: number },
): void {
  if (actual.length !== expected.length || terms.length !== expected.length) {
    throw new Error(`${what}: ${actual.length} elements, expected ${expected.length}, bounds for ${terms.length}`);
  }
  for (let i = 0; i < actual.length; i++) {
    const [a, e] = [actual[i]!, expected[i]!];
    if (Object.is(a, e) || a === e) continue;
    const allowed = rtol * terms[i]! + atol;
    if (!(Math.abs(a - e) <= allowed)) {
      const times = Number((Math.abs(a - e) / allowed).toPrecision(3));
      throw new Error(`${what}: ${a} at index ${i}, expected ${e}: ${times} times the bound ${rtol} · ${terms[i]}`);
    }
  }
}

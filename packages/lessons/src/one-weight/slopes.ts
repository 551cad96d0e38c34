import { grad, Parameter } from "@cairn-ml/autograd";
import { type Tensor, tensor } from "@cairn-ml/tensor";

/** (f(x + h) - f(x)) / h for f(x) = x² in numbers of 64 bits. */
export function difference64(x: number, h: number): number {
  return ((x + h) * (x + h) - x * x) / h;
}

/** The same in numbers of 32 bits: each result is rounded to the nearest. */
export function difference32(x: number, h: number): number {
  const round = Math.fround;
  const step = round(h);
  const moved = round(x + step);
  return round(round(round(moved * moved) - round(x * x)) / step);
}

/** How fast something goes on average from one time to another that is at f(t) at time t. */
export function average(f: (t: number) => number, from: number, to: number): number {
  return (f(to) - f(from)) / (to - from);
}

/** The derivative of a function at a place, by its rules: nothing is subtracted. */
export function derivative(f: (x: Tensor) => Tensor, at: number): number {
  const x = new Parameter(tensor(at));
  const [slope] = grad([x], () => f(x));
  return slope!.item();
}

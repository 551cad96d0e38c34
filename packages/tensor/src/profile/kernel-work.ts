import type { KernelName } from "@cairn-ml/kernels";
import { bytesPerElement } from "../dtype.js";
import { Tensor } from "../tensor.js";

/** What a launch had to do. */
export interface Work {
  /** The sizes that its time depends on most, where the kernel's name does not say enough. */
  readonly sizes: string;
  /** Multiplications and additions; 0 where memory is what takes time. */
  readonly flops: number;
  /** Of the arrays, each once. */
  readonly bytes: number;
}

/** The work of a launch, by what `Device.launch` was given. */
export function workOf(kernel: KernelName, extent: number, args: readonly unknown[]): Work {
  let bytes = 0;
  for (const x of args) if (x instanceof Tensor) bytes += x.size * bytesPerElement[x.dtype];
  if (kernel === "matmul") return { ...productWork(extent, numbersIn(args)), bytes };
  if (kernel === "attention") return { ...attentionWork(extent, numbersIn(args), 2), bytes };
  if (kernel === "attentionBackward") return { ...attentionWork(extent, numbersIn(args), 5), bytes };
  return { sizes: "", flops: 0, bytes };
}

const numbersIn = (args: readonly unknown[]): number[] =>
  args.map((arg) => (typeof arg === "function" ? arg() : arg)).filter((arg) => typeof arg === "number");

function productWork(extent: number, [M, N, K, , aCol, , bCol]: readonly number[]): Omit<Work, "bytes"> {
  const layout = `${aCol === 1 || K === 1 ? "N" : "T"}${bCol === 1 || N === 1 ? "N" : "T"}`;
  const batch = extent / Math.max(M!, N!);
  return { sizes: `${batch === 1 ? "" : `${batch} × `}${M}×${N}×${K} ${layout}`, flops: 2 * batch * M! * N! * K! };
}

/** `products` counts the matrix products over the scores that queries and visible keys have. */
function attentionWork(units: number, numbers: readonly number[], products: number): Omit<Work, "bytes"> {
  const [, Tq, Tk, D] = numbers as [number, number, number, number];
  const offset = numbers.at(-1)!;
  let scores = 0;
  for (let i = 0; i < Tq; i++) scores += Math.max(0, Math.min(Tk, i + offset + 1));
  return { sizes: `${units} × ${Tq}×${Tk}×${D}`, flops: 2 * products * units * scores * D };
}
